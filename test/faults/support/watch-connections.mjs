// Loaded into the server before its own code (NODE_OPTIONS=--import …): remembers every SQLite connection that is made, and at
// SIGUSR2 writes down what each open one answers to its pragmas. The connections themselves are the server's own, untouched.
import { renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const connections = [];

const file = require.resolve('better-sqlite3');
const Sqlite = require(file);
require.cache[file].exports = new Proxy(Sqlite, {
  construct(target, parameters, newTarget) {
    const connection = Reflect.construct(target, parameters, newTarget);
    connections.push(connection);
    return connection;
  }
});

process.on('SIGUSR2', () => {
  const answers = connections
    .filter((connection) => connection.open)
    .map((connection) => ({
      path: connection.name,
      synchronous: connection.pragma('synchronous', { simple: true }),
      journalMode: connection.pragma('journal_mode', { simple: true }),
      foreignKeys: connection.pragma('foreign_keys', { simple: true })
    }));
  const report = process.env.CONNECTIONS_REPORT;
  writeFileSync(`${report}.part`, JSON.stringify(answers));
  renameSync(`${report}.part`, report);
});

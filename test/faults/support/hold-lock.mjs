// Another process that writes to the SQLite file (its first argument) and does not come to an end until its input does.
import Sqlite from 'better-sqlite3';

const database = new Sqlite(process.argv[2]);
database.exec('begin exclusive');
console.log('locked');
process.stdin.resume().once('end', () => {
  database.exec('rollback');
  database.close();
});

// The two packages with a part in machine code. A missing one is said in a sentence at start, not in a stack at the first answer.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** @type {readonly { name: string, load: () => void, remedy: string }[]} */
const PARTS = [
  { name: 'better-sqlite3', load: () => new (require('better-sqlite3'))(':memory:').close(), remedy: 'npm rebuild better-sqlite3' },
  { name: '@node-rs/argon2', load: () => require('@node-rs/argon2'), remedy: 'npm install' }
];

/** A sentence naming the first part that does not load and the command that brings it; undefined when all do. */
export function describeMissingNativePart() {
  for (const { name, load, remedy } of PARTS) {
    try {
      load();
    } catch (failure) {
      const [reason] = String(failure instanceof Error ? failure.message : failure).split('\n');
      return (
        `Thiếu phần nhị phân của ${name} cho Node ${process.versions.node}. Chạy: ${remedy}\n` +
        `The native part of ${name} is missing for Node ${process.versions.node}. Run: ${remedy}\n(${reason})`
      );
    }
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Holds SQLite's write lock in another process; resolves once it has it. Returns how to let it go. */
export async function holdLock(path: string): Promise<() => Promise<void>> {
  const script = fileURLToPath(new URL('hold-lock.mjs', import.meta.url));
  const holder = spawn(process.execPath, [script, path], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(holder, 'exit');
  const first = await Promise.race([once(holder.stdout, 'data'), ended]);
  if (!String(first[0]).includes('locked')) throw new Error('the lock was not to be had');
  return async () => {
    holder.stdin.end();
    await ended;
  };
}

import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '../schema';

/** True if the database answers a read of one of our tables within `deadlineMs`. */
export async function databaseAnswers(db: Db, deadlineMs = 2_000): Promise<boolean> {
  const stop = new AbortController();
  const read = db.selectFrom('users').select('id').limit(1).execute();
  const answered = read.then(
    () => true,
    () => false
  );
  const late = wait(deadlineMs, false, { signal: stop.signal }).catch(() => false);
  const result = await Promise.race([answered, late]);
  stop.abort();
  return result;
}

/**
 * Long work in the server's one thread lets requests in between. SQLite answers at once, so awaiting its queries gives nobody else a turn: between
 * pieces of work `await turn()` does, as often as need be.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** A piece of work may hold the thread this long. */
const LONGEST_MS = 25;

export function takeTurns(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < LONGEST_MS) return undefined;
    return nextTurn().then(() => {
      since = performance.now();
    });
  };
}

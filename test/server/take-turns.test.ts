// Long work in the one thread lets others in, and only while it goes on.
import { expect, test } from 'vitest';
import { takeTurns } from '../../src/lib/server/take-turns';

/** More than any machine takes until its first turn. */
const MOST_PIECES = 50_000_000;

test('whoever waits gets a turn while the work goes on, and again later', async () => {
  const turn = takeTurns();
  for (const time of [1, 2]) {
    let isServed = false;
    setImmediate(() => (isServed = true));
    let pieces = 0;
    while (!isServed && pieces < MOST_PIECES) {
      pieces++;
      await turn();
    }
    expect(isServed, `turn ${time}`).toBe(true);
  }
});

test('a turn that is not due costs nothing: there is nothing to wait for', () => expect(takeTurns()()).toBeUndefined());

// Guessed personal codes: a network that guesses is answered one at a time; whoever has right codes is never counted.
import { expect, test } from 'vitest';
import { createCodeLimits } from '../../src/lib/server/code-limits';

const refused = { code: 'rate-limited' };
const VILLAGE = '203.0.113.7';

test('a village behind one address opens as many right codes at once as it likes', async () => {
  const limits = createCodeLimits(3, 0);
  await limits.countUnknown(VILLAGE);
  await limits.countUnknown(VILLAGE);
  await Promise.all(Array.from({ length: 500 }, () => limits.wait(VILLAGE)));
});

test('who guesses waits for a turn, and is sent away where too many wait; others do not notice', async () => {
  const limits = createCodeLimits(3, 1);
  for (let guess = 0; guess < 3; guess++) {
    await limits.wait(VILLAGE);
    await limits.countUnknown(VILLAGE);
  }
  const asked = await Promise.allSettled(Array.from({ length: 5 }, () => limits.wait(VILLAGE)));
  expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected']);
  expect(asked[2]).toMatchObject({ reason: refused });
  // A right code of the same village opens too, at its turn.
  await limits.wait(VILLAGE);
  await Promise.all(Array.from({ length: 50 }, () => limits.wait('203.0.113.8')));
});

test('one customer’s IPv6 addresses are one network', async () => {
  const limits = createCodeLimits(1, 0);
  await limits.countUnknown('2001:db8:1:2::1');
  await limits.wait('2001:db8:1:2::2');
  await expect(limits.wait('2001:db8:1:2::3')).rejects.toMatchObject(refused);
  await limits.wait('2001:db8:1:3::1');
});

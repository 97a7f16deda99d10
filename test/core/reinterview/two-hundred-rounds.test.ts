// Rounds made up by a seed (test/support/made-up-rounds.ts): who is found, who is accused, and what an accomplice among the re-interviewers can do.
import { expect, test } from 'vitest';
import { overSeeds } from '../../support/made-up-rounds';

const HALF = { madeUp: 0.5, forgotten: 0.03, parts: 6 };

test('whoever makes up half of the forms is found in at least 95 % of 200 rounds, and an honest one accused in at most 5 %', () => {
  const { found, honestAccused } = overSeeds(HALF);
  expect(found).toBeGreaterThanOrEqual(0.95);
  expect(honestAccused).toBeLessThanOrEqual(0.05);
});

test('whoever makes up all of them is found after the second part', () => {
  const { found, honestAccused } = overSeeds({ madeUp: 1, forgotten: 0.03, parts: 2 });
  expect(found).toBeGreaterThanOrEqual(0.95);
  expect(honestAccused).toBeLessThanOrEqual(0.05);
});

test('the first part alone does not find them, which is why the watched are asked about again', () => {
  expect(overSeeds({ ...HALF, parts: 1 }).found).toBeLessThan(0.5);
});

test('where one in ten denies an honest form, which is the limit, an honest one is still accused in at most 5 %', () => {
  const { honestAccused } = overSeeds({ madeUp: 0, forgotten: 0.1, parts: 6 });
  expect(honestAccused).toBeLessThanOrEqual(0.05);
});

test('one of two re-interviewers who gives up the cheat’s people saves the cheat in one round of ten and more, unless a second person asks', () => {
  const friend = { ...HALF, people: 2, accomplice: 'friend' } as const;
  expect(overSeeds({ ...friend, handsOn: false }).found).toBeLessThan(0.9);
  const { found, honestAccused, firstPointedAt, otherPointedAt } = overSeeds(friend);
  expect(found).toBeGreaterThanOrEqual(0.95);
  expect(honestAccused).toBeLessThanOrEqual(0.05);
  expect(firstPointedAt).toBeGreaterThanOrEqual(0.75);
  expect(otherPointedAt).toBeLessThanOrEqual(0.05);
});

test('whoever of three gives up six of ten, whosever they are, is pointed at', () => {
  const { found, firstPointedAt, otherPointedAt } = overSeeds({ ...HALF, accomplice: 0.6 });
  expect(found).toBeGreaterThanOrEqual(0.95);
  expect(firstPointedAt).toBeGreaterThanOrEqual(0.95);
  expect(otherPointedAt).toBeLessThanOrEqual(0.05);
});

test('honest re-interviewers are pointed at in at most 5 %, also where people and places are as uneven as ten points up or down', () => {
  for (const uneven of [0, 0.1]) {
    const { firstPointedAt, otherPointedAt } = overSeeds({ ...HALF, uneven });
    expect(firstPointedAt + otherPointedAt).toBeLessThanOrEqual(0.05);
  }
});

import { expect, test } from 'vitest';
import type { RankableScorecard } from '../../../src/lib/core/scoring/scorecard-ranks';
import { compareWithYearBefore, placesGained, rankScorecards } from '../../../src/lib/core/scoring/scorecard-ranks';
import golden from '../../data/par-index-golden.json' with { type: 'json' };

const card = (agencyCode: string, points: number | null, year = 2021, number = 1): RankableScorecard => ({
  agencyCode,
  year,
  rules: { family: 'par-index', number },
  points
});
const ranksOf = (cards: readonly RankableScorecard[]) => rankScorecards(cards).map(({ agencyCode, rank }) => [agencyCode, rank]);

test('ties share the better rank', () => {
  expect(ranksOf([card('d', 90.1), card('b', 92.5), card('c', 92.5), card('a', 95)])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 2],
    ['d', 4]
  ]);
});

test('totals equal at two decimals are equal', () => {
  expect(ranksOf([card('a', 0.1 + 0.2), card('b', 0.3)])).toEqual([
    ['a', 1],
    ['b', 1]
  ]);
});

test('a card without a total has no rank and counts in no other', () => {
  const ranked = rankScorecards([card('a', null), card('b', 80), card('c', null), card('d', 81)]);
  expect(ranked.map(({ agencyCode, rank, of }) => [agencyCode, rank, of])).toEqual([
    ['d', 1, 2],
    ['b', 2, 2],
    ['a', null, 2],
    ['c', null, 2]
  ]);
  expect(rankScorecards([])).toEqual([]);
});

test('several years or rules are not ranked together', () => {
  expect(() => rankScorecards([card('a', 90), card('b', 90, 2020)])).toThrow('scorecards-mixed');
  expect(() => rankScorecards([card('a', 90), card('b', 90, 2021, 2)])).toThrow('scorecards-mixed');
});

test('the change on the year before is exact, and up is positive', () => {
  const [now] = rankScorecards([card('a', 94.52)]);
  const before = rankScorecards([card('a', 92.31, 2020), card('b', 93, 2020)]).find(({ agencyCode }) => agencyCode === 'a');
  expect(compareWithYearBefore(now!, before)).toEqual({ kind: 'change', points: 2.21, places: 1 });
  const { rank, placesGained: gained } = golden.published;
  expect(placesGained(rank, rank + gained)).toBe(4);
});

test('other rules, a missing card or a missing total do not compare', () => {
  const [now] = rankScorecards([card('a', 94.52)]);
  const [otherRules] = rankScorecards([card('a', 92, 2020, 2)]);
  const [incomplete] = rankScorecards([card('a', null, 2020)]);
  expect(compareWithYearBefore(now!, otherRules).kind).toBe('different-rules');
  expect(compareWithYearBefore(now!, undefined).kind).toBe('none');
  expect(compareWithYearBefore(now!, incomplete).kind).toBe('incomplete');
});

test('a card that is not of the year before is a bug', () => {
  const [now] = rankScorecards([card('a', 94.52)]);
  expect(() => compareWithYearBefore(now!, now)).toThrow('not the year before');
});

import { describe, expect, test } from 'vitest';
import type { InterviewerResults } from '../../../src/lib/core/reinterview/judge-interviewers';
import { judgeInterviewers, upperTail, wilsonOf } from '../../../src/lib/core/reinterview/judge-interviewers';

const LIMIT = 0.1;

const results = (parts: readonly (readonly [discrepant: number, reached: number])[], more: Partial<InterviewerResults> = {}) => ({
  interviewerId: 'one',
  parts: parts.map(([discrepant, reached]) => ({ discrepant, reached })),
  waiting: false,
  flaggedDiscrepant: false,
  proven: false,
  ...more
});

/** The state of the first among as many others, of whom nothing was odd. */
const stateAmong = (others: number, one: InterviewerResults) =>
  judgeInterviewers([one, ...Array.from({ length: others }, () => results([[0, 5]]))], LIMIT)[0]!;

test('the exact tail by hand, and small ones to their own digits', () => {
  expect(upperTail(0, 5, 0.1)).toBeCloseTo(1, 12);
  expect(upperTail(2, 5, 0.1)).toBeCloseTo(1 - 0.9 ** 5 - 5 * 0.1 * 0.9 ** 4, 12);
  expect(upperTail(20, 20, 0.1) / 1e-20).toBeCloseTo(1, 9);
});

test('Wilson of four in five, by hand', () => {
  const z = 1.959963984540054;
  const expected = (0.8 + (z * z) / 10 - z * Math.sqrt(0.16 / 5 + (z * z) / 100)) / (1 + (z * z) / 5);
  expect(wilsonOf({ discrepant: 4, reached: 5 }).lower).toBeCloseTo(expected, 12);
});

describe('one interviewer among nineteen others', () => {
  test('five discrepant forms of five accuse', () => {
    expect(stateAmong(19, results([[5, 5]]))).toMatchObject({ state: 'under_review', cause: 'rate', rate: 1 });
  });

  test('three of five do not, though Wilson’s lower limit exceeds the limit: among twenty that happens', () => {
    expect(wilsonOf({ discrepant: 3, reached: 5 }).lower).toBeGreaterThan(LIMIT);
    expect(stateAmong(19, results([[3, 5]])).state).toBe('watched');
    expect(stateAmong(0, results([[3, 5]])).state).toBe('under_review');
  });

  test('one form of one is no proof', () => {
    expect(wilsonOf({ discrepant: 1, reached: 1 }).lower).toBeGreaterThan(LIMIT);
    expect(stateAmong(0, results([[1, 1]])).state).toBe('watched');
  });

  test('an estimate at the limit is clear, over it watched', () => {
    expect(stateAmong(19, results([[1, 10]])).state).toBe('clear');
    expect(stateAmong(19, results([[1, 9]])).state).toBe('watched');
  });

  test('nothing accuses while some of the part is still to be asked', () => {
    const open = results([[5, 5]], { waiting: true });
    expect(stateAmong(19, open)).toMatchObject({ state: 'watched', rate: 1 });
  });

  test('a later part has less of the five per cent left', () => {
    // Two interviewers: 3 of 5 has P = 0.0086, against 0.05/2 after the first part (twice 0.0086), and 2⁴ times it after the fourth.
    expect(stateAmong(1, results([[3, 5]])).state).toBe('under_review');
    expect(stateAmong(1, results([[0, 0], [0, 0], [0, 0], [3, 5]])).state).toBe('watched'); // prettier-ignore
  });

  test('an accusation of an earlier part stays, whatever the next brings', () => {
    expect(stateAmong(19, results([[5, 5], [5, 50]])).state).toBe('under_review'); // prettier-ignore
  });

  test('a flagged form that turned out discrepant warns until the second part has spoken', () => {
    expect(stateAmong(19, results([[0, 5]], { flaggedDiscrepant: true })).state).toBe('watched');
    expect(stateAmong(19, results([[0, 5], [0, 15]], { flaggedDiscrepant: true })).state).toBe('clear'); // prettier-ignore
  });

  test('a proven fabrication accuses at once', () => {
    expect(stateAmong(19, results([], { proven: true }))).toMatchObject({ state: 'under_review', cause: 'proven', rate: null });
  });
});

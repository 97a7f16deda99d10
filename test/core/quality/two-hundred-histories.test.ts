// The product's promise: 200 seeded histories with one stuffing officer each, bursts of fives after closing time.
import { expect, test } from 'vitest';
import type { CounterMonth } from '../../../src/lib/core/quality/judge-counter-month';
import { drawHistory, judgeLastMonth } from '../../support/quality/history';
import type { Habit } from '../../support/quality/honest-counter';
import { HABITS } from '../../support/quality/honest-counter';
import { SCHEMES } from '../../support/quality/stuffing';

const HISTORIES = 200;
const OTHERS: readonly Habit[] = ['plain', 'weak-network', 'tablet', 'volunteer'];
const SCHEME = SCHEMES['bursts of fives after closing'];

const share = (months: readonly CounterMonth[]): number => months.filter(({ flagged }) => flagged).length / months.length;

test(
  'the stuffed counter is flagged in 95 % of the histories or more, honest ones in 5 % of their months or fewer',
  { timeout: 60_000 },
  () => {
    const stuffed: CounterMonth[] = [];
    const honest: CounterMonth[] = [];
    for (let seed = 1; seed <= HISTORIES; seed++) {
      // Officers stuff at all kinds of counters.
      const habits = [HABITS[seed % HABITS.length]!, ...OTHERS];
      const [first, ...rest] = judgeLastMonth(drawHistory(seed, { habits, monthsBefore: 3, scheme: SCHEME }));
      stuffed.push(first!);
      honest.push(...rest);
    }
    expect([stuffed.length, honest.length]).toEqual([HISTORIES, HISTORIES * OTHERS.length]);
    expect(share(stuffed)).toBeGreaterThanOrEqual(0.95);
    expect(share(honest)).toBeLessThanOrEqual(0.05);
  }
);

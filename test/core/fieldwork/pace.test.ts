import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldDays } from '../../../src/lib/core/fieldwork/pace';
import { expectedProgress, fieldTime, PACE_CLASSES, paceClass, shortfall } from '../../../src/lib/core/fieldwork/pace';

const MARCH: FieldDays = { opensOn: '2026-03-01', closesOn: '2026-03-20', state: 'open' };
const line = (answered: number, target = 100, open = target - answered) => ({
  ...{ target, answered, open },
  progress: target === 0 ? null : Math.min(1, answered / target)
});

describe('the pace of a field', () => {
  it('is the share of its days that are over: none on the first morning, all once it is closed', () => {
    expect(['2026-02-20', '2026-03-01', '2026-03-06', '2026-03-20', '2026-03-21', '2026-04-30'].map((day) => expectedProgress(MARCH, day, 0.4))).toEqual([0, 0, 0.25, 0.95, 1, 1]); // prettier-ignore
    expect(fieldTime(MARCH, '2026-03-06')).toEqual({ past: 5, days: 20 });
    expect(expectedProgress({ ...MARCH, state: 'closed' }, '2026-03-06', 0.4)).toBe(1);
    expect(expectedProgress({ ...MARCH, state: 'draft' }, '2026-03-06', 0.4)).toBe(0);
    expect(fieldTime({ ...MARCH, state: 'closed' }, '2026-03-06')).toBeNull();
  });

  it('is the whole round’s own where it has no last day', () => {
    expect(expectedProgress({ ...MARCH, closesOn: null }, '2026-03-06', 0.4)).toBe(0.4);
    expect(expectedProgress({ ...MARCH, closesOn: null }, '2026-03-06', null)).toBe(0);
  });

  it('tells apart what is near its target, in time, behind, and with nobody left to ask', () => {
    expect([100, 120, 95, 90, 89, 60, 59, 45, 44, 0].map((answered) => paceClass(line(answered), 0.6))).toEqual(['met', 'met', 'near', 'near', 'on', 'on', 'behind', 'behind', 'far', 'far']); // prettier-ignore
    expect(paceClass(line(95, 100, 0), 0.6)).toBe('spent');
    expect(paceClass(line(20, 100, 0), 0.6)).toBe('spent');
    expect(paceClass(line(100, 100, 0), 1)).toBe('met');
    expect(paceClass(line(0, 0, 0), 1)).toBe('met');
    expect(paceClass(line(0), 0)).toBe('on');
  });

  it('says how many answers are short', () => {
    expect([shortfall(line(40), 0.6), shortfall(line(60), 0.6), shortfall(line(70), 0.6), shortfall(line(0, 73), 0.25)]).toEqual([20, 0, 0, 19]); // prettier-ignore
  });

  it('never gets worse by another answer, nor better as time goes by', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const rank = (answered: number, expected: number) => PACE_CLASSES.indexOf(paceClass(line(answered, 100, 1), expected));
    fc.assert(
      fc.property(fc.nat(99), share, share, (answered, one, other) => {
        expect(rank(answered + 1, one)).toBeGreaterThanOrEqual(rank(answered, one));
        expect(rank(answered, Math.max(one, other))).toBeLessThanOrEqual(rank(answered, Math.min(one, other)));
        expect(shortfall(line(answered), one) > 0 || !['far', 'behind'].includes(paceClass(line(answered), one))).toBe(true);
      })
    );
  });
});

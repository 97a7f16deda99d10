// What is to be expected of a counter: kinds of form, hours of the week.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_HISTORY } from '../../../src/lib/core/quality/counter-history';
import { expectFromPast } from '../../../src/lib/core/quality/expect-from-past';
import { expectKinds } from '../../../src/lib/core/quality/expected-kinds';
import { clustering, countPairs } from '../../../src/lib/core/quality/hour-pairs';
import { hourRates } from '../../../src/lib/core/quality/hour-rates';
import { judgeHours } from '../../../src/lib/core/quality/judge-hours';
import { kindOf, KINDS, LEVELS, marginOf, MARKS } from '../../../src/lib/core/quality/kinds';
import { oddestKinds, orderByOddness } from '../../../src/lib/core/quality/odd-kinds';
import { USUAL_OFFICE_HOURS } from '../../../src/lib/core/quality/quality-response';
import { profileSurvey } from '../../../src/lib/core/quality/survey-profile';
import { fillIn } from '../../support/quality/form';

const ORDINARY = { hours: 0, device: 0, company: 0, comment: 0, answers: 0 };
const anyForms = fc
  .array(fc.tuple(fc.nat(KINDS - 1), fc.integer({ min: 1, max: 200 })), { maxLength: 30 })
  .map((cells) => cells.reduce((counts, [kind, forms]) => counts.fill(forms, kind, kind + 1), new Float64Array(KINDS)));
const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

test('a kind gives back its levels', () => {
  const levels = { hours: 3, device: 2, company: 1, comment: 1, answers: 1 };
  const kind = kindOf(levels, 2);
  expect(MARKS.map((mark) => LEVELS[mark][kind])).toEqual([3, 2, 2, 1, 1, 1]);
});

describe('expected kinds', () => {
  test('are shares of all forms, none impossible, with the counter’s own margins', () => {
    fc.assert(
      fc.property(anyForms, anyForms, (own, others) => {
        const { shares, atLeast } = expectKinds(own, others);
        expect(sumOf(shares)).toBeCloseTo(1, 6);
        expect(Math.min(...shares)).toBeGreaterThan(0);
        for (const mark of MARKS) {
          expect(atLeast[mark][0]).toBeCloseTo(1, 9);
          const strange = 1 - marginOf(shares, mark)[0]!;
          expect(strange / atLeast[mark][1]!).toBeCloseTo(1, 6);
        }
      }),
      { numRuns: 30 }
    );
  });

  test('without a history they are the others’; with a long one the counter’s own', () => {
    const evenings = new Float64Array(KINDS);
    evenings[kindOf({ ...ORDINARY, hours: 3 }, 0)] = 900;
    evenings[kindOf(ORDINARY, 0)] = 100;
    const office = new Float64Array(KINDS);
    office[kindOf(ORDINARY, 0)] = 1000;
    const eveningShare = (own: Float64Array, others: Float64Array) => expectKinds(own, others).atLeast.hours[3]!;
    expect(eveningShare(new Float64Array(KINDS), evenings)).toBeGreaterThan(0.8);
    expect(eveningShare(evenings, office)).toBeGreaterThan(0.8);
    expect(eveningShare(office, evenings)).toBeLessThan(0.06);
  });

  test('months of stuffing leave its kind rare, though its marks have become usual', () => {
    const own = new Float64Array(KINDS);
    own[kindOf(ORDINARY, 0)] = 850;
    own[kindOf({ ...ORDINARY, hours: 3, device: 3, company: 3, answers: 1 }, 2)] = 150;
    const others = new Float64Array(KINDS);
    others[kindOf(ORDINARY, 0)] = 5000;
    const { shares, atLeast } = expectKinds(own, others);
    expect(atLeast.device[3]).toBeGreaterThan(0.12);
    expect(shares[kindOf({ ...ORDINARY, hours: 3, device: 3, company: 3, answers: 1 }, 2)]).toBeLessThan(0.03);
  });
});

test('one month of stuffing among several is weighed down before anything is expected', () => {
  const stuffed = kindOf({ ...ORDINARY, hours: 3, device: 3, company: 3, answers: 1 }, 2);
  const month = (odd: number) => {
    const kinds = new Float64Array(KINDS);
    kinds[kindOf(ORDINARY, 0)] = 200;
    kinds[stuffed] = odd;
    return { kinds, responses: 200 + odd };
  };
  const evening = (months: readonly ReturnType<typeof month>[]) => expectFromPast(months, new Float64Array(KINDS)).atLeast.hours[3]!;
  const [clean, one] = [evening([month(0), month(0), month(0), month(0)]), evening([month(0), month(30), month(0), month(0)])];
  expect(one).toBeLessThan(clean + 0.01);
  expect(expectFromPast([], new Float64Array(KINDS)).atLeast.hours[3]).toBeCloseTo(0.05);
});

describe('the oddest kinds', () => {
  test('hold no more than they may, and nothing that only its time or one mark makes strange', () => {
    fc.assert(
      fc.property(anyForms, anyForms, fc.double({ min: 0, max: 0.05, noNaN: true }), (own, others, most) => {
        const { shares } = expectKinds(own, others);
        const { odd, share } = oddestKinds(shares, orderByOddness(shares), most);
        expect(share).toBeLessThanOrEqual(most);
        expect(share).toBeCloseTo(sumOf(shares.map((one, kind) => (odd[kind] ? one : 0))), 12);
        for (let kind = 0; kind < KINDS; kind++) {
          if (!odd[kind]) continue;
          const strange = MARKS.filter((mark) => LEVELS[mark][kind]! > 0);
          expect(strange.length).toBeGreaterThanOrEqual(2);
          expect(strange.some((mark) => mark !== 'hours' && mark !== 'company')).toBe(true);
        }
      }),
      { numRuns: 30 }
    );
  });

  test('what people answered is never odd, however rare: alone, at home in the evening, in a hurry, from the family’s phone', () => {
    const { shares } = expectKinds(new Float64Array(KINDS), new Float64Array(KINDS));
    const order = orderByOddness(shares);
    for (const levels of [{}, { hours: 3 }, { hours: 4 }, { device: 1 }])
      expect(order).not.toContain(kindOf({ ...ORDINARY, ...levels, answers: 1 }, 0));
    expect(order).not.toContain(kindOf({ ...ORDINARY, answers: 1 }, 2));
    expect(order).not.toContain(kindOf({ ...ORDINARY, company: 3, answers: 1 }, 0));
    for (const levels of [{ hours: 3, company: 1 }, { device: 2 }])
      expect(order).toContain(kindOf({ ...ORDINARY, ...levels, answers: 1 }, 0));
  });
});

describe('hours of the week', () => {
  const history = (hour: number, forms: number, pairs: number, weeks: number) => ({
    ...EMPTY_HISTORY,
    responses: forms,
    hours: EMPTY_HISTORY.hours.map((none, at) => (at === hour ? forms : none)),
    pairs: EMPTY_HISTORY.pairs.map((none, at) => (at === hour ? pairs : none)),
    days: EMPTY_HISTORY.days.map(() => weeks)
  });
  const nobody = profileSurvey(new Map(), USUAL_OFFICE_HOURS).total;

  test('pairs of one hour against pairs of two weeks: 1 + 1/k', () => {
    // Four forms in one of four weeks: 12 pairs together, none apart. One in each of four: none together, 12 over three other weeks apart.
    expect(countPairs(history(33, 4, 12, 4), USUAL_OFFICE_HOURS).office).toEqual({ together: 12, apart: 0 });
    expect(countPairs(history(33, 4, 0, 4), USUAL_OFFICE_HOURS).office).toEqual({ together: 0, apart: 4 });
    expect(countPairs(history(20, 4, 12, 4), USUAL_OFFICE_HOURS).outside).toEqual({ together: 12, apart: 0 });
  });

  test('a counter is as irregular as it was, but not more than four times the others', () => {
    const usual = { together: 30, apart: 20 };
    expect(clustering({ together: 0, apart: 0 }, usual)).toBeCloseTo(0.5);
    expect(clustering({ together: 200, apart: 100 }, usual)).toBeCloseTo(203 / 102 - 1);
    expect(clustering({ together: 900, apart: 10 }, usual)).toBeCloseTo(4 * 1.5 - 1);
  });

  test('a long history has its own mean, a short one the others’ week of its size', () => {
    expect(hourRates(history(33, 400, 0, 100), nobody, 4, USUAL_OFFICE_HOURS).mean[33]).toBeGreaterThan(3.8);
    const young = hourRates(EMPTY_HISTORY, nobody, 49.5, USUAL_OFFICE_HOURS).mean;
    expect(young.reduce((sum, mean) => sum + mean, 0)).toBeCloseTo(49.5);
    expect(young[33]).toBeGreaterThan(0.5);
    expect(young[20]).toBeLessThan(0.05);
  });

  test('many forms in one hour are surprising, but less so on a day that is busy throughout', () => {
    const rates = hourRates(history(33, 100, 90, 100), nobody, 1, USUAL_OFFICE_HOURS);
    const at = (minute: number) =>
      fillIn(`${minute}`, { counterId: 'q', day: '2026-03-10', minute, msPerItem: 1, levels: [], device: null });
    const burst = Array.from({ length: 8 }, (_, i) => at(540 + i));
    const busy = Array.from({ length: 60 }, (_, i) => at(600 + i));
    const [alone] = judgeHours(burst, rates);
    const [among] = judgeHours([...burst, ...busy], rates);
    expect(alone!.p).toBeLessThan(1e-3);
    expect(among!.p).toBeGreaterThan(100 * alone!.p);
    expect(among!.expected).toBeGreaterThan(5 * alone!.expected);
  });
});

// Marks of forms: hours, pace, devices, company, comments and answers, and what a history keeps of them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonComments } from '../../../src/lib/core/quality/common-comments';
import { addHistories, EMPTY_HISTORY, kindCounts, paceCounts, summariseMonth } from '../../../src/lib/core/quality/counter-history';
import { HOUR_CLASSES, hourClass } from '../../../src/lib/core/quality/hour-class';
import { markResponses } from '../../../src/lib/core/quality/mark-responses';
import { packHistory, unpackHistory } from '../../../src/lib/core/quality/pack-history';
import { PACE_CLASSES, PACE_UNKNOWN, paceClass, paceLevel, paceLimits } from '../../../src/lib/core/quality/pace';
import type { QualityResponse } from '../../../src/lib/core/quality/quality-response';
import { USUAL_OFFICE_HOURS, USUAL_SETTINGS } from '../../../src/lib/core/quality/quality-response';
import type { Filling } from '../../support/quality/form';
import { fillIn } from '../../support/quality/form';

const MONTH = { from: '2026-03-01', to: '2026-03-31' };
/** A Tuesday. */
const DAY = '2026-03-10';
const MIXED = [5, 4, 4, 3, 5, 4, 2, 5, 4, 4];

let forms = 0;
function form(filling: Partial<Filling> = {}): QualityResponse {
  return fillIn(`f${forms++}`, { counterId: 'q', day: DAY, minute: 540, msPerItem: 4_000, levels: MIXED, device: null, ...filling });
}

const marksOf = (responses: readonly QualityResponse[]) => markResponses(responses, USUAL_SETTINGS);

describe('hours', () => {
  test.each([
    [1, 420, 'office'],
    [1, 1049, 'office'],
    [1, 1050, 'edge'],
    [1, 700, 'edge'],
    [1, 359, 'night'],
    [1, 360, 'edge'],
    [1, 1110, 'evening'],
    [1, 1320, 'night'],
    [5, 600, 'office'],
    [5, 900, 'day-off'],
    [6, 600, 'day-off'],
    [6, 1200, 'evening']
  ] as const)('day %i, minute %i: %s', (weekday, minute, name) => {
    expect(HOUR_CLASSES[hourClass(weekday, minute, USUAL_OFFICE_HOURS)]).toBe(name);
  });
});

describe('pace', () => {
  const timed = (seconds: readonly number[]) =>
    paceCounts(
      summariseMonth(
        seconds.map((each) => form({ msPerItem: 1000 * each })),
        MONTH,
        USUAL_SETTINGS
      )
    );
  const none = new Float64Array(PACE_UNKNOWN + 1);
  const levelAt = (seconds: number, own: Float64Array, others: Float64Array = none) =>
    paceLevel(paceClass(1000 * seconds, 1), paceLimits(own, others));
  const around = (middle: number) => timed(Array.from({ length: 61 }, (_, i) => middle * 2 ** ((i - 30) / 30)));

  test('fast is fast for the counter: what is usual at a quick one is strange at a slow one', () => {
    expect([levelAt(1.9, around(2)), levelAt(1.9, around(8))]).toEqual([0, 2]);
    expect([levelAt(4.4, around(8)), levelAt(3, around(8)), levelAt(0.4, around(2))]).toEqual([0, 1, 2]);
  });

  test('the others fill up a short history, and the form’s own rule stands in for both', () => {
    expect([levelAt(1.9, timed([8, 8]), around(8)), levelAt(1.9, timed([2, 2]), none)]).toEqual([2, 0]);
    expect([levelAt(1.4, none), levelAt(0.7, none), levelAt(1.6, none)]).toEqual([1, 2, 0]);
  });

  test('a time that is not known is usual', () => {
    expect([paceClass(null, 20), paceClass(5_000, 0)]).toEqual([PACE_UNKNOWN, PACE_UNKNOWN]);
    expect(paceLevel(PACE_UNKNOWN, paceLimits(around(8), none))).toBe(0);
  });
});

describe('devices', () => {
  const ofDevice = (count: number, device: string, first = 1) =>
    Array.from({ length: count }, (_, i) => form({ device, day: `2026-03-${String(first + (i % 20)).padStart(2, '0')}` }));

  test('levels rise with the forms of one device in the month', () => {
    const marked = marksOf([
      ...ofDevice(1, 'a'),
      ...ofDevice(2, 'b'),
      ...ofDevice(5, 'c'),
      ...ofDevice(10, 'd'),
      ...ofDevice(30, 'e').map((one, i) => ({ ...one, deviceMark: `e${i}` }))
    ]);
    const levelOf = (device: string) => marked.find(({ response }) => response.deviceMark === device)!.device;
    expect(['a', 'b', 'c', 'd'].map(levelOf)).toEqual([0, 1, 2, 3]);
  });

  test('a tablet for all is the counter’s own; one that makes most forms on few days is not', () => {
    const tablet = ofDevice(30, 'tablet');
    expect(marksOf([...tablet, ...ofDevice(3, 'x')]).find(({ response }) => response.deviceMark === 'tablet')!.device).toBe(0);
    const evenings = tablet.map((one) => ({ ...one, day: DAY }));
    const others = Array.from({ length: 12 }, (_, i) => form({ device: `phone ${i}`, day: `2026-03-${String(12 + i)}` }));
    expect(marksOf([...evenings, ...others]).find(({ response }) => response.deviceMark === 'tablet')!.device).toBe(3);
  });
});

describe('company', () => {
  const heap = (count: number) => Array.from({ length: count }, (_, i) => form({ minute: 1100 + i / 2 }));
  const spread = (count: number) => Array.from({ length: count }, (_, i) => form({ minute: 430 + (200 * i) / count }));

  test('forms that come together are in company, a family hardly', () => {
    expect(marksOf([...heap(3), ...spread(4)]).map(({ company }) => company)).toEqual([0, 0, 0, 0, 1, 1, 1]);
    expect(marksOf([...heap(6), ...spread(4)]).at(-1)!.company).toBe(3);
  });

  test('on a busy day more must come together', () => {
    const [busy, quiet] = [60, 4].map((others) => marksOf([...heap(4), ...spread(others)]).at(-1)!.company);
    expect(busy).toBeLessThan(quiet!);
    expect(Math.max(...marksOf(spread(60)).map(({ company }) => company))).toBeLessThan(3);
  });
});

test('comments are repeated from the third on, but not what many write', () => {
  const wrote = (comment: string, count: number) => Array.from({ length: count }, () => form({ comment }));
  const responses = [...wrote('copied', 3), ...wrote('twice', 2), ...wrote('tot', 5)];
  const marked = markResponses(responses, { ...USUAL_SETTINGS, commonComments: new Set(['tot']) });
  expect(marked.filter(({ comment }) => comment === 1).map(({ response }) => response.commentKey)).toEqual(['copied', 'copied', 'copied']);
  const elsewhere = ['a', 'b', 'c'].map((counterId) => form({ counterId, comment: 'tot' }));
  expect(commonComments([...responses, ...elsewhere])).toEqual(new Set(['tot']));
});

test('answers: one level throughout, whichever, or ordinary; not on a form of few rated items', () => {
  const levels = (...given: number[]) => marksOf([form({ levels: given })])[0]!.answers;
  for (const level of [1, 2, 3, 4, 5]) expect(levels(...Array<number>(10).fill(level))).toBe(1);
  expect([levels(1, 2, 1, 1, 2, 1, 1, 1, 1, 2), levels(...Array<number>(9).fill(5))]).toEqual([0, 0]);
});

test('forms of two counters are refused', () => {
  expect(() => marksOf([form(), form({ counterId: 'other' })])).toThrow('forms of');
});

describe('a history', () => {
  test('counts hours of the week, pairs within an hour, and days', () => {
    const history = summariseMonth([form(), form(), form(), form({ day: '2026-03-17', minute: 599 })], MONTH, USUAL_SETTINGS);
    expect([history.hours[24 + 9], history.pairs[24 + 9], history.days]).toEqual([4, 6, [5, 5, 4, 4, 4, 4, 5]]);
  });

  test('leaves held and excluded forms out, wholly: the rest lose their company too', () => {
    const [one, ...rest] = Array.from({ length: 6 }, () => form());
    const without = summariseMonth([one!], MONTH, USUAL_SETTINGS);
    for (const status of ['held', 'excluded'] as const)
      expect(summariseMonth([one!, ...rest.map((other) => ({ ...other, status }))], MONTH, USUAL_SETTINGS)).toEqual(without);
  });

  test('adds up in any grouping and order', () => {
    const anyMonth = fc
      .array(fc.record({ minute: fc.integer({ min: 0, max: 1439 }), msPerItem: fc.integer({ min: 300, max: 9_000 }) }), { maxLength: 5 })
      .map((fillings) => summariseMonth(fillings.map(form), MONTH, USUAL_SETTINGS));
    fc.assert(
      fc.property(anyMonth, anyMonth, anyMonth, (a, b, c) => {
        const sum = addHistories([a, b, c]);
        expect(addHistories([addHistories([c, a]), b])).toEqual(sum);
        expect(addHistories([sum, EMPTY_HISTORY])).toEqual(sum);
        const limits = { fast: 12, veryFast: 8 };
        const kinds = kindCounts(sum, limits).reduce((total, one) => total + one, 0);
        expect(kinds).toBe(sum.responses);
      }),
      { numRuns: 50 }
    );
  });

  test('is kept as text, and read as it was kept before answers had two levels', () => {
    const heap = Array.from({ length: 6 }, () => form({ levels: Array<number>(10).fill(1), msPerItem: 900 }));
    const history = summariseMonth([...heap, form({ minute: 1200 })], MONTH, USUAL_SETTINGS);
    expect(unpackHistory(packHistory(history))).toEqual(history);
    const { v, k, ...rest } = JSON.parse(packHistory(history)) as { v: number; k: [number, number][] };
    expect(v).toBe(2);
    const three = k.map(([cell, n]) => {
      const [kind, pace] = [Math.floor(cell / PACE_CLASSES), cell % PACE_CLASSES];
      return [(3 * Math.floor(kind / 2) + 2 * (kind % 2)) * PACE_CLASSES + pace, n];
    });
    expect(unpackHistory(JSON.stringify({ ...rest, k: three }))).toEqual(history);
  });

  test('refuses a form of another month', () => {
    expect(() => summariseMonth([form({ day: '2026-04-01' })], MONTH, USUAL_SETTINGS)).toThrow('2026-04-01');
  });
});

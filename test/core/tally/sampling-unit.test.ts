import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/lib/core/calendar/day';
import { samplingUnits } from '../../../src/lib/core/tally/sampling-unit';

const MONDAY = '2026-08-03';
const METHOD = { weeksForWeeklyUnits: 13 };

describe('samplingUnits', () => {
  test('days, each once, while fewer than 13 ISO weeks hold an answer', () => {
    const days = Array.from({ length: 12 }, (_, week) => addDays(MONDAY, 7 * week));
    const units = samplingUnits([...days, days[0]!, addDays(MONDAY, 1)], METHOD);
    expect(units.unit).toBe('day');
    expect(units.count).toBe(13);
    expect(units.of('2026-08-04')).toBe('2026-08-04');
  });

  test('ISO weeks from the 13th week with an answer on, a week cut by the period included', () => {
    const sunday = addDays(MONDAY, -1);
    const days = [sunday, ...Array.from({ length: 12 }, (_, week) => [addDays(MONDAY, 7 * week), addDays(MONDAY, 7 * week + 4)]).flat()];
    const units = samplingUnits(days, METHOD);
    expect(units.unit).toBe('week');
    expect(units.count).toBe(13);
    expect(units.of(sunday)).toBe('2026-W31');
    expect(units.of(MONDAY)).toBe('2026-W32');
    expect(units.of(addDays(MONDAY, 4))).toBe('2026-W32');
  });

  test('a week is an ISO week: 1 January 2027 belongs to the last week of 2026', () => {
    const units = samplingUnits(['2026-12-31', '2027-01-01', '2027-01-04'], { weeksForWeeklyUnits: 2 });
    expect([units.of('2026-12-31'), units.of('2027-01-01'), units.of('2027-01-04')]).toEqual(['2026-W53', '2026-W53', '2027-W01']);
    expect(units.count).toBe(2);
  });

  test('no answers: no units', () => {
    expect(samplingUnits([], METHOD)).toMatchObject({ unit: 'day', count: 0 });
  });
});

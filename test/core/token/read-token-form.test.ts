import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/lib/core/problem';
import { readTokenForm, usualLastDay } from '../../../src/lib/core/token/read-token-form';

const TODAY = '2026-11-27';
const right = { name: 'Một cửa điện tử', agencyCode: 'SL', lastDay: '27/11/2027' };
const read = (fields: Readonly<Record<string, string>>) =>
  readTokenForm(
    (name) => fields[name] ?? '',
    TODAY,
    (day) => day.split('-').reverse().join('/')
  );
const faultsOf = (fields: Readonly<Record<string, string>>) => {
  try {
    read(fields);
    return [];
  } catch (failure) {
    return (failure as Problem).details.map(({ place, code }) => `${place} ${code}`);
  }
};

describe('the form of a token', () => {
  test('is read, the day as a person or a browser writes it', () => {
    expect(read(right)).toEqual({ name: 'Một cửa điện tử', agencyCode: 'SL', lastDay: '2027-11-27' });
    expect(read({ ...right, lastDay: usualLastDay(TODAY) }).lastDay).toBe('2027-11-27');
  });

  test('is refused with every field that is wrong', () => {
    expect(faultsOf({})).toEqual(['name name-missing', 'agencyCode agency-missing', 'lastDay day-invalid']);
  });

  test('ends after today, and within two years', () => {
    expect(faultsOf({ ...right, lastDay: TODAY })).toEqual(['lastDay token-expiry-past']);
    expect(faultsOf({ ...right, lastDay: '2026-11-28' })).toEqual([]);
    expect(faultsOf({ ...right, lastDay: '2028-11-26' })).toEqual([]);
    expect(faultsOf({ ...right, lastDay: '2028-11-27' })).toEqual(['lastDay token-expiry-far']);
  });
});

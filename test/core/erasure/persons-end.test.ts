import { describe, expect, test } from 'vitest';
import type { RoundLife } from '../../../src/lib/core/erasure/persons-end';
import { personsEnd } from '../../../src/lib/core/erasure/persons-end';

const closed: RoundLife = { state: 'closed', closesOn: '2026-12-20', closedOn: '2026-12-10', retentionDays: 90, importedOn: '2026-10-01' };

describe('the people of a round are kept', () => {
  test('so many whole days after the day it was closed', () => {
    expect(personsEnd(closed)).toBe('2027-03-11');
    expect(personsEnd({ ...closed, state: 'published' })).toBe('2027-03-11');
    expect(personsEnd({ ...closed, retentionDays: 7 })).toBe('2026-12-18');
  });

  test('while it is open, until after its own last day, or without an end where it has none', () => {
    expect(personsEnd({ ...closed, state: 'open', closedOn: null })).toBe('2027-03-21');
    expect(personsEnd({ ...closed, state: 'open', closedOn: null, closesOn: null })).toBeNull();
  });

  test('of a round that never began, for 90 days whatever it says', () => {
    expect(personsEnd({ ...closed, state: 'draft', closedOn: null, retentionDays: 365 })).toBe('2026-12-31');
  });

  test('where there is no list, by nobody', () => {
    expect(personsEnd({ ...closed, importedOn: null })).toBeNull();
  });
});

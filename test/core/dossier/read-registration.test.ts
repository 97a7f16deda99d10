import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDossierCode } from '../../../src/lib/core/dossier/dossier-code';
import { endOfDay, lastLinkDay, USUAL_LINK_DAYS } from '../../../src/lib/core/dossier/link-end';
import { readRegistration } from '../../../src/lib/core/dossier/read-registration';
import { Problem } from '../../../src/lib/core/problem';

const TODAY = '2026-11-27';
const right = { dossierCode: 'H56.105.12-261124-0007', handlingAgency: 'SL-XA-01', completedOn: '2026-11-24' };

function faultsOf(sent: unknown): Record<string, string> {
  try {
    readRegistration(sent, TODAY, USUAL_LINK_DAYS);
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'dossier-invalid')
      return Object.fromEntries(failure.details.map(({ place, code }) => [place, code]));
    throw failure;
  }
  return {};
}

describe('a dossier that is registered', () => {
  test('needs three fields; what else may be sent is empty without it', () => {
    expect(readRegistration(right, TODAY, USUAL_LINK_DAYS)).toEqual({ ...right, receivingCounter: null, serviceField: '' });
    const whole = { ...right, receivingCounter: 'K7M4-PQX3', serviceField: 'Hộ tịch' };
    expect(readRegistration(whole, TODAY, USUAL_LINK_DAYS)).toEqual(whole);
    expect(readRegistration({ ...right, receivingCounter: null, serviceField: '  ' }, TODAY, USUAL_LINK_DAYS).receivingCounter).toBeNull();
  });

  test('is refused with every field that is wrong', () => {
    const sent = {
      dossierCode: ' ',
      receivingCounter: 7,
      serviceField: 'x'.repeat(101),
      completedOn: '24/11/2026',
      citizenName: 'Lò Thị A'
    };
    expect(faultsOf(sent)).toEqual({
      citizenName: 'dossier-field-unknown',
      dossierCode: 'dossier-field-missing',
      handlingAgency: 'dossier-field-missing',
      receivingCounter: 'dossier-field-text',
      serviceField: 'dossier-field-long',
      completedOn: 'dossier-day-invalid'
    });
  });

  test('that is completed tomorrow, or too long ago for its link to open anything, is refused', () => {
    const on = (completedOn: string) => faultsOf({ ...right, completedOn })['completedOn'];
    expect(on('2026-11-28')).toBe('dossier-day-future');
    expect(on(TODAY)).toBeUndefined();
    expect(on('2026-10-28')).toBeUndefined();
    expect(on('2026-10-27')).toBe('dossier-too-old');
    expect(on('2026-02-30')).toBe('dossier-day-invalid');
  });

  test.each([null, [], [right], 'text', 7])('which is no object has none of its fields: %j', (sent) => {
    expect(Object.keys(faultsOf(sent))).toEqual(['dossierCode', 'handlingAgency', 'completedOn']);
  });

  test('is read or refused with a sentence, whatever is sent', () => {
    fc.assert(fc.property(fc.anything(), (sent) => void faultsOf(sent)));
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.anything());
    fc.assert(fc.property(fc.record({ dossierCode: value, handlingAgency: value, completedOn: value }), (sent) => void faultsOf(sent)));
  });
});

test.each([' h56.105.12–261124-0007 ', 'H56.105.12−261124‑0007', 'H56.105.12- 261124-0007', 'Ｈ56.105.12-261124-0007'])(
  'one code has one spelling: %s',
  (typed) => {
    expect(plainDossierCode(typed)).toBe('H56.105.12-261124-0007');
  }
);

test('its link is good until the end of the thirtieth day in Vietnam', () => {
  expect(lastLinkDay('2026-11-24', USUAL_LINK_DAYS)).toBe('2026-12-24');
  expect(endOfDay('2026-12-24')).toBe('2026-12-24T17:00:00.000Z');
});

// What a phone may send, read strictly; what a form makes of it; and what the phone shows before it has arrived.
import { describe, expect, test } from 'vitest';
import type { FieldUnit } from '../../../src/lib/core/fieldwork/field-unit';
import { inWorkingOrder, unitState } from '../../../src/lib/core/fieldwork/field-unit';
import { withPending } from '../../../src/lib/core/response/apply-field-item';
import { itemOfAnswerForm, itemOfUnitForm } from '../../../src/lib/core/response/field-form';
import { readFieldItem } from '../../../src/lib/core/response/field-item';

const MADE = { id: 'kJ3v9QmZ0aBcD1eF2gH4iL', at: '2026-11-27T03:00:00.000Z' };
const ATTEMPT = {
  ...MADE,
  kind: 'attempt',
  unit: 'u1',
  disposition: 'appointment',
  note: ' Hẹn  chiều\n',
  againAt: '2026-11-28T07:30:00Z'
};
const ANSWER = {
  ...MADE,
  kind: 'answer',
  unit: 'u1',
  version: 'v',
  channel: 'phone',
  language: 'vi',
  durationMs: 1000.4,
  entries: [['a', '4']]
};

const form = (fields: Record<string, string>) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.append(name, value);
  return made;
};

const UNIT: FieldUnit = {
  ...{
    id: 'u1',
    serial: 7,
    survey: 'round',
    agency: { vi: 'Xã 1' },
    counter: '',
    village: 'Bản 1',
    ordinal: 0,
    serviceField: '',
    completedOn: null
  },
  ...{
    name: 'A',
    phone: '',
    address: '',
    disposition: '',
    answered: false,
    lastAttempt: null,
    attempts: 0,
    form: 'interviewer',
    replacementAsked: false
  }
};

describe('what a phone sends', () => {
  test('is read whole', () => {
    expect(readFieldItem(ATTEMPT)).toEqual({ ...ATTEMPT, note: 'Hẹn chiều', againAt: '2026-11-28T07:30:00.000Z' });
    expect(readFieldItem({ ...ATTEMPT, disposition: '2.20' })).toMatchObject({ againAt: null });
    expect(readFieldItem(ANSWER)).toEqual({ ...ANSWER, durationMs: 1000 });
    expect(readFieldItem({ ...ANSWER, durationMs: -5 })).toMatchObject({ durationMs: null });
    expect(readFieldItem({ ...MADE, kind: 'form', unit: 'u1', event: 'collected' })).toMatchObject({ event: 'collected' });
  });

  test.each([
    ['nothing', null],
    ['a list', [ATTEMPT]],
    ['no kind', { ...ATTEMPT, kind: 'draw' }],
    ['an interview by hand', { ...ATTEMPT, disposition: '1.1' }],
    ['a name of every object', { ...ATTEMPT, disposition: 'constructor' }],
    ['an id that can be guessed', { ...ATTEMPT, id: 'aaaaaaaaaaaaaaaaaaaaaaaa' }],
    ['no unit', { ...ATTEMPT, unit: '' }],
    ['no time', { ...ATTEMPT, at: 'hôm qua' }],
    ['a NUL', { ...ATTEMPT, note: 'a\0b' }],
    ['paper by hand', { ...MADE, kind: 'form', unit: 'u1', event: 'void' }],
    ['another channel', { ...ANSWER, channel: 'web' }],
    ['entries that are none', { ...ANSWER, entries: [['a']] }],
    ['too many entries', { ...ANSWER, entries: Array.from({ length: 501 }, () => ['a', '1']) }]
  ])('is refused as %s', (_, sent) => expect(() => readFieldItem(sent)).toThrow(expect.objectContaining({ code: 'field-item-invalid' })));

  test('a note has its length, counted as people count', () => {
    expect(readFieldItem({ ...ATTEMPT, note: 'ế'.repeat(500) })).toMatchObject({ note: 'ế'.repeat(500) });
    expect(() => readFieldItem({ ...ATTEMPT, note: 'ế'.repeat(501) })).toThrow(expect.objectContaining({ code: 'field-note-long' }));
  });
});

test('a form becomes what is sent; times are Vietnam’s', () => {
  const item = itemOfUnitForm('attempt', 'u1', form({ disposition: 'appointment', again: '2026-11-28T14:30', note: 'x' }), MADE);
  expect(item).toMatchObject({ kind: 'attempt', againAt: '2026-11-28T07:30:00.000Z' });
  expect(() => itemOfUnitForm('attempt', 'u1', form({ disposition: '' }), MADE)).toThrow(
    expect.objectContaining({ code: 'field-disposition-missing' })
  );
  const sent = form({
    unit: 'u1',
    channel: 'visit',
    started: String(Date.parse(MADE.at) - 90_000),
    version: 'v',
    lang: 'vi',
    a: '4',
    b: '',
    comment: 'Tốt'
  });
  expect(itemOfAnswerForm('v', 'vi', sent, MADE)).toMatchObject({ unit: 'u1', durationMs: 90_000, entries: [['a', '4'], ['comment', 'Tốt']] }); // prettier-ignore
});

test('a unit shows what waits to be sent', () => {
  const after = (...sent: unknown[]) => withPending(UNIT, sent.map(readFieldItem));
  expect(unitState(UNIT)).toBe('open');
  expect(unitState(after(ATTEMPT))).toBe('appointment');
  expect(after(ATTEMPT, { ...ATTEMPT, disposition: '3.18' })).toMatchObject({ attempts: 2, disposition: '3.18' });
  expect(unitState(after({ ...ATTEMPT, disposition: '3.18' }, { ...ATTEMPT, disposition: 'absent' }))).toBe('tried');
  // The server has it already, and only its answer was lost.
  expect(withPending(after(ATTEMPT), [readFieldItem(ATTEMPT)])).toEqual(after(ATTEMPT));
  expect(unitState(after(ANSWER))).toBe('answered');
  expect(after({ ...MADE, kind: 'form', unit: 'u1', event: 'delivered' }).form).toBe('person');
  expect(after({ ...MADE, kind: 'replacement', unit: 'u1', reason: '' }).replacementAsked).toBe(true);
  expect(after({ ...ATTEMPT, unit: 'another' })).toEqual(UNIT);
});

test('units come as one goes to them: appointments by their time first, settled ones last', () => {
  const unit = (serial: number, more: Partial<FieldUnit>) => ({ ...UNIT, serial, ...more });
  const last = (againAt: string) => ({ lastAttempt: { at: MADE.at, disposition: 'appointment', note: '', againAt } });
  const ordered = inWorkingOrder([
    unit(1, { answered: true }),
    unit(2, {}),
    unit(3, last('2026-12-02')),
    unit(4, { disposition: '2.20' }),
    unit(5, last('2026-12-01'))
  ]);
  expect(ordered.map(({ serial }) => serial)).toEqual([5, 3, 2, 4, 1]);
});

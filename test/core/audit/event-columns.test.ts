// The audit log by columns finds what a plain look at every event finds.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventEntry, EventTest } from '../../../src/lib/core/audit/event-columns';
import { EventColumns } from '../../../src/lib/core/audit/event-columns';

const anyone: EventTest = {
  agencies: null,
  nowhere: true,
  from: undefined,
  before: undefined,
  userId: undefined,
  action: undefined,
  words: 0,
  holding: new Map()
};

const event = (number: number, more: Partial<EventEntry> = {}): EventEntry => ({
  number,
  at: '2026-11-27T02:00:00.000Z',
  userId: 'u1',
  action: 'agency.rename',
  subjectId: 'a1',
  agencyId: 'a1',
  ...more
});

/** As the definition says it. */
function passes(one: EventEntry, { agencies, nowhere, from, before, userId, action, words, holding }: EventTest): boolean {
  const held = [one.userId, one.action, one.subjectId, one.agencyId].map((key) => (key === null ? 0 : (holding.get(key) ?? 0)));
  return (
    (agencies === null || (one.agencyId === null ? nowhere : agencies.has(one.agencyId))) &&
    (from === undefined || one.at >= from) &&
    (before === undefined || one.at < before) &&
    (userId === undefined || one.userId === userId) &&
    (action === undefined || one.action === action || (action.endsWith('.') && one.action.startsWith(action))) &&
    Array.from({ length: words }, (_, i) => 1 << i).every((bit) => held.some((bits) => (bits & bit) !== 0))
  );
}

test('finds what a look at every event finds, in order', () => {
  const times = [1, 2, 3].map((day) => `2026-11-0${day}T00:00:00.000Z`);
  const [users, places] = [['u1', 'u2', null] as const, ['a1', 'a2', null] as const];
  const actions = ['agency.rename', 'agency.close', 'user.sign-in'];
  const entries = fc.array(
    fc.record({
      at: fc.constantFrom(...times),
      userId: fc.constantFrom(...users),
      action: fc.constantFrom(...actions),
      subjectId: fc.constantFrom('a1', 's1', 'u2'),
      agencyId: fc.constantFrom(...places)
    })
  );
  const asked = fc.record({
    agencies: fc.constantFrom(null, new Set<string>(), new Set(['a1']), new Set(['a2', 'never'])),
    nowhere: fc.boolean(),
    from: fc.constantFrom(undefined, ...times),
    before: fc.constantFrom(undefined, ...times),
    userId: fc.constantFrom(undefined, 'u1', 'never'),
    action: fc.constantFrom(undefined, 'agency.', 'agency.close', 'user.'),
    words: fc.integer({ min: 0, max: 8 }),
    holding: fc.array(fc.tuple(fc.constantFrom('u1', 'a1', 's1', 'agency.close', 'never'), fc.nat(255))).map((all) => new Map(all))
  });
  fc.assert(
    fc.property(entries, asked, (rows, one) => {
      const all = rows.map((row, i) => ({ ...row, number: i + 1 }));
      const columns = new EventColumns();
      columns.add(all.slice(0, 2));
      columns.add(all.slice(2));
      expect(columns.find(one)).toEqual(all.filter((row) => passes(row, one)).map(({ number }) => number));
    })
  );
});

test('grows, knows its newest, and keeps numbers where one is missing', () => {
  const columns = new EventColumns();
  expect([columns.last, columns.find(anyone)]).toEqual([0, []]);
  const numbers = Array.from({ length: 5_000 }, (_, i) => i + 1).filter((number) => number !== 2_000);
  columns.add(numbers.map((number) => event(number, { subjectId: `s${number}` })));
  expect(columns.last).toBe(5_000);
  expect(columns.find(anyone)).toEqual(numbers);
  expect(columns.find({ ...anyone, words: 1, holding: new Map([['s4999', 1]]) })).toEqual([4_999]);
});

import { expect, test } from 'vitest';
import type { AskedUnit } from '../../../src/lib/core/fieldwork/unit-standing';
import { unitStanding } from '../../../src/lib/core/fieldwork/unit-standing';

const UNIT: AskedUnit = {
  role: 'main',
  releasedAt: null,
  replacedAt: null,
  drawVoidedAt: null,
  surveyState: 'open',
  opensOn: '2026-03-01',
  closesOn: '2026-03-31',
  closedOn: null
};
const TODAY = '2026-03-10';
const AT = '2026-03-05T00:00:00.000Z';

test.each<readonly [string, Partial<AskedUnit>, string, object]>([
  ['a main unit of an open round', {}, TODAY, { state: 'open' }],
  ['on the last day', {}, '2026-03-31', { state: 'open' }],
  ['the day after it', {}, '2026-04-01', { state: 'closed', closed: '2026-03-31' }],
  ['before the first day', {}, '2026-02-28', { state: 'not-open', opens: '2026-03-01' }],
  ['of a draft', { surveyState: 'draft' }, TODAY, { state: 'not-open', opens: '2026-03-01' }],
  ['closed early', { surveyState: 'closed', closedOn: '2026-03-08' }, TODAY, { state: 'closed', closed: '2026-03-08' }],
  ['published, without any end', { surveyState: 'published', closesOn: null }, TODAY, { state: 'closed', closed: TODAY }],
  ['a reserve that nobody asked for', { role: 'reserve' }, TODAY, { state: 'withdrawn' }],
  ['a released reserve', { role: 'reserve', releasedAt: AT }, TODAY, { state: 'open' }],
  ['replaced', { replacedAt: AT }, TODAY, { state: 'withdrawn' }],
  ['of a draw made anew', { drawVoidedAt: AT }, TODAY, { state: 'withdrawn' }]
])('%s', (_, change, today, standing) => {
  expect(unitStanding({ ...UNIT, ...change }, today)).toEqual(standing);
});

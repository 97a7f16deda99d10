// Rules by which forms are held together: what they match, and which are refused.
import { expect, test } from 'vitest';
import type { QualityRule } from '../../../src/lib/core/quality/quality-rule';
import { matchRule } from '../../../src/lib/core/quality/quality-rule';
import type { JudgedResponse, Signal } from '../../../src/lib/core/quality/signals';
import type { Filling } from '../../support/quality/form';
import { fillIn } from '../../support/quality/form';

const LATE: Signal = { code: 'outside-hours', hours: 'evening', share: 0.01, weak: false };
const FAST: Signal = { code: 'too-fast', msPerItem: 900, share: 0.01, weak: false };
const LINE: Signal = { code: 'straight-line', items: 22, share: 0.3, weak: true };

function form(id: string, signals: readonly Signal[], filling: Partial<Filling> = {}, odd = false): JudgedResponse {
  const response = fillIn(id, { counterId: 'q1', day: '2026-03-10', minute: 1100, msPerItem: 900, levels: [5], device: null, ...filling });
  return { response, signals, odd };
}

const FORMS = [
  form('late', [LATE]),
  form('late and fast', [LATE, FAST], {}, true),
  form('fast', [FAST], { day: '2026-03-11', minute: 1200 }),
  form('elsewhere', [LATE, FAST, LINE], { counterId: 'q2' }, true),
  form('content', [LINE], { minute: 600 }),
  form('plain', [])
];

const matches = (rule: QualityRule) => matchRule(rule, FORMS).map(({ response }) => response.id);

test.each<[QualityRule, readonly string[]]>([
  [{ oddOnly: true }, ['late and fast', 'elsewhere']],
  [{ allOf: ['outside-hours', 'too-fast'] }, ['late and fast', 'elsewhere']],
  [{ anyOf: ['outside-hours', 'too-fast'] }, ['late', 'late and fast', 'fast', 'elsewhere']],
  [{ allOf: ['too-fast', 'straight-line'] }, ['elsewhere']],
  [{ anyOf: ['too-fast'], counterIds: ['q1'] }, ['late and fast', 'fast']],
  [{ anyOf: ['too-fast'], days: { from: '2026-03-11', to: '2026-03-12' } }, ['fast']],
  [{ anyOf: ['too-fast'], minutes: { from: 1100, to: 1200 } }, ['late and fast', 'elsewhere']],
  [
    { counterIds: ['q1'], days: { from: '2026-03-10', to: '2026-03-10' }, minutes: { from: 1080, to: 1140 } },
    ['late', 'late and fast', 'plain']
  ]
])('%j', (rule, ids) => {
  expect(matches(rule)).toEqual(ids);
});

test('a form’s own flags are a condition too', () => {
  const flagged = { ...FORMS[5]!, response: { ...FORMS[5]!.response, flags: ['too-fast' as const] } };
  expect(matchRule({ flags: ['too-fast', 'counter-burst'] }, [...FORMS, flagged])).toEqual([flagged]);
});

const [counterIds, days] = [['q1'], { from: '2026-03-10', to: '2026-03-10' }] as const;

test.each<QualityRule>([
  {},
  { counterIds },
  { days },
  { minutes: { from: 0, to: 1440 } },
  { allOf: [], anyOf: [], flags: [] },
  { oddOnly: false },
  { allOf: ['straight-line'] },
  { anyOf: ['straight-line', 'too-fast'] },
  { flags: ['straight-line'] },
  { allOf: ['straight-line'], counterIds, days }
])('too wide, or by answers alone: %j', (rule) => {
  expect(() => matchRule(rule, FORMS)).toThrow('quality-rule-too-wide');
});

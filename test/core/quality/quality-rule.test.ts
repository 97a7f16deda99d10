// Rules by which forms are held together: what they match, and which are refused.
import { expect, test } from 'vitest';
import type { QualityRule } from '../../../src/lib/core/quality/quality-rule';
import { matchRule, requireEnough } from '../../../src/lib/core/quality/quality-rule';
import { readRule } from '../../../src/lib/core/quality/read-rule';
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

const days = { from: '2026-03-10', to: '2026-03-10' } as const;

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
  [{ oddOnly: true, allOf: ['straight-line'] }, ['elsewhere']],
  [{ allOf: ['outside-hours', 'too-fast'] }, ['late and fast', 'elsewhere']],
  [{ allOf: ['outside-hours', 'too-fast'], counterId: 'q1' }, ['late and fast']],
  [{ allOf: ['outside-hours', 'too-fast', 'straight-line'] }, ['elsewhere']],
  [{ oddOnly: true, fasterThanMs: 3_600 }, []],
  [{ oddOnly: true, fasterThanMs: 3_601 }, ['late and fast', 'elsewhere']],
  [{ allOf: ['outside-hours', 'too-fast'], days: { from: '2026-03-11', to: '2026-03-12' } }, []],
  [{ oddOnly: true, minutes: { from: 1100, to: 1101 } }, ['late and fast', 'elsewhere']],
  [{ counterId: 'q1', days, minutes: { from: 1080, to: 1140 } }, ['late', 'late and fast', 'plain']],
  [{ counterId: 'q1', days, allOf: ['outside-hours'] }, ['late', 'late and fast']],
  [{ counterId: 'q1', days, fasterThanMs: 60_000 }, ['late', 'late and fast', 'content', 'plain']]
])('%j', (rule, ids) => {
  expect(matches(rule)).toEqual(ids);
});

// Each of these would take the forms of citizens: in a hurry, at home, on a family's phone, content, furious.
test.each<QualityRule>([
  {},
  { counterId: 'q1' },
  { days },
  { minutes: { from: 0, to: 1440 } },
  { allOf: [] },
  { oddOnly: false },
  { fasterThanMs: 60_000 },
  { fasterThanMs: 60_000, days, minutes: { from: 0, to: 1440 } },
  { allOf: ['straight-line'] },
  { allOf: ['straight-line'], fasterThanMs: 60_000 },
  { allOf: ['straight-line', 'too-fast'], fasterThanMs: 60_000 },
  { allOf: ['straight-line', 'outside-hours'] },
  { allOf: ['straight-line', 'outside-hours', 'burst'] },
  { allOf: ['outside-hours', 'burst'] },
  { allOf: ['outside-hours'] },
  { allOf: ['device-many'] },
  { allOf: ['too-fast'] },
  { counterId: 'q1', days, allOf: ['straight-line'] },
  { counterId: 'q1', days, allOf: ['straight-line', 'too-fast'] }
])('too wide, or by answers alone: %j', (rule) => {
  expect(() => matchRule(rule, FORMS)).toThrow('quality-rule-too-wide');
});

test('by place and time alone nobody is picked out', () => {
  const byPlace: QualityRule = { counterId: 'q1', days };
  for (const few of [1, 4]) expect(() => requireEnough(byPlace, few)).toThrow('quality-rule-too-narrow');
  for (const enough of [0, 5]) expect(() => requireEnough(byPlace, enough)).not.toThrow();
  for (const rule of [{ oddOnly: true }, { allOf: ['outside-hours', 'too-fast'] }] satisfies QualityRule[])
    expect(() => requireEnough(rule, 1)).not.toThrow();
});

// The threshold that was: by an hour's limit nearly every form with one level throughout was matched.
test('a number of seconds that anybody stays below is no condition', () => {
  const read = (seconds: string) => readRule(new URLSearchParams({ from: '2026-03-01', to: '2026-03-31', odd: '1', faster: seconds }));
  expect(read('60').fasterThanMs).toBe(60_000);
  for (const seconds of ['61', '3600', '0', '-1', '1.5']) expect(() => read(seconds)).toThrow('form-invalid');
});

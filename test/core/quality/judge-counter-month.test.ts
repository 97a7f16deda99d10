// The verdict on a counter's month: what may change it and what may not.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededGenerator } from '../../../bench/coverage/generator';
import type { CounterHistory } from '../../../src/lib/core/quality/counter-history';
import { summariseMonth } from '../../../src/lib/core/quality/counter-history';
import { judgeCounterMonth } from '../../../src/lib/core/quality/judge-counter-month';
import type { QualityResponse } from '../../../src/lib/core/quality/quality-response';
import { USUAL_SETTINGS } from '../../../src/lib/core/quality/quality-response';
import { profileSurvey, usualElsewhere } from '../../../src/lib/core/quality/survey-profile';
import { fillIn } from '../../support/quality/form';
import { drawHistory } from '../../support/quality/history';
import type { HistoryPlan } from '../../support/quality/history';
import { ITEMS } from '../../support/quality/honest-counter';
import { SCHEMES, stuffMonth } from '../../support/quality/stuffing';

const PLAN: HistoryPlan = { habits: ['plain', 'plain', 'weak-network', 'tablet'], monthsBefore: 4, scheme: null };
const SCHEME = SCHEMES['bursts of fives after closing'];
const history = drawHistory(2028, PLAN);
const days = history.months.at(-1)!;
const honest = history.responses.get('q1')!.at(-1)!;
const stuffed = stuffMonth(seededGenerator(3, 1), 'q1', days, SCHEME);

type Months = ReadonlyMap<string, readonly (readonly QualityResponse[])[]>;

function summarise(months: Months): ReadonlyMap<string, readonly CounterHistory[]> {
  return new Map(
    [...months].map(([id, each]) => [id, each.slice(0, -1).map((forms, m) => summariseMonth(forms, history.months[m]!, USUAL_SETTINGS))])
  );
}

function judge(responses: readonly QualityResponse[], months: Months = history.responses) {
  const past = summarise(months);
  const profile = profileSurvey(past, USUAL_SETTINGS.officeHours);
  return judgeCounterMonth({ counterId: 'q1', days, responses, past: past.get('q1') ?? [] }, profile, USUAL_SETTINGS);
}

const withMonths = (
  id: string,
  change: (months: readonly (readonly QualityResponse[])[]) => readonly (readonly QualityResponse[])[]
): Months => new Map([...history.responses].map(([other, months]) => [other, other === id ? change(months) : months]));

describe('a month of stuffing', () => {
  const verdict = judge([...honest, ...stuffed]);

  test('is flagged, and without it the counter is not', () => {
    expect([verdict.flagged, judge(honest).flagged]).toEqual([true, false]);
    expect(verdict.p).toBeLessThanOrEqual(USUAL_SETTINGS.errorBudget);
    expect(verdict.basis).toBe('own');
  });

  test('its forms stand in episodes that say why, and few others do', () => {
    const listed = new Set(verdict.episodes.flatMap(({ responseIds }) => responseIds));
    const found = stuffed.filter(({ id }) => listed.has(id)).length;
    expect(found).toBeGreaterThan(0.8 * stuffed.length);
    expect(listed.size - found).toBeLessThan(0.05 * honest.length);
    const evening = verdict.episodes.find(({ responseIds }) => responseIds.filter((id) => id.includes('stuffed')).length > 2)!;
    expect(evening.seen).toBeGreaterThan(3 * evening.expected);
    expect(evening.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['too-fast', 'straight-line']));
    expect(evening.from <= evening.to).toBe(true);
  });

  test('is still flagged after a month of the same', () => {
    const before = withMonths('q1', (months) =>
      months.map((forms, m) => (m === 1 ? [...forms, ...stuffMonth(seededGenerator(9, m), 'q1', history.months[m]!, SCHEME)] : forms))
    );
    expect(judge([...honest, ...stuffed], before).flagged).toBe(true);
  });

  test('honest forms have no signal for being content', () => {
    const codes = judge(honest).judged.flatMap(({ signals }) => signals);
    expect(codes.filter(({ code, weak }) => code === 'straight-line' && !weak)).toEqual([]);
    expect(codes.filter(({ weak }) => !weak).length).toBeLessThan(0.35 * honest.length);
  });
});

describe('what changes nothing', () => {
  const verdict = judge([...honest, ...stuffed]);

  test('the order of forms', () => {
    const shuffled = fc.shuffledSubarray([...honest, ...stuffed], { minLength: honest.length + stuffed.length });
    fc.assert(
      fc.property(shuffled, (forms) => {
        expect(judge(forms)).toEqual(verdict);
      }),
      { numRuns: 5 }
    );
  });

  test('the order of counters and of the forms in a history', () => {
    const turned = new Map([...history.responses].toReversed().map(([id, months]) => [id, months.map((forms) => forms.toReversed())]));
    expect(judge([...honest, ...stuffed], turned)).toEqual(verdict);
  });

  test('the order of counters, to the last digit of what is usual', () => {
    const month = history.responses.get('q1')![0]!;
    const size = (part: number) => [summariseMonth(month.slice(0, Math.ceil(month.length * part)), history.months[0]!, USUAL_SETTINGS)];
    const histories = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, i) => [id, size([0.1, 1, 0.07, 0.9, 0.13, 0.8, 0.11][i]!)] as const);
    const usual = (order: typeof histories) => profileSurvey(new Map(order), USUAL_SETTINGS.officeHours).total;
    fc.assert(
      fc.property(fc.shuffledSubarray(histories, { minLength: histories.length }), (order) => {
        expect(usual(order)).toEqual(usual(histories));
      }),
      { numRuns: 10 }
    );
  });

  // Whoever decides by what was found can so not take out the answers of one side.
  test('which levels people chose, here or anywhere, this month or before', () => {
    const swapped = (order: readonly number[], forms: readonly QualityResponse[]) =>
      forms.map((form) => ({ ...form, levels: form.levels.map((level) => order[level - 1]!) }));
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 }), (order) => {
        const all = new Map([...history.responses].map(([id, months]) => [id, months.map((forms) => swapped(order, forms))]));
        const { judged, ...found } = judge(swapped(order, [...honest, ...stuffed]), all);
        const { judged: before, ...foundBefore } = verdict;
        expect(found).toEqual(foundBefore);
        expect(judged.map(({ odd, signals }) => [odd, signals])).toEqual(before.map(({ odd, signals }) => [odd, signals]));
      }),
      { numRuns: 10, examples: [[[5, 4, 3, 2, 1]]] }
    );
  });

  test('excluded forms, this month or before', () => {
    const excluded = stuffed.map((form) => ({ ...form, status: 'excluded' as const }));
    expect(judge([...honest, ...excluded])).toEqual(judge(honest));
    const before = withMonths('q1', (months) =>
      months.map((forms, m) =>
        m === 0
          ? [
              ...forms,
              ...stuffMonth(seededGenerator(5, 1), 'q1', history.months[0]!, SCHEME).map((form) => ({
                ...form,
                status: 'excluded' as const
              }))
            ]
          : forms
      )
    );
    expect(judge([...honest, ...stuffed], before)).toEqual(verdict);
  });

  test('what another counter received in the month', () => {
    const other = withMonths('q2', (months) => [
      ...months.slice(0, -1),
      [...months.at(-1)!, ...stuffMonth(seededGenerator(6, 1), 'q2', days, SCHEME)]
    ]);
    expect(judge([...honest, ...stuffed], other)).toEqual(verdict);
  });

  test('its own history changes nothing of what is usual elsewhere', () => {
    const own = withMonths('q1', (months) => months.map((forms) => forms.slice(forms.length / 2)));
    const usual = (months: Months) => usualElsewhere(profileSurvey(summarise(months), USUAL_SETTINGS.officeHours), 'q1');
    const [one, other] = [usual(history.responses), usual(own)];
    expect([...other.kinds].map((forms) => Math.round(forms))).toEqual([...one.kinds].map((forms) => Math.round(forms)));
    expect([...other.pace]).toEqual([...one.pace]);
  });
});

test('held forms are judged, and are nobody’s history', () => {
  const held = stuffed.map((form) => ({ ...form, status: 'held' as const }));
  expect(judge([...honest, ...held]).flagged).toBe(true);
  const before = withMonths('q1', (months) => [
    [
      ...months[0]!,
      ...stuffMonth(seededGenerator(5, 1), 'q1', history.months[0]!, SCHEME).map((form) => ({ ...form, status: 'held' as const }))
    ],
    ...months.slice(1)
  ]);
  expect(judge(honest, before)).toEqual(judge(honest));
});

test('an angry citizen is no odder than a content one, and neither is odd for one column at home in the evening', () => {
  const atHome = (level: number, msPerItem: number) =>
    fillIn(`home ${level} ${msPerItem}`, {
      counterId: 'q1',
      day: days.to,
      minute: 1215,
      msPerItem,
      levels: Array<number>(ITEMS).fill(level),
      device: null
    });
  const oddOf = (form: QualityResponse) => judge([...honest, form]).judged.find(({ response }) => response.id === form.id)!.odd;
  expect([1, 5].map((level) => oddOf(atHome(level, 4_000)))).toEqual([false, false]);
  expect(oddOf(atHome(1, 500))).toBe(oddOf(atHome(5, 500)));
});

test('a new counter leans on the survey, the first of all on what is assumed, and both say so', () => {
  const young = withMonths('q1', (months) => [months.at(-1)!]);
  expect(judge([...honest, ...stuffed], young)).toMatchObject({ basis: 'survey', flagged: true });
  expect(judge(honest, young).flagged).toBe(false);
  expect(judge(honest, new Map())).toMatchObject({ basis: 'assumed', flagged: false });
});

test('a month without forms is no finding', () => {
  expect(judge([])).toMatchObject({ responses: 0, flagged: false, p: 1, judged: [], episodes: [] });
});

test('forms of another counter or month are refused', () => {
  expect(() => judge([{ ...honest[0]!, counterId: 'q2' }])).toThrow('q2');
  expect(() => judge([{ ...honest[0]!, day: '2027-01-01' }])).toThrow('2027-01-01');
});

/** A small questionnaire with a map of PAPI-style scores: two dimensions, five sub-dimensions, seven indicators of every kind. */
import fc from 'fast-check';
import type { ComponentMap, Indicator } from '../../../src/lib/core/method/component-map';
import { fiveLevels, frequency, reversed, yesNo } from '../../../src/lib/core/method/indicators';
import type { Method } from '../../../src/lib/core/method/method';
import type { Item, Questionnaire } from '../../../src/lib/core/questionnaire/questionnaire';
import type { Estimate, Refusal } from '../../../src/lib/core/estimation/estimate';
import type { Answers } from '../../../src/lib/core/response/response';
import type { Sample } from '../../../src/lib/core/scoring/estimate-figure';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';

const text = (vi: string) => ({ vi });
const choice = (code: string, values: readonly string[], more: Partial<Pick<Item, 'showWhen'>> = {}): Item => ({
  kind: 'choice',
  code,
  text: text(code),
  source: 'project',
  options: values.map((value) => ({ value, label: text(value) })),
  ...more
});
const YES_NO = ['yes', 'no', 'dont_know'];

/** Answers are positional: told, fair, paid, quality, asked, online, late. */
export const QUESTIONNAIRE: Questionnaire = {
  code: 'component-example',
  title: text('Example'),
  stem: text('Stem'),
  languages: ['vi'],
  minutes: 1,
  scales: [{ code: 'five', levels: [1, 2, 3, 4, 5].map((level) => ({ level, label: text(String(level)) })) }],
  sections: [
    {
      kind: 'factor',
      code: 'd1',
      name: text('d1'),
      shortName: text('d1'),
      items: [
        choice('told', YES_NO),
        choice('fair', ['5', '4', '3', '2', '1', 'dont_know']),
        choice('paid', ['0', '1', '2', '3', 'dont_know'])
      ]
    },
    {
      kind: 'experience',
      code: 'd2',
      name: text('d2'),
      shortName: text('d2'),
      items: [
        { kind: 'level', code: 'quality', text: text('quality'), source: 'project', scale: 'five', notApplicable: text('na') },
        choice('asked', YES_NO, { showWhen: [{ item: 'told', values: ['yes'] }] }),
        choice('online', YES_NO),
        choice('late', YES_NO)
      ]
    }
  ],
  rates: [{ code: 'late', item: 'late', values: ['yes'], leaveOut: ['dont_know'], name: text('late') }]
};

const sub = (code: string, ...indicators: Indicator[]) => ({ code, name: text(code), indicators });
const dimension = (code: string, ...subDimensions: ComponentMap['dimensions'][number]['subDimensions']) => ({
  code,
  name: text(code),
  shortName: text(code),
  subDimensions
});

export const mapOf = (...dimensions: ComponentMap['dimensions']): ComponentMap => ({
  dimensions,
  mostHalfWidth: 0.5,
  minimumRespondents: 30,
  minimumDegreesOfFreedom: 8,
  minimumUnits: 4
});
export const D1 = dimension('d1', sub('1.1', yesNo('told')), sub('1.2', fiveLevels('fair'), reversed(frequency('paid'))));
export const D2 = dimension(
  'd2',
  sub('2.1', fiveLevels('quality')),
  sub('2.2', yesNo('asked'), yesNo('online')),
  sub('2.3', reversed(yesNo('late')))
);
export { dimension, sub };

export const METHOD: Method = {
  family: 'component-example',
  number: 1,
  name: text('Example'),
  factors: [],
  satisfiedFrom: {},
  aggregation: 'sum-of-components',
  target: null,
  level: 0.95,
  minimumRespondents: 5,
  minimumForOptions: 10,
  minimumForRanking: 30,
  minimumDegreesOfFreedom: 8,
  weeksForWeeklyUnits: 13,
  components: mapOf(D1, D2),
  certainty: 'assumed',
  note: text('')
};

export const layoutOf = (components: ComponentMap) => compileLayout(QUESTIONNAIRE, { ...METHOD, components });
export const LAYOUT = layoutOf(mapOf(D1, D2));

/** Of each item what an answer by its position counts for; undefined: it leaves the indicator. Written out, not read from the map. */
const NUMBERS: Readonly<Record<string, readonly (number | undefined)[]>> = {
  told: [undefined, 1, 0, undefined],
  fair: [undefined, 5, 4, 3, 2, 1, undefined],
  paid: [undefined, 0, 1, 2, 3, undefined],
  quality: [undefined, 1, 2, 3, 4, 5],
  asked: [undefined, 1, 0, undefined],
  online: [undefined, 1, 0, undefined],
  late: [undefined, 1, 0, undefined]
};
export const ITEMS = Object.keys(NUMBERS);

/** A respondent's number on an item; undefined: none. Who was not told is not asked. */
export function numberOf(answers: Answers, item: string): number | undefined {
  const position = answers[ITEMS.indexOf(item)];
  if (item === 'asked' && answers[0] !== 1) return undefined;
  return typeof position === 'number' ? NUMBERS[item]![position] : undefined;
}

const position = (most: number) => fc.option(fc.integer({ min: 1, max: most }));

/** Any answers, hidden ones filled in or not, at any length. */
export const anyAnswers: fc.Arbitrary<Answers> = fc
  .tuple(position(3), position(6), position(5), fc.option(fc.integer({ min: 0, max: 5 })), position(3), position(3), position(3))
  .chain((answers) => fc.integer({ min: 0, max: 7 }).map((length) => answers.slice(0, length)));

/** Its scores, the sum last. */
export const EVERY = ['papi-1.1', 'papi-1.2', 'papi-d1', 'papi-2.1', 'papi-2.2', 'papi-2.3', 'papi-d2', 'overall'];
export const uncapped = (psus: number): Sample => ({ psus, capEffectiveSize: false });

export function shown(outcome: Estimate | Refusal): Estimate {
  if ('refused' in outcome) throw new Error(`refused: ${outcome.refused} ${outcome.missing.join()}`);
  return outcome;
}

/** told, fair, paid, quality, asked, online, late; the third does not know, nor does the matter arise; only who was told is asked. */
export const FOUR: readonly Answers[] = [
  [1, 1, 1, 5, 1, 1, 2],
  [2, 3, 4, 3, 1, 2, 1],
  [3, 6, 2, 0, null, 1, 2],
  [1, 4, 1, 4, 2, 2, 2]
];

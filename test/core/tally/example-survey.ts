import fc from 'fast-check';
import type { Method } from '../../../src/lib/core/method/method';
import type { Questionnaire, Section } from '../../../src/lib/core/questionnaire/questionnaire';
import type { Answers } from '../../../src/lib/core/response/response';

const text = (vi: string) => ({ vi });
const levelItem = (code: string) => ({
  kind: 'level' as const,
  code,
  text: text(code),
  source: 'project' as const,
  scale: 'five',
  notApplicable: text('na')
});
const options = (...values: string[]) => values.map((value) => ({ value, label: text(value) }));
const factor = (code: string, ...items: string[]): Section => ({
  kind: 'factor',
  code,
  name: text(code),
  shortName: text(code),
  items: items.map(levelItem)
});

/** Three factors (the method takes two of them), a question outside the figure, and experience questions with conditions. */
export const QUESTIONNAIRE: Questionnaire = {
  code: 'example',
  title: text('Example'),
  stem: text('Stem'),
  languages: ['vi'],
  minutes: 1,
  scales: [{ code: 'five', levels: [1, 2, 3, 4, 5].map((level) => ({ level, label: text(String(level)) })) }],
  sections: [
    factor('access', 'access_1', 'access_2'),
    factor('officer', 'officer_1', 'officer_2', 'officer_3'),
    factor('policy', 'policy_1'),
    { kind: 'overall', code: 'general', name: text('general'), shortName: text('general'), items: [levelItem('general_1')] },
    {
      kind: 'experience',
      code: 'experience',
      name: text('experience'),
      shortName: text('experience'),
      items: [
        { kind: 'choice', code: 'on_time', text: text('on time?'), source: 'project', options: options('on_time', 'late', 'not_due') },
        {
          kind: 'choice',
          code: 'apology',
          text: text('apology?'),
          source: 'project',
          options: options('yes', 'no'),
          showWhen: [{ item: 'on_time', values: ['late'] }]
        },
        {
          kind: 'choice',
          code: 'accepted',
          text: text('accepted?'),
          source: 'project',
          options: options('yes', 'no'),
          showWhen: [{ item: 'apology', values: ['yes'] }]
        },
        { kind: 'choices', code: 'channel', text: text('channel?'), source: 'project', options: options('paper', 'radio', 'internet') },
        {
          kind: 'choice',
          code: 'site',
          text: text('site?'),
          source: 'project',
          options: options('good', 'bad'),
          showWhen: [{ item: 'channel', values: ['internet'] }]
        }
      ]
    }
  ],
  rates: [
    { code: 'late', item: 'on_time', values: ['late'], leaveOut: ['not_due'], name: text('late') },
    { code: 'no_apology', item: 'apology', values: ['no'], name: text('no apology') }
  ]
};

export const METHOD: Method = {
  family: 'example',
  number: 1,
  name: text('Example'),
  factors: ['access', 'officer', 'not_in_this_questionnaire'],
  satisfiedFrom: { five: 4 },
  aggregation: 'pooled',
  target: 0.9,
  level: 0.95,
  minimumRespondents: 5,
  minimumForOptions: 10,
  minimumForRanking: 30,
  minimumDegreesOfFreedom: 8,
  weeksForWeeklyUnits: 13,
  certainty: 'assumed',
  note: text('')
};

/** Any answers of the example questionnaire, hidden ones filled in or not, at any length. */
export const anyAnswers: fc.Arbitrary<Answers> = fc
  .tuple(
    ...Array.from({ length: 7 }, () => fc.option(fc.integer({ min: 0, max: 5 }))),
    fc.option(fc.integer({ min: 1, max: 3 })),
    fc.option(fc.integer({ min: 1, max: 2 })),
    fc.option(fc.integer({ min: 1, max: 2 })),
    fc.option(fc.subarray([1, 2, 3])),
    fc.option(fc.integer({ min: 1, max: 2 }))
  )
  .chain((answers) => fc.integer({ min: 0, max: answers.length }).map((length) => answers.slice(0, length) as Answers));

import { expect, test } from 'vitest';
import { checkQuestionnaire } from '../../../src/lib/core/questionnaire/check-questionnaire';
import type {
  ChoiceItem,
  ExperienceRate,
  LevelItem,
  LocalizedText,
  Questionnaire,
  Section
} from '../../../src/lib/core/questionnaire/questionnaire';

const text = (words: string): LocalizedText => ({ vi: words, en: words });
const RATED: LevelItem = {
  kind: 'level',
  code: 'seats',
  text: text('Seats'),
  source: 'project',
  scale: 'three',
  notApplicable: text('None')
};
const WHEN: ChoiceItem = {
  kind: 'choice',
  code: 'when',
  text: text('When?'),
  source: 'project',
  options: [
    { value: 'early', label: text('Early') },
    { value: 'late', label: text('Late') }
  ]
};
const WHY: ChoiceItem = {
  ...WHEN,
  code: 'why',
  showWhen: [
    { item: 'when', values: ['late'] },
    { item: 'seats', values: ['1', 'na'] }
  ],
  conditionHint: text('If late')
};
const FACTOR: Section = { kind: 'factor', code: 'place', name: text('Place'), shortName: text('Place'), items: [RATED] };
const HAPPENED: Section = { kind: 'experience', code: 'happened', name: text('What'), shortName: text('What'), items: [WHEN, WHY] };
const RATE: ExperienceRate = { code: 'late', item: 'when', values: ['late'], name: text('Late'), alarmAbove: 0.1 };
const SOUND: Questionnaire = {
  code: 'sound-1',
  title: text('Sound'),
  stem: text('How?'),
  languages: ['vi', 'en'],
  minutes: 1,
  scales: [{ code: 'three', levels: [1, 2, 3].map((level) => ({ level, label: text(`Level ${level}`) })) }],
  sections: [FACTOR, HAPPENED],
  rates: [RATE],
  comment: { text: text('Else?'), hint: text('No names'), maxLength: 10 }
};

const withFactor = (change: Partial<Section>): Questionnaire => ({ ...SOUND, sections: [{ ...FACTOR, ...change }, HAPPENED] });
const withRated = (change: Partial<LevelItem>) => withFactor({ items: [{ ...RATED, ...change }] });
const withWhy = (change: Partial<ChoiceItem>): Questionnaire => ({
  ...SOUND,
  sections: [FACTOR, { ...HAPPENED, items: [WHEN, { ...WHY, ...change }] }]
});
const withRate = (change: Partial<ExperienceRate>): Questionnaire => ({ ...SOUND, rates: [{ ...RATE, ...change }] });
const withLevels = (...levels: readonly number[]): Questionnaire => ({
  ...SOUND,
  scales: [{ code: 'three', levels: levels.map((level) => ({ level, label: text('Level') })) }]
});

test('finds nothing in a sound questionnaire', () => {
  expect(checkQuestionnaire(SOUND)).toEqual([]);
});

test('finds nothing in a factor of choices alone', () => {
  expect(checkQuestionnaire(withFactor({ items: [{ ...WHEN, code: 'free' }] }))).not.toContainEqual(expect.stringContaining('not rated'));
});

test.each<[fault: string, questionnaire: Questionnaire]>([
  ['questionnaire Sound 1: the code must match ^[a-z][a-z0-9-]*$', { ...SOUND, code: 'Sound 1' }],
  ['languages: vi is the source and must be there', { ...SOUND, languages: ['en'] }],
  ['languages: en stands twice', { ...SOUND, languages: ['vi', 'en', 'en'] }],
  ['minutes: must be a whole number from 1', { ...SOUND, minutes: 0.5 }],
  ['title: has no text in en', { ...SOUND, title: { vi: 'Chỉ có tiếng Việt' } }],
  ['stem: has no text in vi', { ...SOUND, stem: { vi: ' ', en: 'How?' } }],
  ['title (vi): is not in NFC', { ...SOUND, title: { vi: 'Phiếu'.normalize('NFD'), en: 'Form' } }],
  ['title (en): has blanks around it', { ...SOUND, title: { vi: 'Phiếu', en: 'Form ' } }],
  ['scale three: the code stands twice', { ...SOUND, scales: [...SOUND.scales, ...SOUND.scales] }],
  ['scale three: needs at least two levels', withLevels(1)],
  ['scale three: levels must be 1, 2, 3 … in this order', withLevels(3, 2, 1)],
  ['scale three: levels must be 1, 2, 3 … in this order', withLevels(1, 2, 4)],
  ['section place: the code stands twice', { ...SOUND, sections: [FACTOR, { ...HAPPENED, code: 'place' }] }],
  ['section 1place: the code must match ^[a-z][a-z0-9_]*$', withFactor({ code: '1place' })],
  ['section overall: the code is that of the overall figure', withFactor({ code: 'overall' })],
  ['section seats: an item has the same code', withFactor({ code: 'seats' })],
  ['section place: item free is not rated on a scale, which kind factor needs', withFactor({ items: [RATED, { ...WHEN, code: 'free' }] })],
  [
    'section place: item several is not rated on a scale, which kind factor needs',
    withFactor({ items: [{ ...WHEN, kind: 'choices', code: 'several' }] })
  ],
  [
    'section place: item free is not rated on a scale, which kind overall needs',
    withFactor({ kind: 'overall', items: [{ ...WHEN, code: 'free' }] })
  ],
  ['section empty: has no items', { ...SOUND, sections: [...SOUND.sections, { ...FACTOR, code: 'empty', items: [] }] }],
  ['section place, short name: has no text in en', withFactor({ shortName: { vi: 'Nơi' } })],
  ['section place, intro: has no text in en', withFactor({ intro: { vi: 'Về nơi' } })],
  ['item seats: the code stands twice', withFactor({ items: [RATED, RATED] })],
  ['item why-not: the code must match ^[a-z][a-z0-9_]*$', withWhy({ code: 'why-not' })],
  ['item Why: the code must match ^[a-z][a-z0-9_]*$', withWhy({ code: 'Why' })],
  ...['submission_id', 'version', 'comment', 'lang', 'next', 'form'].map((code): [string, Questionnaire] => [
    `item ${code}: the code is reserved`,
    withWhy({ code })
  ]),
  ['item seats: has no text in en', withRated({ text: { vi: 'Chỗ ngồi' } })],
  [
    'item seats: names the unknown scale four',
    { ...withRated({ scale: 'four' }), sections: [{ ...FACTOR, items: [{ ...RATED, scale: 'four' }] }], rates: [] }
  ],
  ['item seats, not applicable: has no text in en', withRated({ notApplicable: { vi: 'Không áp dụng' } })],
  ['item seats, official text: is empty', withRated({ officialText: '' })],
  ['item seats, official text: is not in NFC', withRated({ officialText: 'Chỗ'.normalize('NFD') })],
  ['item why: needs at least two options', withWhy({ options: WHEN.options.slice(1) })],
  ['item why, option late: the value stands twice', withWhy({ options: [...WHEN.options, ...WHEN.options.slice(1)] })],
  [
    'item why, option too-late: the value must match ^[a-z0-9_]+$',
    withWhy({ options: [...WHEN.options, { value: 'too-late', label: text('Too late') }] })
  ],
  [
    'item why, option never: has no text in en',
    withWhy({ options: [...WHEN.options, { value: 'never', label: { vi: 'Không bao giờ' } }] })
  ],
  ['item why: its condition names who, which is no earlier item', withWhy({ showWhen: [{ item: 'who', values: ['late'] }] })],
  ['item why: its condition names why, which is no earlier item', withWhy({ showWhen: [{ item: 'why', values: ['late'] }] })],
  [
    'item why: its condition: names never, which is no answer of when',
    withWhy({ showWhen: [{ item: 'when', values: ['late', 'never'] }] })
  ],
  ['item why: its condition: names 4, which is no answer of seats', withWhy({ showWhen: [{ item: 'seats', values: ['4'] }] })],
  ['item why: its condition: names no value of when', withWhy({ showWhen: [{ item: 'when', values: [] }] })],
  ['item why: has a condition but no hint for readers whose browser hides nothing', withWhy({ conditionHint: undefined })],
  ['item why, condition hint: has no text in en', withWhy({ conditionHint: { vi: 'Nếu trễ' } })],
  ['rate late: the code stands twice', { ...SOUND, rates: [RATE, RATE] }],
  ['rate Late: the code must match ^[a-z][a-z0-9_]*$', withRate({ code: 'Late' })],
  ['rate late: has no text in en', withRate({ name: { vi: 'Trễ hẹn' } })],
  ['rate late: names the unknown item who', withRate({ item: 'who' })],
  ['rate late: names never, which is no answer of when', withRate({ values: ['never'] })],
  ['rate late: names no value of when', withRate({ values: [] })],
  ['rate late, left out: names never, which is no answer of when', withRate({ leaveOut: ['never'] })],
  ['rate late: both counts late and leaves it out', withRate({ leaveOut: ['late'] })],
  ['rate late: alarmAbove must be a share from 0 to below 1', withRate({ alarmAbove: 5 })],
  ['rate late: alarms above a share and from the first case: choose one', withRate({ alarmCount: true })],
  ['comment: has no text in en', { ...SOUND, comment: { text: { vi: 'Ý kiến' }, hint: text('No names'), maxLength: 10 } }],
  ['comment hint: has no text in en', { ...SOUND, comment: { text: text('Else?'), hint: { vi: 'Không ghi tên' }, maxLength: 10 } }],
  ['comment: maxLength must be a whole number from 1', { ...SOUND, comment: { text: text('Else?'), hint: text('No names'), maxLength: 0 } }]
])('finds: %s', (fault, questionnaire) => {
  expect(checkQuestionnaire(questionnaire)).toContain(fault);
});

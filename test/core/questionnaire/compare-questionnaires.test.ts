import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareQuestionnaires } from '../../../src/lib/core/questionnaire/compare-questionnaires';
import { SHIPPED_QUESTIONNAIRES } from '../../../src/lib/core/questionnaire/instruments/shipped';
import { SIPAS_2017 } from '../../../src/lib/core/questionnaire/instruments/sipas-2017';
import type { ChoiceItem, Item, Questionnaire, Section } from '../../../src/lib/core/questionnaire/questionnaire';
import { questionnaireShape } from '../../../src/lib/core/questionnaire/questionnaire-shape';
import { randomQuestionnaire } from '../../support/random-questionnaire';

const BASE = SIPAS_2017;
const sectionsWith = (code: string, edit: (section: Section) => Section | null): Questionnaire => ({
  ...BASE,
  sections: BASE.sections.flatMap((section) => (section.code === code ? (edit(section) ?? []) : [section]))
});
const itemWith = (code: string, edit: (item: Item) => Item | null): Questionnaire => ({
  ...BASE,
  sections: BASE.sections.map((section) => ({
    ...section,
    items: section.items.flatMap((item) => (item.code === code ? (edit(item) ?? []) : [item]))
  }))
});
const choiceWith = (code: string, edit: (item: ChoiceItem) => Item) => itemWith(code, (item) => edit(item as ChoiceItem));
const itemOf = (code: string) => BASE.sections.flatMap(({ items }) => items).find((item) => item.code === code)!;
const level = (text: string): Item => ({
  kind: 'level',
  code: 'access_5',
  text: { vi: text, en: text },
  source: 'project',
  scale: 'satisfaction-5'
});
const about = (code: string) => ({ about: 'item', code, name: itemOf(code).text });
const [SCALE] = BASE.scales;
const [RATE, ...RATES] = BASE.rates;

test.each(SHIPPED_QUESTIONNAIRES.map((questionnaire) => [questionnaire.code, questionnaire] as const))('%s is what it is', (_, one) => {
  expect(compareQuestionnaires(one, structuredClone(one))).toEqual({ differences: [], addsUp: true });
});

describe('one change alone is one difference, and answers add up', () => {
  test.each<[string, Questionnaire, object]>([
    [
      'a title',
      { ...BASE, title: { ...BASE.title, en: 'T' } },
      { about: 'questionnaire', code: '', change: 'reworded', text: 'title', language: 'en', before: BASE.title['en'], after: 'T' }
    ],
    [
      'a stem',
      { ...BASE, stem: { ...BASE.stem, vi: 'C' } },
      { about: 'questionnaire', code: '', change: 'reworded', text: 'stem', language: 'vi', before: BASE.stem.vi, after: 'C' }
    ],
    [
      'minutes',
      { ...BASE, minutes: 6 },
      { about: 'questionnaire', code: '', change: 'changed', value: 'minutes', before: '5', after: '6' }
    ],
    [
      'a code',
      { ...BASE, code: 'x' },
      { about: 'questionnaire', code: '', change: 'changed', value: 'code', before: 'sipas-2017', after: 'x' }
    ],
    [
      'a language that came',
      { ...BASE, languages: ['vi', 'en', 'hmn'], stem: { ...BASE.stem, hmn: 'C' } },
      { about: 'language', code: 'hmn', change: 'added' }
    ],
    ['a language that went', { ...BASE, languages: ['vi'] }, { about: 'language', code: 'en', change: 'removed' }],
    ['languages in another order', { ...BASE, languages: ['en', 'vi'] }, { about: 'language', change: 'moved' }],
    [
      'a section’s name',
      sectionsWith('access', (one) => ({ ...one, name: { ...one.name, vi: 'Nơi tiếp' } })),
      { about: 'section', code: 'access', change: 'reworded', text: 'name', before: 'Tiếp cận dịch vụ hành chính công', after: 'Nơi tiếp' }
    ],
    [
      'a section’s intro',
      sectionsWith('access', (one) => ({ ...one, intro: { ...one.intro!, en: 'I' } })),
      {
        about: 'section',
        code: 'access',
        change: 'reworded',
        text: 'intro',
        language: 'en',
        before: 'About the place where you came',
        after: 'I'
      }
    ],
    [
      'a wording',
      itemWith('access_1', (one) => ({ ...one, text: { ...one.text, vi: 'Đủ chỗ ngồi.' } })),
      {
        about: 'item',
        code: 'access_1',
        name: { vi: 'Đủ chỗ ngồi.' },
        change: 'reworded',
        text: 'text',
        language: 'vi',
        before: itemOf('access_1').text.vi,
        after: 'Đủ chỗ ngồi.'
      }
    ],
    [
      'a source',
      itemWith('access_1', (one) => ({ ...one, source: 'project' })),
      { ...about('access_1'), change: 'changed', value: 'source', before: 'edited', after: 'project' }
    ],
    [
      'an official text',
      itemWith('access_1', (one) => ({ ...one, officialText: 'Q' })),
      { ...about('access_1'), change: 'reworded', text: 'officialText', before: null, after: 'Q' }
    ],
    [
      'a condition’s hint',
      itemWith('late_notice', (one) => ({ ...one, conditionHint: { ...one.conditionHint!, en: 'H' } })),
      { ...about('late_notice'), change: 'reworded', text: 'conditionHint', language: 'en', after: 'H' }
    ],
    [
      'an option’s label',
      choiceWith('has_result', (one) => ({
        ...one,
        options: one.options
          .map((option) => ({ ...option, label: { ...option.label, en: option.value } }))
          .map((option, i) => (i === 0 ? option : one.options[i]!))
      })),
      { about: 'option', code: 'yes', of: 'has_result', change: 'reworded', text: 'label', language: 'en', before: 'Yes', after: 'yes' }
    ],
    ['a rate that went', { ...BASE, rates: RATES }, { about: 'rate', code: 'many_trips', name: RATE!.name, change: 'removed' }],
    ['a rate that came', { ...BASE, rates: [...BASE.rates, { ...RATE!, code: 'more' }] }, { about: 'rate', code: 'more', change: 'added' }],
    [
      'a rate elsewhere',
      { ...BASE, rates: [...RATES, RATE!] },
      { about: 'rate', code: 'many_trips', change: 'moved', before: { position: 1 }, after: { position: 7 } }
    ],
    [
      'a rate’s values',
      { ...BASE, rates: [{ ...RATE!, values: ['4', '5_6'] }, ...RATES] },
      { about: 'rate', change: 'changed', value: 'values', before: '3, 4, 5_6, over_6', after: '4, 5_6' }
    ],
    [
      'a rate’s alarm',
      { ...BASE, rates: [{ ...RATE!, alarmAbove: 0.2 }, ...RATES] },
      { about: 'rate', change: 'changed', value: 'alarmAbove', before: '0.1', after: '0.2' }
    ],
    [
      'a rate’s name',
      { ...BASE, rates: [{ ...RATE!, name: { ...RATE!.name, vi: 'Đi lại' } }, ...RATES] },
      { about: 'rate', change: 'reworded', text: 'name', after: 'Đi lại' }
    ],
    [
      'a comment’s hint',
      { ...BASE, comment: { ...BASE.comment!, hint: { ...BASE.comment!.hint, vi: 'N' } } },
      { about: 'comment', change: 'reworded', text: 'hint', after: 'N' }
    ],
    [
      'a comment’s length',
      { ...BASE, comment: { ...BASE.comment!, maxLength: 100 } },
      { about: 'comment', change: 'changed', value: 'maxLength', before: '5000', after: '100' }
    ],
    ['no comment', (({ comment: _comment, ...one }) => one)(BASE), { about: 'comment', change: 'removed', name: BASE.comment!.text }]
  ])('%s', (_, after, difference) => {
    const { differences, addsUp } = compareQuestionnaires(BASE, after);
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject(difference);
    expect(addsUp).toBe(true);
  });
});

describe('one change alone is one difference, and answers do not add up', () => {
  const [access, procedure, ...rest] = BASE.sections;
  test.each<[string, Questionnaire, object]>([
    [
      'an item that came',
      sectionsWith('access', (one) => ({ ...one, items: [level('Mới'), ...one.items] })),
      { about: 'item', code: 'access_5', name: { vi: 'Mới', en: 'Mới' }, change: 'added' }
    ],
    ['an item that went', itemWith('access_2', () => null), { ...about('access_2'), change: 'removed' }],
    [
      'an item elsewhere in its section',
      sectionsWith('access', (one) => ({ ...one, items: [...one.items.slice(1), one.items[0]!] })),
      { ...about('access_1'), change: 'moved', before: { section: 'access', position: 1 }, after: { section: 'access', position: 4 } }
    ],
    [
      'an item in another section',
      {
        ...BASE,
        sections: [
          { ...access!, items: access!.items.slice(0, 3) },
          { ...procedure!, items: [access!.items[3]!, ...procedure!.items] },
          ...rest
        ]
      },
      { ...about('access_4'), change: 'moved', before: { section: 'access', position: 4 }, after: { section: 'procedure', position: 1 } }
    ],
    ['a section elsewhere', { ...BASE, sections: [procedure!, access!, ...rest] }, { about: 'section', change: 'moved' }],
    [
      'a section’s kind',
      sectionsWith('experience', (one) => ({ ...one, kind: 'profile' })),
      { about: 'section', code: 'experience', change: 'changed', value: 'kind', before: 'experience', after: 'profile' }
    ],
    [
      'choices instead of one choice',
      choiceWith('has_result', (one) => ({ ...one, kind: 'choices' })),
      { ...about('has_result'), change: 'changed', value: 'kind', before: 'choice', after: 'choices' }
    ],
    [
      'levels instead of a choice',
      choiceWith('has_result', ({ options: _options, ...one }) => ({ ...one, kind: 'level', scale: 'satisfaction-5' })),
      { ...about('has_result'), change: 'changed', value: 'kind', before: 'choice', after: 'level' }
    ],
    [
      'an item’s scale',
      itemWith('access_1', (one) => ({ ...one, scale: 'other' }) as Item),
      { ...about('access_1'), change: 'changed', value: 'scale', before: 'satisfaction-5', after: 'other' }
    ],
    [
      '"does not apply" that came',
      itemWith('access_1', (one) => ({ ...one, notApplicable: { vi: 'K', en: 'N' } }) as Item),
      { ...about('access_1'), change: 'notApplicable', before: null, after: { vi: 'K', en: 'N' } }
    ],
    [
      'a condition',
      itemWith('late_notice', (one) => ({ ...one, showWhen: [{ item: 'on_time', values: ['late'] }] })),
      {
        ...about('late_notice'),
        change: 'condition',
        before: {
          vi: 'Chỉ trả lời nếu ở câu "So với ngày hẹn, Ông/Bà được trả kết quả:" đã chọn "Trễ hẹn" hoặc "Đã quá ngày hẹn mà chưa có".'
        },
        after: { en: 'Only answer if you chose "Late" for "Compared with the appointment date, the result came:".' }
      }
    ],
    [
      'no condition',
      itemWith('trip_count', ({ showWhen: _showWhen, ...one }) => one),
      {
        ...about('trip_count'),
        change: 'condition',
        before: { vi: 'Bỏ qua câu này nếu ở câu "Ông/Bà nộp hồ sơ bằng cách nào?" đã chọn "Trực tuyến".' },
        after: null
      }
    ],
    [
      'an option that came',
      choiceWith('harassment', (one) => ({
        ...one,
        options: [...one.options, { value: 'unsure', label: { vi: 'Không rõ', en: 'Not sure' } }]
      })),
      { about: 'option', code: 'unsure', of: 'harassment', change: 'added' }
    ],
    [
      'an option that went',
      choiceWith('submit_channel', (one) => ({ ...one, options: one.options.slice(1) })),
      { about: 'option', code: 'in_person', of: 'submit_channel', change: 'removed' }
    ],
    [
      'an option elsewhere',
      choiceWith('submit_channel', (one) => ({ ...one, options: [one.options[3]!, ...one.options.slice(0, 3)] })),
      { about: 'option', code: 'by_other', change: 'moved', before: { position: 4 }, after: { position: 1 } }
    ],
    [
      'when an option is hidden',
      choiceWith('on_time', (one) => ({
        ...one,
        options: one.options.map((option, i) => (i === 0 ? { value: option.value, label: option.label } : option))
      })),
      {
        about: 'option',
        code: 'early',
        of: 'on_time',
        change: 'condition',
        before: { vi: 'Ẩn nếu ở câu "Ông/Bà đã nhận được kết quả chưa?" đã chọn "Chưa nhận".' },
        after: null
      }
    ],
    [
      'a label of "does not apply"',
      itemWith('procedure_4', (one) => ({ ...one, notApplicable: { vi: 'K', en: 'Does not apply: no fee to pay' } }) as Item),
      { ...about('procedure_4'), change: 'reworded', text: 'notApplicable', language: 'vi', after: 'K' }
    ],
    [
      'a level’s label',
      {
        ...BASE,
        scales: [
          { ...SCALE!, levels: SCALE!.levels.map((one) => (one.level === 3 ? { ...one, label: { vi: 'Tạm được', en: 'Neutral' } } : one)) }
        ]
      },
      { about: 'level', code: '3', of: 'satisfaction-5', change: 'reworded', text: 'label', before: 'Bình thường', after: 'Tạm được' }
    ],
    [
      'a scale that came',
      { ...BASE, scales: [...BASE.scales, { ...SCALE!, code: 'other' }] },
      { about: 'scale', code: 'other', change: 'added' }
    ],
    [
      'a level that went',
      { ...BASE, scales: [{ ...SCALE!, levels: SCALE!.levels.slice(0, 4) }] },
      { about: 'level', code: '5', of: 'satisfaction-5', change: 'removed' }
    ]
  ])('%s', (_, after, difference) => {
    const { differences, addsUp } = compareQuestionnaires(BASE, after);
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject(difference);
    expect(addsUp).toBe(false);
  });

  test('a section that went takes its items along', () => {
    const { differences } = compareQuestionnaires(
      BASE,
      sectionsWith('profile', () => null)
    );
    expect(differences.map(({ about: subject, change }) => `${subject} ${change}`)).toEqual([
      'section removed',
      ...BASE.sections.at(-1)!.items.map(() => 'item removed')
    ]);
    expect(
      compareQuestionnaires(
        sectionsWith('profile', () => null),
        BASE
      ).differences.map(({ change }) => change)
    ).toEqual(Array(9).fill('added'));
  });
});

test('a text that came or went is there in each language', () => {
  const { differences } = compareQuestionnaires(
    BASE,
    sectionsWith('access', ({ intro: _intro, ...one }) => one)
  );
  expect(differences).toMatchObject([
    { text: 'intro', language: 'vi', before: 'Về nơi Ông/Bà đến làm thủ tục', after: null },
    { text: 'intro', language: 'en', before: 'About the place where you came', after: null }
  ]);
});

test('a condition put together in another order is the same', () => {
  const turned = itemWith('trip_count', (one) => ({ ...one, showWhen: [{ unless: true, values: ['online'], item: 'submit_channel' }] }));
  expect(compareQuestionnaires(BASE, turned)).toEqual({ differences: [], addsUp: true });
});

test('of two questionnaires that are not equal something differs; whether answers add up, their shapes say', () => {
  const questionnaires = randomQuestionnaire(fc.constantFrom('a', 'b', 'c'));
  fc.assert(
    fc.property(questionnaires, questionnaires, (before, after) => {
      const { differences, addsUp } = compareQuestionnaires(before, after);
      expect(differences.length > 0).toBe(JSON.stringify(before) !== JSON.stringify(after));
      if (addsUp) expect(questionnaireShape(before)).toBe(questionnaireShape(after));
      expect(compareQuestionnaires(before, before).differences).toEqual([]);
    }),
    { numRuns: 100 }
  );
});

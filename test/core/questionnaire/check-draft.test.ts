// What keeps a draft from being published, and that nothing of it slips past to the stored versions.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkQuestionnaire } from '../../../src/lib/core/questionnaire/check-questionnaire';
import { blankDraft } from '../../../src/lib/core/questionnaire/draft/blank-draft';
import { checkDraft } from '../../../src/lib/core/questionnaire/draft/check-draft';
import { SHIPPED_QUESTIONNAIRES } from '../../../src/lib/core/questionnaire/instruments/shipped';
import { SIPAS_2017 } from '../../../src/lib/core/questionnaire/instruments/sipas-2017';
import { SIPAS_SHORT } from '../../../src/lib/core/questionnaire/instruments/sipas-short';
import type { Item, Questionnaire, Section } from '../../../src/lib/core/questionnaire/questionnaire';
import { itemsOf } from '../../../src/lib/core/questionnaire/questionnaire';
import { randomQuestionnaire } from '../../support/random-questionnaire';

const said = (draft: Questionnaire) => checkDraft(draft).map(({ place, field, code }) => [place, field, code].join(' ').replace('  ', ' '));

const withItem = (code: string, change: (item: Item) => Item, base = SIPAS_2017): Questionnaire => ({
  ...base,
  sections: base.sections.map((section) => ({ ...section, items: section.items.map((item) => (item.code === code ? change(item) : item)) }))
});
const withSection = (code: string, change: Partial<Section>): Questionnaire => ({
  ...SIPAS_2017,
  sections: SIPAS_2017.sections.map((section) => (section.code === code ? { ...section, ...change } : section))
});

test.each(SHIPPED_QUESTIONNAIRES.map((one) => [one.code, one] as const))('%s could be published', (_, one) => {
  expect(said(one)).toEqual([]);
});

test('a new one lacks its factor and says so', () => {
  expect(said(blankDraft('phieu-moi', { vi: 'Phiếu mới', en: 'New' }))).toEqual(['settings/form draft-no-factor']);
});

describe('what is wrong stands at its field', () => {
  const officer = SIPAS_SHORT.sections[0]!;
  const cases: readonly (readonly [string, Questionnaire, readonly string[]])[] = [
    ['no English', withItem('access_1', (item) => ({ ...item, text: { vi: item.text.vi } })), ['item/access_1 text.en draft-text-missing']],
    ['no words', withItem('access_1', (item) => ({ ...item, text: { vi: '', en: 'A' } })), ['item/access_1 text.vi draft-text-missing']],
    [
      'too long',
      withItem('access_1', (item) => ({ ...item, text: { ...item.text, vi: 'a'.repeat(301) } })),
      ['item/access_1 text.vi draft-text-long']
    ],
    ['301 letters of two code units', withItem('access_1', (item) => ({ ...item, text: { ...item.text, vi: '𝐚'.repeat(300) } })), []],
    [
      'unprintable',
      withItem('access_1', (item) => ({ ...item, text: { ...item.text, en: 'a\u0007b' } })),
      ['item/access_1 text.en draft-text-characters']
    ],
    ['an empty section', withSection('access', { items: [] }), ['section/access draft-section-empty']],
    [
      'an item in two sections',
      withSection('feedback', { items: [...SIPAS_2017.sections[4]!.items, SIPAS_2017.sections[0]!.items[0]!] }),
      ['item/access_1 section draft-item-twice', 'item/access_1 section draft-item-twice']
    ],
    [
      'a rated item outside the factors',
      { ...SIPAS_SHORT, sections: [...SIPAS_SHORT.sections.slice(1), { ...officer, kind: 'experience' }] },
      officer.items.map(({ code }) => `item/${code} section draft-level-outside`)
    ],
    [
      'a condition on a later item',
      withItem('on_time', (item) => ({
        ...item,
        showWhen: [{ item: 'late_apology', values: ['no'] }],
        conditionHint: { vi: 'a', en: 'a' }
      })),
      ['item/on_time condition draft-condition-later']
    ],
    [
      'a condition on an answer that went',
      withItem('late_apology', (item) => ({ ...item, showWhen: [{ item: 'on_time', values: ['never'] }] })),
      ['item/late_apology condition draft-condition-answer']
    ],
    [
      'one answer',
      withItem('harassment', (item) => ({ ...item, options: [{ value: 'a', label: { vi: 'A', en: 'A' } }] }) as Item),
      ['item/harassment option.0.label.vi draft-options', 'rate/harassment answers draft-rate-answers']
    ],
    [
      'a scale of nothing',
      { ...SIPAS_2017, scales: [{ code: 'satisfaction-5', levels: [] }] },
      ['scale/satisfaction-5 level.0.label.vi draft-scale-levels']
    ],
    [
      'who answers is required to say',
      withItem('gender', (item) => ({ ...item, required: true })),
      ['item/gender required draft-required-profile']
    ],
    ['no English at all', { ...SIPAS_2017, languages: ['vi'] }, ['settings/form english draft-language-missing']],
    ['no time', { ...SIPAS_2017, minutes: 0 }, ['settings/form minutes draft-minutes']]
  ];
  test.each(cases)('%s', (_, draft, faults) => {
    expect(said(draft)).toEqual(faults);
  });
});

test('what passes here passes the check of stored versions, whatever is taken out of it', () => {
  const texts = fc.constantFrom('Một', 'Hai ba', 'Bốn');
  const mutilated = randomQuestionnaire(texts).chain((whole) =>
    fc.nat(itemsOf(whole).length).map((at) => {
      const gone = itemsOf(whole)[at]?.code;
      return {
        ...whole,
        sections: whole.sections.map((section) => ({ ...section, items: section.items.filter(({ code }) => code !== gone) }))
      };
    })
  );
  fc.assert(
    fc.property(fc.oneof(randomQuestionnaire(texts), mutilated), (draft) => {
      if (checkDraft(draft).length === 0) expect(checkQuestionnaire(draft)).toEqual([]);
    }),
    { numRuns: 200 }
  );
});

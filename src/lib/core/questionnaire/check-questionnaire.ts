/**
 * Finds what is wrong with a questionnaire before it is stored: afterwards it is immutable and people answer it. Faults are
 * sentences for whoever wrote the questionnaire, each beginning with its place. An empty list: nothing is wrong.
 *
 * Not checked: whether a translation says the same, and whether a form of this length will be answered.
 */
import { FORM_FIELDS } from './form-fields';
import { faultsOfItems, faultsOfRate } from './check-items';
import { faultsOfCodes, faultsOfText, repeated } from './check-text';
import type { Language, Questionnaire, Scale, Section } from './questionnaire';
import { itemsOf } from './questionnaire';

const QUESTIONNAIRE_CODE = /^[a-z][a-z0-9-]*$/;

/** Names that a form uses for something else; `form` is the place of a fault of the whole form. */
const RESERVED_ITEM_CODES: readonly string[] = [...FORM_FIELDS, 'next', 'form'];

/** The code of the overall figure, beside which factors stand under their section codes. */
const OVERALL_FIGURE = 'overall';

export function checkQuestionnaire(questionnaire: Questionnaire): readonly string[] {
  const { code, languages, minutes, comment, scales, sections, rates } = questionnaire;
  const items = itemsOf(questionnaire).map((item) => item.code);
  return [
    ...(QUESTIONNAIRE_CODE.test(code) ? [] : [`questionnaire ${code}: the code must match ${QUESTIONNAIRE_CODE.source}`]),
    ...(languages.includes('vi') ? [] : ['languages: vi is the source and must be there']),
    ...repeated(languages).map((language) => `languages: ${language} stands twice`),
    ...(isCount(minutes) ? [] : ['minutes: must be a whole number from 1']),
    ...faultsOfText('title', questionnaire.title, languages),
    ...faultsOfText('stem', questionnaire.stem, languages),
    ...repeated(scales.map((scale) => scale.code)).map((scale) => `scale ${scale}: the code stands twice`),
    ...scales.flatMap((scale) => faultsOfScale(scale, languages)),
    ...faultsOfCodes(
      'section',
      sections.map((section) => section.code)
    ),
    ...sections.flatMap((section) => faultsOfSection(section, items, languages)),
    ...faultsOfCodes('item', items),
    ...items.filter((item) => RESERVED_ITEM_CODES.includes(item)).map((item) => `item ${item}: the code is reserved`),
    ...faultsOfItems(questionnaire),
    ...faultsOfCodes(
      'rate',
      rates.map((rate) => rate.code)
    ),
    ...rates.flatMap((rate) => faultsOfRate(rate, questionnaire)),
    ...(comment ? [...faultsOfText('comment', comment.text, languages), ...faultsOfText('comment hint', comment.hint, languages)] : []),
    ...(comment && !isCount(comment.maxLength) ? ['comment: maxLength must be a whole number from 1'] : [])
  ];
}

function faultsOfScale(scale: Scale, languages: readonly Language[]): readonly string[] {
  const place = `scale ${scale.code}`;
  return [
    ...(scale.levels.length >= 2 ? [] : [`${place}: needs at least two levels`]),
    ...(scale.levels.every(({ level }, i) => level === i + 1) ? [] : [`${place}: levels must be 1, 2, 3 … in this order`]),
    ...scale.levels.flatMap(({ level, label }) => faultsOfText(`${place}, level ${level}`, label, languages))
  ];
}

/** `items`: every item code, because a report names factors and items side by side. */
function faultsOfSection(section: Section, items: readonly string[], languages: readonly Language[]): readonly string[] {
  const place = `section ${section.code}`;
  // A factor of choices alone has no satisfaction: its answers become numbers by a component map (docs/methods.md).
  const chosen = section.kind === 'factor' && section.items.every((item) => item.kind === 'choice');
  const rated = (section.kind === 'factor' && !chosen) || section.kind === 'overall';
  return [
    ...faultsOfText(`${place}, name`, section.name, languages),
    ...faultsOfText(`${place}, short name`, section.shortName, languages),
    ...(section.intro ? faultsOfText(`${place}, intro`, section.intro, languages) : []),
    ...(section.items.length > 0 ? [] : [`${place}: has no items`]),
    ...(section.kind === 'profile'
      ? section.items
          .filter((item) => item.required)
          .map((item) => `${place}: item ${item.code} may not be required, who answers is free to say`)
      : []),
    ...(section.code === OVERALL_FIGURE ? [`${place}: the code is that of the overall figure`] : []),
    ...(section.kind === 'factor' && items.includes(section.code) ? [`${place}: an item has the same code`] : []),
    ...(rated
      ? section.items
          .filter((item) => item.kind !== 'level')
          .map((item) => `${place}: item ${item.code} is not rated on a scale, which kind ${section.kind} needs`)
      : [])
  ];
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1;
}

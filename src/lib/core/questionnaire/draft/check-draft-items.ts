/** The faults of one item of a draft: its words, its place, its answers, and what it looks back at. */
import type { Condition, Item, Questionnaire, Section } from '../questionnaire';
import { itemsOf } from '../questionnaire';
import type { DraftFault, FaultAt } from './draft-fault';
import { faultsAt, faultsOfTexts, faultsOfWords } from './draft-fault';
import { editedLanguages } from './form-values';
import { answersOf, earlierItems } from './read-conditions';

const MOST_OPTIONS = 30;

export function faultsOfDraftItem(item: Item, section: Section, draft: Questionnaire): readonly DraftFault[] {
  const at = faultsAt(`item/${item.code}`);
  const languages = editedLanguages(draft.languages);
  const twice = itemsOf(draft).filter(({ code }) => code === item.code).length > 1;
  return [
    ...faultsOfTexts(at, 'text', item.text, languages),
    ...(item.officialText === undefined ? [] : faultsOfWords(at, 'officialText', item.officialText, 'officialText', 'vi')),
    ...(twice ? [at('section', 'draft-item-twice')] : []),
    ...faultsOfPlace(at, item, section),
    ...(item.required && section.kind === 'profile' ? [at('required', 'draft-required-profile')] : []),
    ...faultsOfAnswers(at, item, draft),
    ...(item.showWhen ?? []).flatMap((condition) => faultsOfCondition(at, 'condition', condition, item, draft)),
    ...(item.conditionHint ? faultsOfTexts(at, 'conditionHint', item.conditionHint, languages) : [])
  ];
}

/** Each rated item stands in a factor, or is the overall question; a factor has items of one kind, and a profile choices. */
function faultsOfPlace(at: FaultAt, item: Item, { kind, items }: Section): readonly DraftFault[] {
  const isChosen = kind === 'factor' && items.every((one) => one.kind === 'choice');
  const isRated = kind === 'factor' || kind === 'overall';
  if (item.kind === 'level') return isRated ? [] : [at('section', 'draft-level-outside')];
  if (isRated && !isChosen) return [at('section', 'draft-section-rated')];
  return kind === 'profile' && item.kind !== 'choice' ? [at('section', 'draft-profile-choice')] : [];
}

function faultsOfAnswers(at: FaultAt, item: Item, draft: Questionnaire): readonly DraftFault[] {
  const languages = editedLanguages(draft.languages);
  if (item.kind === 'level')
    return [
      ...(draft.scales.some(({ code }) => code === item.scale) ? [] : [at('scale', 'draft-scale-unknown')]),
      ...(item.notApplicable ? faultsOfTexts(at, 'notApplicable', item.notApplicable, languages) : [])
    ];
  return [
    ...(item.options.length >= 2 && item.options.length <= MOST_OPTIONS
      ? []
      : [at('option.0.label.vi', 'draft-options', { count: item.options.length, max: MOST_OPTIONS })]),
    ...item.options.flatMap(({ label, hideWhen }, i) => [
      ...faultsOfTexts(at, 'label', label, languages, `option.${i}.label`),
      ...(hideWhen ? faultsOfCondition(at, `option.${i}.hide`, hideWhen, item, draft) : [])
    ])
  ];
}

function faultsOfCondition(
  at: FaultAt,
  field: string,
  { item: code, values }: Condition,
  item: Item,
  draft: Questionnaire
): readonly DraftFault[] {
  const asked = earlierItems(draft, item.code).find((one) => one.code === code);
  const words = itemsOf(draft).find((one) => one.code === code)?.text.vi ?? code;
  if (!asked) return [at(field, 'draft-condition-later', { item: words })];
  const known = answersOf(draft, asked);
  return values.length > 0 && values.every((value) => known.includes(value)) ? [] : [at(field, 'draft-condition-answer', { item: words })];
}

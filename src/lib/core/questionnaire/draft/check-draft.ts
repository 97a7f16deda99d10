/**
 * Finds all that keeps a draft from being published, for a person to mend: each fault with its place in the editor. It asks for more
 * than `checkQuestionnaire`, which every stored version passes: Vietnamese and English everywhere, lengths, each rated item in one
 * factor, a profile that the form can show. What that one alone finds is named last, in its own words.
 *
 * Not checked: whether a translation says the same, and whether people will answer a form of this length.
 */
import { checkQuestionnaire } from '../check-questionnaire';
import type { ExperienceRate, Questionnaire, Scale, Section } from '../questionnaire';
import { itemsOf } from '../questionnaire';
import { faultsOfDraftItem } from './check-draft-items';
import type { DraftFault } from './draft-fault';
import { faultsAt, faultsOfTexts } from './draft-fault';
import { placeText, SETTINGS_PLACE } from './draft-part';
import { editedLanguages } from './form-values';
import { answersOf } from './read-conditions';

/** More than any form that this system came with, and than people answer. */
const MOST_ITEMS = 120;
const MOST_LEVELS = 11;
const LONGEST_COMMENT = 20_000;

const settings = faultsAt(placeText(SETTINGS_PLACE));

export function checkDraft(draft: Questionnaire): readonly DraftFault[] {
  const faults = [
    ...faultsOfSettings(draft),
    ...draft.sections.flatMap((section) => faultsOfSection(section, draft)),
    ...draft.sections.flatMap((section) => section.items.flatMap((item) => faultsOfDraftItem(item, section, draft))),
    ...draft.scales.flatMap((scale) => faultsOfScale(scale, draft)),
    ...draft.rates.flatMap((rate) => faultsOfRate(rate, draft))
  ];
  if (faults.length > 0) return faults;
  return checkQuestionnaire(draft).map((fault) => settings('', 'draft-fault', { fault }));
}

function faultsOfSettings(draft: Questionnaire): readonly DraftFault[] {
  const languages = editedLanguages(draft.languages);
  const { title, stem, minutes, comment } = draft;
  const items = itemsOf(draft).length;
  return [
    ...(draft.languages.includes('en') ? [] : [settings('english', 'draft-language-missing')]),
    ...faultsOfTexts(settings, 'title', title, languages),
    ...faultsOfTexts(settings, 'stem', stem, languages),
    ...(minutes >= 1 && minutes <= 120 ? [] : [settings('minutes', 'draft-minutes')]),
    ...(comment ? faultsOfTexts(settings, 'commentText', comment.text, languages) : []),
    ...(comment ? faultsOfTexts(settings, 'commentHint', comment.hint, languages) : []),
    ...(comment && (comment.maxLength < 1 || comment.maxLength > LONGEST_COMMENT)
      ? [settings('commentLength', 'draft-comment-length', { max: LONGEST_COMMENT })]
      : []),
    ...(draft.sections.some(({ kind }) => kind === 'factor') ? [] : [settings('', 'draft-no-factor')]),
    ...(items > MOST_ITEMS ? [settings('', 'draft-items-many', { items, max: MOST_ITEMS })] : [])
  ];
}

function faultsOfSection(section: Section, draft: Questionnaire): readonly DraftFault[] {
  const at = faultsAt(`section/${section.code}`);
  const languages = editedLanguages(draft.languages);
  const isSecond = (kind: Section['kind']) => section.kind === kind && draft.sections.find((other) => other.kind === kind) !== section;
  return [
    ...faultsOfTexts(at, 'name', section.name, languages),
    ...faultsOfTexts(at, 'shortName', section.shortName, languages),
    ...(section.intro ? faultsOfTexts(at, 'intro', section.intro, languages) : []),
    ...(section.items.length === 0 ? [at('', 'draft-section-empty')] : []),
    ...(isSecond('profile') ? [at('kind', 'draft-profile-two')] : [])
  ];
}

function faultsOfScale(scale: Scale, draft: Questionnaire): readonly DraftFault[] {
  const at = faultsAt(`scale/${scale.code}`);
  return [
    ...(scale.levels.length >= 2 && scale.levels.length <= MOST_LEVELS
      ? []
      : [at('level.0.label.vi', 'draft-scale-levels', { count: scale.levels.length, max: MOST_LEVELS })]),
    ...scale.levels.flatMap(({ label }, i) => faultsOfTexts(at, 'label', label, editedLanguages(draft.languages), `level.${i}.label`))
  ];
}

function faultsOfRate(rate: ExperienceRate, draft: Questionnaire): readonly DraftFault[] {
  const at = faultsAt(`rate/${rate.code}`);
  const item = itemsOf(draft).find(({ code }) => code === rate.item);
  const known = item ? answersOf(draft, item) : [];
  const unknown = [...rate.values, ...(rate.leaveOut ?? [])].filter((value) => !known.includes(value));
  const { alarmAbove } = rate;
  return [
    ...faultsOfTexts(at, 'name', rate.name, editedLanguages(draft.languages)),
    ...(item && item.kind !== 'choices' ? [] : [at('', 'draft-rate-item', { item: rate.item })]),
    ...(item && (rate.values.length === 0 || unknown.length > 0) ? [at('answers', 'draft-rate-answers')] : []),
    ...(alarmAbove !== undefined && !(alarmAbove >= 0 && alarmAbove < 1) ? [at('alarmPercent', 'draft-rate-alarm')] : [])
  ];
}

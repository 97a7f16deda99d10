/** A difference of two versions in words. */
import type { Place, QuestionnaireDifference, Subject, Text, Value } from '../../core/questionnaire/compare/difference';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { textIn } from '../../core/questionnaire/questionnaire';
import { languageWord } from '../../i18n/draft-words';
import type { DisplayLanguage } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';

const ABOUT: Readonly<Record<Subject, () => string>> = {
  questionnaire: m.questionnaire_about_questionnaire,
  language: m.questionnaire_about_language,
  section: m.questionnaire_about_section,
  item: m.questionnaire_about_item,
  option: m.questionnaire_about_option,
  scale: m.questionnaire_about_scale,
  level: m.questionnaire_about_level,
  rate: m.questionnaire_about_rate,
  comment: m.questionnaire_about_comment
};

const CHANGES: Readonly<Record<QuestionnaireDifference['change'], () => string>> = {
  added: m.questionnaire_change_added,
  removed: m.questionnaire_change_removed,
  moved: m.questionnaire_change_moved,
  reworded: m.questionnaire_change_reworded,
  changed: m.questionnaire_change_changed,
  notApplicable: m.questionnaire_change_notApplicable,
  condition: m.questionnaire_change_condition
};

const VALUES: Readonly<Record<Value, () => string>> = {
  code: m.questionnaire_value_code,
  minutes: m.questionnaire_value_minutes,
  kind: m.questionnaire_value_kind,
  source: m.questionnaire_value_source,
  required: m.questionnaire_value_required,
  scale: m.questionnaire_value_scale,
  item: m.questionnaire_value_item,
  values: m.questionnaire_value_values,
  leaveOut: m.questionnaire_value_leaveOut,
  alarmAbove: m.questionnaire_value_alarmAbove,
  alarmCount: m.questionnaire_value_alarmCount,
  maxLength: m.questionnaire_value_maxLength
};

const TEXTS: Readonly<Record<Text, () => string>> = {
  title: m.questionnaire_text_title,
  stem: m.questionnaire_text_stem,
  name: m.questionnaire_text_name,
  shortName: m.questionnaire_text_shortName,
  intro: m.questionnaire_text_intro,
  text: m.questionnaire_text_text,
  officialText: m.questionnaire_text_officialText,
  conditionHint: m.questionnaire_text_conditionHint,
  notApplicable: m.questionnaire_text_notApplicable,
  label: m.questionnaire_text_label,
  hint: m.questionnaire_text_hint
};

/** `Câu: Thời gian giải quyết đúng quy định. (result_1)` */
export function aboutWords({ about, code, of, name }: QuestionnaireDifference, language: DisplayLanguage): string {
  const known = about === 'language' ? languageWord(code, language) : name && textIn(name, language);
  const where = [of, code].filter(Boolean).join(', ');
  if (known === undefined) return where === '' ? ABOUT[about]() : `${ABOUT[about]()}: ${where}`;
  return where === '' || about === 'language' ? `${ABOUT[about]()}: ${known}` : `${ABOUT[about]()}: ${known} (${where})`;
}

export function changeWords(difference: QuestionnaireDifference, language: DisplayLanguage): string {
  const change = CHANGES[difference.change]();
  if (difference.change === 'reworded') return `${change}: ${TEXTS[difference.text]()} (${languageWord(difference.language, language)})`;
  return difference.change === 'changed' ? `${change}: ${VALUES[difference.value]()}` : change;
}

export const beforeWords = (difference: QuestionnaireDifference, language: DisplayLanguage) => sideWords(difference, 'before', language);
export const afterWords = (difference: QuestionnaireDifference, language: DisplayLanguage) => sideWords(difference, 'after', language);

function sideWords(difference: QuestionnaireDifference, side: 'before' | 'after', language: DisplayLanguage): string {
  if (!('before' in difference))
    return (difference.change === 'added') === (side === 'after') ? m.questionnaire_yes() : m.questionnaire_compare_nothing();
  if (difference.change === 'moved') return placeWords(difference[side]);
  const said: string | LocalizedText | null = side === 'before' ? difference.before : difference.after;
  if (said === null) return m.questionnaire_compare_nothing();
  if (typeof said === 'string') return said === 'true' ? m.questionnaire_yes() : said;
  return textIn(said, language);
}

function placeWords({ section, position }: Place): string {
  return section === undefined ? m.questionnaire_place_said({ position }) : m.questionnaire_place_in_section({ position, section });
}

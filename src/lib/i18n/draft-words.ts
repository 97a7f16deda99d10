/** What the draft editor calls fields and languages, in its labels and in the sentences about them. */
import type { TextField } from '../core/questionnaire/draft/draft-fault';
import { m } from '../paraglide/messages.js';

type Sentence = (parameters: Record<string, never>, options: { locale: 'vi' | 'en' }) => string;

const FIELDS: Readonly<Record<TextField, Sentence>> = {
  title: m.questionnaire_field_title,
  stem: m.questionnaire_field_stem,
  name: m.questionnaire_field_name,
  shortName: m.questionnaire_field_shortName,
  intro: m.questionnaire_field_intro,
  text: m.questionnaire_field_text,
  officialText: m.questionnaire_field_officialText,
  label: m.questionnaire_field_label,
  notApplicable: m.questionnaire_field_notApplicable,
  conditionHint: m.questionnaire_field_conditionHint,
  commentText: m.questionnaire_field_commentText,
  commentHint: m.questionnaire_field_commentHint
};

export function draftFieldName(field: string, locale: 'vi' | 'en'): string {
  return Object.hasOwn(FIELDS, field) ? FIELDS[field as TextField]({}, { locale }) : field;
}

/** A language's code where it has no word here. */
export function languageWord(code: string, locale: 'vi' | 'en'): string {
  if (code === 'vi') return m.questionnaire_language_vi({}, { locale });
  return code === 'en' ? m.questionnaire_language_en({}, { locale }) : code;
}

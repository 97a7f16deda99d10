/** What a draft says of itself: title, languages, minutes, the question above its factors, and the open comment at its end. */
import type { Language, LocalizedText, Questionnaire } from '../questionnaire';
import type { FormValues } from './form-values';
import { isTicked, readTexts, valueOf } from './form-values';

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$/;

export function changeSettings(draft: Questionnaire, values: FormValues): Questionnaire {
  const languages = readLanguages(values);
  const { comment: before, ...rest } = draft;
  const asks = isTicked(values, 'asksComment');
  const texts = { text: readTexts(values, 'commentText', languages), hint: readTexts(values, 'commentHint', languages) };
  const comment = asks ? { ...texts, maxLength: count(valueOf(values, 'commentLength'), before?.maxLength ?? 0) } : undefined;
  return {
    ...rest,
    languages,
    title: readTexts(values, 'title', languages),
    stem: readTexts(values, 'stem', languages),
    minutes: count(valueOf(values, 'minutes'), draft.minutes),
    ...(comment && { comment })
  };
}

/** The words in Vietnamese and English; a further language gets none, and the check says so. */
export function withLanguages(words: LocalizedText & { readonly en: string }, languages: readonly Language[]): LocalizedText {
  return languages.includes('en') ? { vi: words.vi, en: words.en } : { vi: words.vi };
}

/** `vi` first, then what was ticked, then further codes; what is no code of a language is left out. */
function readLanguages(values: FormValues): readonly Language[] {
  const further = valueOf(values, 'furtherLanguages').split(/[\s,;]+/).filter((code) => LANGUAGE.test(code)); // prettier-ignore
  return [...new Set(['vi', ...(isTicked(values, 'english') ? ['en'] : []), ...further])];
}

/** 0 where no whole number was typed: the check names it. */
function count(typed: string, otherwise: number): number {
  if (typed.trim() === '') return otherwise;
  return /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : 0;
}

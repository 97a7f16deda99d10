/** Small checks that every part of a questionnaire shares: texts, codes, repetitions. */
import type { Language, LocalizedText } from './questionnaire';

const CODE = /^[a-z][a-z0-9_]*$/;

/** A text must say something in every language, without blanks around it and in NFC, the form that searching and sorting expect. */
export function faultsOfText(place: string, text: LocalizedText, languages: readonly Language[]): readonly string[] {
  return languages.flatMap((language) => {
    const words = text[language];
    return words === undefined || words.trim() === ''
      ? [`${place}: has no text in ${language}`]
      : faultsOfWords(`${place} (${language})`, words);
  });
}

export function faultsOfWords(place: string, words: string): readonly string[] {
  return [
    ...(words === words.trim() ? [] : [`${place}: has blanks around it`]),
    ...(words === words.normalize('NFC') ? [] : [`${place}: is not in NFC`])
  ];
}

/** Codes become form fields, columns and keys: lower case, digits and underscores, each once. */
export function faultsOfCodes(kind: string, codes: readonly string[]): readonly string[] {
  return [
    ...repeated(codes).map((code) => `${kind} ${code}: the code stands twice`),
    ...codes.filter((code) => !CODE.test(code)).map((code) => `${kind} ${code}: the code must match ${CODE.source}`)
  ];
}

/** Each value that stands more than once, named once. */
export function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}

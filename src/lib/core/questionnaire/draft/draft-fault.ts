/** What keeps a draft from being published: where it lies, and the field of the editor that mends it. */
import type { ProblemCode, ProblemParameters } from '../../problem';
import type { Language, LocalizedText } from '../questionnaire';

export interface DraftFault {
  /** A place of the draft (`item/late_apology`), which is an address of the editor. */
  readonly place: string;
  /** The name of the field there. */
  readonly field: string;
  readonly code: ProblemCode;
  readonly parameters: ProblemParameters;
}

/** Makes the faults of one place. */
export type FaultAt = (field: string, code: ProblemCode, parameters?: ProblemParameters) => DraftFault;

export const faultsAt =
  (place: string): FaultAt =>
  (field, code, parameters = {}) => ({ place, field, code, parameters });

/** Code points that fit on a phone's screen, and in a report's tables. */
export const LONGEST = {
  title: 250,
  stem: 300,
  name: 120,
  shortName: 40,
  intro: 400,
  text: 300,
  officialText: 600,
  label: 120,
  notApplicable: 120,
  conditionHint: 600,
  commentText: 300,
  commentHint: 300
} as const;

export type TextField = keyof typeof LONGEST;

/** What stands at `name.vi`, `name.en` …: something, not too much of it, and nothing that cannot be printed. */
export function faultsOfTexts(
  at: FaultAt,
  what: TextField,
  text: LocalizedText,
  languages: readonly Language[],
  name: string = what
): readonly DraftFault[] {
  return languages.flatMap((language) => {
    const words = text[language] ?? '';
    const field = `${name}.${language}`;
    if (words === '') return [at(field, 'draft-text-missing', { draftField: what, draftLanguage: language })];
    return faultsOfWords(at, what, words, field, language);
  });
}

export function faultsOfWords(at: FaultAt, what: TextField, words: string, field: string, language: Language): readonly DraftFault[] {
  const [length, max] = [[...words].length, LONGEST[what]];
  return [
    ...(length > max ? [at(field, 'draft-text-long', { draftField: what, draftLanguage: language, len: length, max })] : []),
    ...(/\p{C}/u.test(words) ? [at(field, 'draft-text-characters', { draftField: what, draftLanguage: language })] : [])
  ];
}

/** The sentence of a Problem in one language, its details (bad lines, bad fields) each on a line of its own. */
import type { Problem, ProblemCode, ProblemDetail, ProblemParameters } from '../core/problem';
import { ORIGIN_FIELD } from '../core/scoring/scorecard-form-fields';
import { TOTAL_LINE } from '../core/scoring/scorecard';
import { m } from '../paraglide/messages.js';
import { formatTypedPoints } from './format-points';
import { draftFieldName, languageWord } from './draft-words';

type Sentence = (parameters: ProblemParameters, options: { locale: 'vi' | 'en' }) => string;

export function problemText(code: ProblemCode, parameters: ProblemParameters, language: string): string {
  const sentence = (m as unknown as Record<string, Sentence | undefined>)[`problem_${code.replaceAll('-', '_')}`];
  if (!sentence) throw new Error(`messages/problem.*.json has no sentence for ${code}`);
  const locale = language === 'en' ? 'en' : 'vi';
  return sentence(inWords(parameters, locale), { locale });
}

/** Places of a scorecard's form that have no number. */
const PLACES: Readonly<Record<string, ((_: object, options: { locale: 'vi' | 'en' }) => string) | undefined>> = {
  [TOTAL_LINE]: m.scorecard_place_total,
  [ORIGIN_FIELD]: m.scorecard_place_origin
};

/** Kinds of agencies, by name. */
const KINDS: typeof PLACES = {
  province: m.agency_kind_province,
  department: m.agency_kind_department,
  district: m.agency_kind_district,
  commune: m.agency_kind_commune,
  centre: m.agency_kind_centre
};

/** Decimals as the language writes them (`8,99`), and places and kinds by name. */
function inWords(parameters: ProblemParameters, locale: 'vi' | 'en'): ProblemParameters {
  const entries = Object.entries(parameters).map(([name, value]) => {
    if (typeof value === 'number' && !Number.isInteger(value)) return [name, formatTypedPoints(value, locale)];
    if (name === 'draftField') return [name, draftFieldName(String(value), locale)];
    if (name === 'kind' || name === 'parentKind') return [name, KINDS[String(value)]?.({}, { locale }) ?? value];
    if (name === 'draftLanguage') return [name, languageWord(String(value), locale)];
    return [name, name === 'place' ? (PLACES[value]?.({}, { locale }) ?? value) : value];
  });
  return Object.fromEntries(entries) as ProblemParameters;
}

export function describeProblem(problem: Problem, language: string): string {
  return [
    problemText(problem.code, problem.parameters, language),
    ...problem.details.map((detail) => `  ${lineOf(detail, language)}${problemText(detail.code, detail.parameters, language)}`)
  ].join('\n');
}

/** `Dòng 12: ` before a sentence that does not name its line itself. */
function lineOf({ place, parameters }: ProblemDetail, language: string): string {
  const line = /^line (\d+)$/.exec(place)?.[1];
  if (line === undefined || 'line' in parameters) return '';
  return language === 'en' ? `Line ${line}: ` : `Dòng ${line}: `;
}

/** The code of a survey, which stands in addresses of reports, made from its name. */
import { foldText } from '../vietnamese/fold';

const LONGEST = 50;

/** Lower-case Latin letters, digits and hyphens, at least two. @example surveyCodeOf('Hài lòng 2026') === 'hai-long-2026' */
export function surveyCodeOf(name: string): string {
  const words = foldText(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '');
  const code = words.slice(0, LONGEST).replace(/-+$/, '');
  return code.length < 2 ? `dot-${code}`.replace(/-+$/, '') : code;
}

/** The first of `code`, `code-2`, `code-3` … that is free. */
export function freeSurveyCode(code: string, isTaken: (code: string) => boolean): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? code : `${code}-${n}`;
    if (!isTaken(candidate)) return candidate;
  }
}

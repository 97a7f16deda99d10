/** The sentence of a Problem in one language, its details (bad lines, bad fields) each on a line of its own. */
import type { Problem, ProblemCode, ProblemDetail, ProblemParameters } from '../core/problem';
import { m } from '../paraglide/messages.js';

type Sentence = (parameters: ProblemParameters, options: { locale: 'vi' | 'en' }) => string;

export function problemText(code: ProblemCode, parameters: ProblemParameters, language: string): string {
  const sentence = (m as unknown as Record<string, Sentence | undefined>)[`problem_${code.replaceAll('-', '_')}`];
  if (!sentence) throw new Error(`messages/problem.*.json has no sentence for ${code}`);
  return sentence(parameters, { locale: language === 'en' ? 'en' : 'vi' });
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

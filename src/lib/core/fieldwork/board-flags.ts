/**
 * What looks odd about the forms of one interviewer beside each other, on the board alone: more than half of the questions left empty, or the same
 * answers throughout as another form of theirs. One level throughout is told of the form itself and is common, so it is not told twice.
 */
import type { BoardAnswer } from './board';

const LEAST_ANSWERED = 10;

interface ComparedAnswer extends BoardAnswer {
  /** Who asked; null: nobody did. */
  readonly enteredBy: string | null;
  /** Equal where every answer is. */
  readonly pattern: string;
}

export function withBoardFlags<T extends ComparedAnswer>(answers: readonly T[]): readonly T[] {
  const seen = new Map<string, Map<string, number>>();
  for (const { enteredBy, pattern } of answers) {
    if (enteredBy === null) continue;
    const own = seen.get(enteredBy) ?? new Map<string, number>();
    seen.set(enteredBy, own.set(pattern, (own.get(pattern) ?? 0) + 1));
  }
  return answers.map((answer) => {
    const { enteredBy, pattern, shown, missing, flags } = answer;
    if (enteredBy === null) return answer;
    const isSame = seen.get(enteredBy)!.get(pattern)! > 1 && shown - missing >= LEAST_ANSWERED && !flags.includes('straight-line');
    if (!isSame && missing * 2 <= shown) return answer;
    return { ...answer, flags: [...flags, ...(missing * 2 > shown ? ['many-missing'] : []), ...(isSame ? ['same-answers'] : [])] };
  });
}

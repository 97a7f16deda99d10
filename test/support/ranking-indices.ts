/** The indices of a counter form, worked out from an answer sheet, and a ranking as its address asks for it. */
import type { RankedAgency, Ranking } from '../../src/lib/core/report/ranking';
import type { Answers } from '../../src/lib/core/response/response';
import type { Reader } from '../../src/lib/server/operations/enter-results';
import { openRanking } from '../../src/lib/server/operations/open-ranking';
import type { Db } from '../../src/lib/server/schema';
import { NOW } from './small-province';

/** One ratio of an index: what an answer sheet adds to its numerator and denominator, and its coefficient. */
export interface Part {
  readonly coefficient: number;
  numbers(answers: Answers): readonly [y: number, x: number];
}

const levels = (answers: Answers, items: readonly number[]) =>
  items.map((item) => answers[item]).filter((level) => typeof level === 'number' && level > 0) as number[];
const satisfied = (...items: number[]): readonly Part[] => [
  {
    coefficient: 1,
    numbers: (answers) => [levels(answers, items).filter((level) => level >= 4).length, levels(answers, items).length]
  }
];
/** on_time is item 9: early, on time, late, not due, overdue. */
const LATE: readonly Part[] = [
  { coefficient: 1, numbers: (answers) => [[3, 5].includes(Number(answers[9])) ? 1 : 0, [1, 2, 3, 5].includes(Number(answers[9])) ? 1 : 0] }
];
/** Sub-dimension 3.2 on a counter form: the four items on feedback from 1 to 5, the mean of their scores. */
const FEEDBACK: readonly Part[] = [5, 6, 7, 8].map((item) => ({
  coefficient: 9 / 4 / 4,
  numbers: (answers) => [levels(answers, [item])[0] ?? 0, levels(answers, [item]).length]
}));
export const INDICES: readonly (readonly [key: string, parts: readonly Part[], constant: number, scale: number])[] = [
  ['overall', satisfied(0, 1, 2, 3, 4, 5, 6, 7, 8), 0, 1],
  ['officer', satisfied(0, 1, 2), 0, 1],
  ['item.feedback_2', satisfied(6), 0, 1],
  ['rate.late', LATE, 0, 1],
  ['papi-3.2', FEEDBACK, 1 - 9 / 4, 9]
];

export async function ask(
  db: Db,
  reader: Reader,
  query: Record<string, string> = {},
  { agency = 'p', survey = 'round' } = {}
): Promise<Ranking> {
  const { ranking } = await openRanking(db, reader, { agency, survey }, new URLSearchParams(query), NOW);
  return ranking!;
}
export const rowOf = ({ agencies }: Ranking, code: string): RankedAgency => agencies.find((one) => one.code === code)!;

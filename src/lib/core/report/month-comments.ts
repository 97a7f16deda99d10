/** Comments by month, the newest first: never nearer in time, and withheld where the month's figure is. */
import type { Period } from '../calendar/period';
import type { CellMark } from './disclosure-pattern';
import type { CommentMonth } from './report';

export interface MonthTexts {
  readonly month: string;
  readonly texts: readonly string[];
}

/**
 * `months`: those that lie wholly in the shown days. `marksOf`: of forms received and of the overall figure in a month; both must
 * be open, since a form may hold a comment and nothing else.
 */
export function monthComments(
  comments: readonly MonthTexts[],
  months: readonly Period[],
  marksOf: (month: Period) => readonly CellMark[]
): readonly CommentMonth[] {
  const texts = new Map(comments.map((month) => [month.month, month.texts]));
  return months.toReversed().flatMap((month): readonly CommentMonth[] => {
    const written = texts.get(month.code) ?? [];
    if (written.length === 0) return [];
    const withheld = marksOf(month).find(({ disclosure }) => disclosure !== 'shown' && disclosure !== 'none');
    if (!withheld) return [{ month: month.code, disclosure: 'shown', texts: written }];
    return [
      {
        month: month.code,
        disclosure: withheld.disclosure === 'few' ? 'few' : withheld.disclosure === 'near' ? 'near' : 'complement',
        texts: []
      }
    ];
  });
}

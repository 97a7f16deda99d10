/**
 * The overall figure without an interviewer's forms and with them, weighted by 1/π, before any weighting run: what is at stake in a review,
 * not what a report says. With fewer than five forms between the two it would say what those people answered.
 */
import type { Questionnaire } from '../../core/questionnaire/questionnaire';
import { decodeAnswers } from '../../core/response/encode-answers';
import { answersByRespondent } from '../../core/scoring/answers-by-respondent';
import { valueOfTotals } from '../../core/scoring/estimate-figure';
import { figureIndex, indexTotals } from '../../core/scoring/survey-index';
import { compileLayout } from '../../core/tally/compile-layout';
import { OVERALL } from '../../core/tally/layout';
import type { Db } from '../schema';
import { listBaseWeighted } from '../store/interviewer-forms';
import { findMethodVersion } from '../store/methods';
import type { Survey } from '../store/surveys';

const LEAST_BETWEEN = 5;

/** Share 0–1, or a score; null: no valid answer. */
interface OneFigure {
  readonly value: number | null;
  readonly n: number;
}

export interface BothFigures {
  readonly without: OneFigure;
  readonly with: OneFigure;
}

/** Null: too few forms between them. */
export async function readBothFigures(
  db: Db,
  survey: Survey,
  questionnaire: Questionnaire,
  responseIds: readonly string[]
): Promise<BothFigures | null> {
  if (responseIds.length < LEAST_BETWEEN) return null;
  const method = (await findMethodVersion(db, survey.method_version_id))!;
  const layout = compileLayout(questionnaire, method.content);
  const index = figureIndex(layout, OVERALL);
  const own = new Set(responseIds);
  const rows = await listBaseWeighted(db, survey.id);
  const figureOf = (chosen: typeof rows): OneFigure => {
    const answers = chosen.map((row) => ({ answers: decodeAnswers(row.answers), weight: 1 / row.probability, unit: row.id }));
    return {
      value: valueOfTotals(indexTotals(answersByRespondent(layout, answers), index), method.content, index.measure),
      n: chosen.length
    };
  };
  return {
    without: figureOf(rows.filter(({ id, status }) => status === 'counted' && !own.has(id))),
    with: figureOf(rows.filter(({ id, status }) => status === 'counted' || own.has(id)))
  };
}

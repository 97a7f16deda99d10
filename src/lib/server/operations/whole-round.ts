/**
 * A frozen round's overall figure as if nothing had been held or taken out: the steps of its weighting are made again with every answer, so
 * that both figures are of the same population. What stands in the record is not touched (docs/methods.md,
 * "Both figures of a round").
 */
import type { Period } from '../../core/calendar/period';
import { isRefusal } from '../../core/estimation/estimate';
import { Problem } from '../../core/problem';
import { toFigure } from '../../core/report/figure';
import { ALL_ANSWERS_NAME } from '../../core/report/not-counted';
import type { Figure } from '../../core/report/report';
import { directKey } from '../../core/agency/direct-key';
import { estimateFigure } from '../../core/scoring/satisfaction';
import { OVERALL } from '../../core/tally/layout';
import { storedFit } from '../../core/weighting/stored-fit';
import type { WeightedSample } from '../../core/weighting/apply-steps';
import type { Db } from '../schema';
import type { ReportSurvey } from './find-report-survey';
import { asRespondents, unitLabel } from './read-respondents';
import type { Weighting } from './read-weighting';
import { readWeighting, weigh, weightRows } from './read-weighting';

/** At these places in the period; null: of several surveys, of an imported one, or the steps do not fit so many answers. */
export async function figureOfWholeRound(
  db: Db,
  { surveys, layout, method }: Pick<ReportSurvey, 'surveys' | 'layout' | 'method'>,
  places: readonly string[],
  period: Period,
  now: Date
): Promise<Figure | null> {
  const [survey, another] = surveys;
  if (!survey || another) return null;
  const weighting = await readWeighting(db, survey, now);
  const sample = weighting?.run && weighWhole(weighting);
  if (!sample) return null;
  const weights = weightRows(weighting, weighting.run!.id, sample);
  const rows = weights.map((weight, row) => {
    const { agencyId, day, answers } = weighting.rows[sample.respondents[row]!]!;
    return { counterId: directKey(agencyId), day: day!, answers: answers!, weight: weight.weight, unit: unitLabel(survey, weight), row };
  });
  const round = { survey, rows, weights, fit: sample.fitted && storedFit(sample.fitted) };
  const { answersOf, sampleOf } = asRespondents([round], layout, true);
  const estimate = estimateFigure(layout, method.content, answersOf(places, period), sampleOf(period).sample, OVERALL);
  if (isRefusal(estimate)) return null;
  return toFigure('overall_all', ALL_ANSWERS_NAME, { disclosure: 'shown', respondents: estimate.n }, () => estimate);
}

function weighWhole(weighting: Weighting): WeightedSample | null {
  const units = weighting.units.map((unit, row) =>
    weighting.rows[row]!.responseId === null ? unit : { ...unit, outcome: 'responded' as const }
  );
  try {
    return weigh({ ...weighting, units });
  } catch (failure) {
    if (failure instanceof Problem) return null;
    throw failure;
  }
}

/**
 * Points that a survey gives to a line of the scorecard: its figure by the line's conversion, with the interval's limits by the same
 * one, and where the figure came from, so that a page can link to it (docs/methods.md, "PAR INDEX points").
 *
 * Refused, with the reason and never as zero points: a figure that is withheld or does not exist; one of a continuous survey, whose
 * respondents chose themselves; a line without a conversion.
 */
import type { Interval } from '../estimation/estimate';
import type { Conversion } from './par-points';
import { convertInterval, convertShare } from './par-points';

/**
 * Why a report has no figure to show: no answers, 1–4 respondents, it would give away another (two ways), the method refuses it.
 * no-figure: the survey does not ask what the line needs, or not as a share; unweighted: some of its forms have no weight yet;
 * not-frozen: a round whose weights are not final; not-closed: an imported sample that may still grow.
 */
export type NoFigureReason = 'none' | 'few' | 'complement' | 'near' | 'refused' | 'no-figure' | 'unweighted' | 'not-frozen' | 'not-closed';
/** continuous: volunteers at a counter are no sample; no-conversion: the rules do not say how this line takes a share. */
export type NoPointsReason = NoFigureReason | 'continuous' | 'no-conversion';

/** What a page needs to lead to the figure, and to print beside it. */
export interface FigureOrigin {
  readonly surveyCode: string;
  readonly agencyCode: string;
  /** `overall` or a section's code. */
  readonly figureCode: string;
  readonly mode: 'continuous' | 'sampled';
  /** Respondents; null where their number may not be shown. */
  readonly n: number | null;
  /** Forms of the agency that are held or excluded, and the method version (`sipas 2`) that the figure is by; left out where there is none. */
  readonly notCounted?: number;
  readonly method?: string;
  /** When a scorecard took the figure and has kept it since; left out: as the survey is now. */
  readonly takenAt?: string;
}

export interface ShownFigure extends FigureOrigin {
  readonly withheld: null;
  /** 0–1, unrounded. */
  readonly share: number;
  /** Shares 0–1; null: the figure has no interval. */
  readonly interval: Interval | null;
}

export interface AbsentFigure extends FigureOrigin {
  readonly withheld: NoFigureReason;
}

export type SurveyFigure = ShownFigure | AbsentFigure;

export interface SurveyPoints extends FigureOrigin {
  /** As printed, two decimals; null: no points, and `reason` says why. */
  readonly points: number | null;
  /** Points, two decimals; null where there are no points or the figure has no interval. */
  readonly interval: Interval | null;
  readonly reason: NoPointsReason | null;
}

/** `max`: the line's points; `conversion` undefined: the rules have none for it. */
export function pointsFromSurvey(conversion: Conversion | undefined, max: number, figure: SurveyFigure): SurveyPoints {
  const { surveyCode, agencyCode, figureCode, mode, n, notCounted, method, takenAt } = figure;
  const origin = {
    ...{ surveyCode, agencyCode, figureCode, mode, n },
    ...(notCounted !== undefined && { notCounted }),
    ...(method !== undefined && { method }),
    ...(takenAt !== undefined && { takenAt })
  };
  const refuse = (reason: NoPointsReason): SurveyPoints => ({ ...origin, points: null, interval: null, reason });
  if (figure.withheld !== null) return refuse(figure.withheld);
  if (mode === 'continuous') return refuse('continuous');
  if (!conversion) return refuse('no-conversion');
  return {
    ...origin,
    points: convertShare(conversion, max, figure.share),
    interval: figure.interval && convertInterval(conversion, max, figure.interval),
    reason: null
  };
}

/** Fewer people between two figures than this, and their answers can be worked out from both. */
const FEW = 5;

/**
 * What the survey gives now where that differs from what was taken; `now` null where the two figures side by side would give away the
 * answers of a few. undefined: nothing changed.
 */
export function changeOfTaken(
  taken: SurveyPoints | null | undefined,
  now: SurveyPoints | null | undefined
): { readonly now: SurveyPoints | null } | undefined {
  if (!taken || !now) return undefined;
  const shown = ({ points, interval, reason, n, notCounted = 0 }: SurveyPoints) =>
    JSON.stringify([points, interval, reason, n, notCounted]);
  if (shown(taken) === shown(now)) return undefined;
  const between = Math.abs((taken.n ?? 0) - (now.n ?? 0));
  const isFew = now.points !== null && between > 0 && between < FEW;
  return { now: isFew ? null : now };
}

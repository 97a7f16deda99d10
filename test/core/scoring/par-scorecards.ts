/** Scorecards that several tests begin with. */
import type { Scorecard, ScorecardLine } from '../../../src/lib/core/scoring/scorecard';
import type { ShownFigure } from '../../../src/lib/core/scoring/survey-points';
import golden from '../../data/par-index-golden.json' with { type: 'json' };

export function lineOf(code: string, points: Partial<ScorecardLine> = {}): ScorecardLine {
  return { code, selfAssessed: null, appraised: null, leaders: null, citizens: null, combined: null, reason: null, ...points };
}

/** As the office's plan prints it: areas 1–7 without a split by group, area 8 from the survey of people. */
export const GOLDEN_CARD: Scorecard = {
  agencyCode: 'vpubnd',
  year: golden.year,
  rules: { family: 'par-index', number: 1 },
  lines: golden.areas.map(({ code, points }) => lineOf(code, code === '8' ? { citizens: points } : { combined: points })),
  composition: golden.composition,
  published: {
    rank: golden.published.rank,
    of: golden.published.of,
    previousRank: golden.published.rank + golden.published.placesGained,
    sipasRank: golden.published.sipasRank,
    sipasOf: golden.published.sipasOf
  }
};

export const FIGURE: ShownFigure = {
  surveyCode: 'SIPAS-2026',
  agencyCode: 'vpubnd',
  figureCode: 'overall',
  mode: 'sampled',
  n: 812,
  withheld: null,
  share: 0.8987,
  interval: { lower: 0.8701, upper: 0.9225 }
};

/** What is kept of a scorecard beside agency, year and rules: what was entered, and which survey gives a line its points. */
import type { SurveySource } from './par-rules';
import type { Scorecard } from './scorecard';
import type { ShownFigure } from './survey-points';

/** A line whose points come from a survey's figure instead of being typed. */
export interface LineSurvey {
  readonly line: string;
  readonly group: SurveySource;
  readonly surveyCode: string;
  /** `overall` or a section's code. */
  readonly figureCode: string;
  /** What the card took when it was stored, and keeps until somebody takes it again; left out: the survey's figure as it is now. */
  readonly taken?: { readonly figure: ShownFigure; readonly points: number };
}

/** A line that is to take its survey's figure anew. */
export type LineRetake = Pick<LineSurvey, 'line' | 'group'>;

export interface ScorecardContent extends Pick<Scorecard, 'lines' | 'composition' | 'published'> {
  readonly surveys: readonly LineSurvey[];
  /** Where the points were published, in words. */
  readonly origin: string | null;
}

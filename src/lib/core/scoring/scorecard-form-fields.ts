/** The names of the fields of a scorecard's form, which the page, the reader of the form and the places of its problems share. */
import type { SurveySource } from './par-rules';
import type { PublishedStanding, ScorecardField } from './scorecard';

export type ScorecardFormField = ScorecardField | 'reason' | 'leadersSurvey' | 'citizensSurvey' | 'leadersRetake' | 'citizensRetake';

/** The field that names the survey which gives a line its points. */
export const SURVEY_FIELD = { leaders: 'leadersSurvey', citizens: 'citizensSurvey' } as const satisfies Record<
  SurveySource,
  ScorecardFormField
>;
/** Ticked: the line takes the survey's figure as it is now. */
export const RETAKE_FIELD = { leaders: 'leadersRetake', citizens: 'citizensRetake' } as const satisfies Record<
  SurveySource,
  ScorecardFormField
>;
export const ORIGIN_FIELD = 'origin';
/** What the editor began with; 0: there was no card. */
export const REVISION_FIELD = 'revision';

export const STANDING_FIELDS = [
  'rank',
  'of',
  'previousRank',
  'sipasRank',
  'sipasOf'
] as const satisfies readonly (keyof PublishedStanding)[];

/** `1.2:appraised`, as the places of problems (`fieldPlace`). */
export function formFieldName(code: string, field: ScorecardFormField): string {
  return `${code}:${field}`;
}

export function standingFieldName(field: (typeof STANDING_FIELDS)[number]): string {
  return `published:${field}`;
}

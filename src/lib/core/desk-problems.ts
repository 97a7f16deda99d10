/** Of the catalogue of expected failures (problem.ts) those of the coordinator's desk: lists, draws, the field, closing. */
export const DESK_PROBLEMS = {
  'round-frozen': 409,
  'total-invalid': 422,
  'margin-missing': 422,
  'margins-none': 422,
  'weights-number': 422,
  'weights-not-closed': 409,
  'weights-no-draw': 409,
  'weights-changed': 409,
  'freeze-no-weights': 409,
  'freeze-silent': 409,
  'freeze-reason': 422,
  'publish-unfrozen': 409,
  'import-into-round': 409,
  'round-not-frozen': 409,
  'points-survey-unfrozen': 422,
  'points-survey-open': 422
} as const satisfies Record<string, number>;

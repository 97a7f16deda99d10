/** Of the catalogue of expected failures (problem.ts) those of the coordinator's desk: lists, draws, the field, closing. */
export const DESK_PROBLEMS = {
  'unit-not-found': 404,
  'unit-answered': 409,
  'unit-withdrawn': 409,
  'invite-used': 409,
  'invite-withdrawn': 410,
  'invite-expired': 410,
  'round-frozen': 409
} as const satisfies Record<string, number>;

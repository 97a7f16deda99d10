/** Of the catalogue of expected failures (problem.ts) those of the coordinator's desk: lists, draws, the field, closing. */
export const DESK_PROBLEMS = {
  'round-frozen': 409
} as const satisfies Record<string, number>;

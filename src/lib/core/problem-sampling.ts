/** The part of the catalogue of expected failures (problem.ts) that tells of designs, draws and replacements. */
export const SAMPLING_PROBLEMS = {
  'sampling-size-zero': 422,
  'sampling-too-few': 422
} as const satisfies Record<string, number>;

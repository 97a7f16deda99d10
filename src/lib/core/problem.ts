/**
 * The catalogue of expected failures: a stable code, its HTTP status, and the names its sentence needs. The sentence itself is
 * the message `problem_<code with underscores>` in messages/problem.*.json, in Vietnamese and English. `http.ts` alone turns a
 * Problem into a response; anything else that is thrown is a bug.
 */
export const PROBLEMS = {
  'counter-not-found': 404,
  'counter-code-mistyped': 404,
  'counter-closed': 410,
  'survey-not-open': 403,
  'survey-closed': 410,
  'no-survey-here': 404,
  'receipt-not-found': 404,
  'item-required': 422,
  'item-unknown': 422,
  'level-out-of-scale': 422,
  'field-repeated': 422,
  'text-invalid': 422,
  'comment-too-long': 422,
  'form-empty': 422,
  'version-unknown': 422,
  'submission-id-weak': 422,
  'submission-differs': 409,
  'body-too-large': 413,
  'body-type-unknown': 415,
  'rate-limited': 429,
  'database-unavailable': 503,
  'sign-in-needed': 401,
  'sign-in-failed': 401,
  'account-locked': 423,
  'address-locked': 423,
  'cross-site': 403,
  'outside-place': 403,
  'role-not-enough': 403,
  'not-found': 404,
  'agency-not-found': 404,
  'agency-unknown-code': 422,
  'agency-code-taken': 409,
  'agency-closed': 409,
  'agency-parent-wrong': 422,
  'agency-outlives-parent': 422,
  'agency-life-empty': 422,
  'agency-in-use': 409,
  'survey-not-found': 404,
  'survey-code-taken': 409,
  'counter-taken': 409,
  'counter-name-taken': 409,
  'transition-forbidden': 409,
  'questionnaire-not-found': 404,
  'questionnaire-differs': 409,
  'method-not-found': 404,
  'series-mixed': 409,
  'series-taken': 409,
  'user-exists': 409,
  'user-role-unknown': 422,
  'password-short': 422,
  'period-invalid': 422,
  'public-url-missing': 409,
  'option-missing': 422,
  'option-unknown': 422,
  'option-invalid': 422,
  'file-unreadable': 422,
  'import-header': 422,
  'import-row': 422,
  'day-outside-survey': 422,
  'counter-not-in-survey': 422,
  'row-cells': 422,
  'row-quotes': 422,
  'row-empty': 422,
  'row-value': 422,
  'row-repeated': 422,
  'row-parent-unknown': 422,
  'row-differs': 422,
  'weight-not-positive': 422,
  'fpc-varies': 422,
  'fpc-too-small': 422,
  'lonely-psu': 422,
  'inclusion-probability': 422,
  'nobody-responded': 422,
  'trim-too-low': 422,
  'margin-not-sampled': 422,
  'margin-unknown': 422,
  'margin-total': 422,
  'margins-disagree': 422,
  'raking-impossible': 422,
  'table-columns': 422,
  'table-rows': 422,
  'table-empty': 422,
  'share-value-unknown': 422,
  'options-exclusive': 422,
  'interval-not-share': 422,
  'estimate-empty': 422,
  'estimate-denominator-zero': 422,
  'estimate-one-psu': 422,
  'estimate-no-others': 422,
  'interval-at-edge': 422,
  'interval-zero-variance': 422,
  'design-effect-one': 422,
  'design-effect-no-spread': 422,
  'design-effect-population': 422,
  'variance-jackknife': 422,
  'variance-no-jackknife': 422,
  'post-strata-variables': 422,
  'scorecard-invalid': 422,
  'scorecards-mixed': 409,
  'scorecard-not-found': 404,
  'scorecard-exists': 409,
  'scorecard-conflict': 409,
  'scorecard-other': 422,
  'scorecard-year-invalid': 422,
  'scorecard-file-missing': 422,
  'par-rules-unknown': 422,
  'agency-not-in-year': 422,
  'points-number': 422,
  'points-survey-unknown': 422,
  'standing-number': 422,
  'standing-incomplete': 422,
  'composition-incomplete': 422,
  'text-too-long': 422,
  'points-line-unknown': 422,
  'points-line-repeated': 422,
  'points-area-divided': 422,
  'points-group-wrong': 422,
  'points-negative': 422,
  'points-over-max': 422,
  'points-parts-differ': 422,
  'points-survey-differs': 422,
  'composition-appraised-differs': 422,
  'composition-leaders-differs': 422,
  'composition-citizens-differs': 422,
  'composition-total-differs': 422,
  'cells-invalid': 422,
  'sheet-label-missing': 422,
  'sheet-line-missing': 422,
  'sheet-too-long': 422,
  'cell-number': 422,
  'cell-value': 422,
  'cell-empty': 422,
  'cell-formula': 422,
  'cell-differs': 422,
  'cell-computed': 422,
  'cell-text': 422,
  'cell-code-unknown': 422,
  'cell-repeated': 422,
  'cell-rules-unknown': 422,
  'import-weight-missing': 422,
  'import-weight-unwanted': 422,
  'agency-not-in-survey': 422,
  'agency-with-counters': 422,
  'response-unweighted': 409,
  'index-unknown': 422,
  'board-none': 404,
  unexpected: 500
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof PROBLEMS;
export type ProblemParameters = Readonly<Record<string, string | number>>;

export class Problem extends Error {
  readonly status: number;

  constructor(
    readonly code: ProblemCode,
    readonly parameters: ProblemParameters = {},
    /** Further problems of the same input (every bad line of a file, every bad field of a form), each with its place. */
    readonly details: readonly ProblemDetail[] = []
  ) {
    super(code);
    this.name = 'Problem';
    this.status = PROBLEMS[code];
  }
}

/** `place` is a field name or `line 12`. */
export interface ProblemDetail {
  readonly place: string;
  readonly code: ProblemCode;
  readonly parameters: ProblemParameters;
}

/** A bad line of a file, for the details of an `import-row`; its sentence may name the line. */
export function badLine(line: number, code: ProblemCode, parameters: ProblemParameters = {}): ProblemDetail {
  return { place: `line ${line}`, code, parameters: { ...parameters, line } };
}

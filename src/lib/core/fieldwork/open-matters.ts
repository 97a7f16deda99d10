/** What may still be open when a round is to be closed for good: each must be none, or acknowledged with a reason. */
export interface OpenMatters {
  /** Keyed paper forms whose two copies were not settled. */
  readonly keyings: number;
  /** Interviewers whose review is not decided. */
  readonly reviews: number;
  /** Answers that are held out of the figures until somebody decides. */
  readonly held: number;
  /** Interviewers who brought in forms of which none was drawn for a second interview: nobody knows of theirs. */
  readonly unchecked: number;
  /** Second interviews that are waiting. */
  readonly reinterviews: number;
  /** Paper forms that an interviewer still has: issued, and neither collected nor void. */
  readonly forms: number;
  /** Units, drawn or released, of which nothing is known: neither an answer nor a disposition. */
  readonly units: number;
}

export const MATTERS = [
  'keyings',
  'reviews',
  'held',
  'unchecked',
  'reinterviews',
  'forms',
  'units'
] as const satisfies readonly (keyof OpenMatters)[];

export const SHORTEST_REASON = 10;

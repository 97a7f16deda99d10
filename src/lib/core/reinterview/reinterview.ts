/** A re-interview (phúc tra): three questions about the first interview, and some of its items asked again, blind. */
import type { Answer } from '../response/response';

export const CHECK_ANSWERS = ['yes', 'no', 'unsure'] as const;
export type CheckAnswer = (typeof CHECK_ANSWERS)[number];

/** `transaction`: was there one in the period; `answered`: did you answer yourself; `agency`: was anyone of the agency present. */
export const CHECKS = ['transaction', 'answered', 'agency'] as const;
export type Check = (typeof CHECKS)[number];
export type CheckAnswers = Readonly<Record<Check, CheckAnswer>>;

/** An item as it was answered the first time and the second. */
export type AnsweredTwice = readonly [first: Answer, second: Answer];

/** How a round is asked again. */
export interface ReinterviewRule {
  /** Of each interviewer's forms, 0–1. */
  readonly share: number;
  /** Forms of each interviewer, or all there are. */
  readonly minimum: number;
  /** Discrepancy rate, 0–1, that nobody may be shown to exceed. */
  readonly limit: number;
}

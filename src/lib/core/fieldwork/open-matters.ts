/** What may still be open when a round is to be closed for good: each must be none, or acknowledged with a reason. */
import type { LedgerLine } from './ledger';
import { ledgerGap } from './ledger';

export interface OpenMatters {
  /** Paper forms whose events, or whose answer, do not add up (ledger.ts, `DISAGREEMENTS`); where only the sums do not, by how many. */
  readonly ledger: number;
  /** Copies of paper forms that are with interviewers or with people: neither collected nor void. */
  readonly forms: number;
  /** Paper forms that were collected, without an answer of theirs yet: neither keyed twice nor settled. */
  readonly keyings: number;
  /** Interviewers of whom fewer forms were drawn to be asked again than the rule wants. */
  readonly parts: number;
  /** Second interviews that are waiting. */
  readonly reinterviews: number;
  /** Interviewers whose review is not decided. */
  readonly reviews: number;
  /** Answers that are held out of the figures until somebody decides. */
  readonly held: number;
  /** Units, drawn or released, of which nothing is known: neither an answer nor a disposition. */
  readonly units: number;
}

export const MATTERS = [
  'ledger',
  'forms',
  'keyings',
  'parts',
  'reinterviews',
  'reviews',
  'held',
  'units'
] as const satisfies readonly (keyof OpenMatters)[];

export const SHORTEST_REASON = 10;

/** What the ledger's own sums leave open. */
export function openForms(line: LedgerLine): Pick<OpenMatters, 'ledger' | 'forms'> {
  return { ledger: Math.max(line.disagreeing, Math.abs(ledgerGap(line))), forms: line.withInterviewers + line.withPeople };
}

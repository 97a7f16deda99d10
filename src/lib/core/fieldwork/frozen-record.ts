/**
 * What a round is closed with, as it is kept and shown for good: the quality statement of its figures (docs/methods.md, "A round's
 * record"). Nothing in it is personal. Its SHA-256 over the JSON text stands beside it.
 */
import type { LedgerLine } from './ledger';
import type { OpenMatters } from './open-matters';
import type { RoundCounts } from './round-counts';

export interface FrozenRecord {
  readonly version: 2;
  readonly survey: string;
  readonly questionnaire: { readonly code: string; readonly number: number };
  readonly method: { readonly family: string; readonly number: number };
  readonly frame: {
    readonly kind: string;
    readonly fileHash: string;
    readonly hash: string;
    readonly importedAt: string;
    readonly windowFrom: string | null;
    readonly windowTo: string | null;
    /** Units that could be drawn. */
    readonly population: number;
  } | null;
  readonly draw: {
    readonly number: number;
    readonly seed: string;
    readonly generator: string;
    readonly frameHash: string;
    readonly resultHash: string;
    readonly drawnAt: string;
    /** Units were drawn at once, systematically: the error is taken as that of simple random sampling. Left out: an early record does not say. */
    readonly isSystematic?: boolean;
  };
  /** `classes` null: of a record of version 1; `weightedRates` and `brokenOff` null also of early ones of version 2 (read-frozen-record.ts). */
  readonly counts: Omit<RoundCounts, 'classes' | 'brokenOff'> & {
    readonly classes: RoundCounts['classes'] | null;
    readonly brokenOff: number | null;
  };
  /** The ledger of paper forms. */
  readonly paper: LedgerLine;
  readonly weights: {
    readonly run: number;
    /** SHA-256 over every weight and its place in the design. */
    readonly hash: string;
    readonly steps: readonly string[];
    readonly sum: number;
    readonly kish: number;
    readonly psus: number;
    readonly strata: number;
    readonly degreesOfFreedom: number;
    readonly joined: readonly (readonly string[])[];
  };
  /** What was left open, how many, and why it was closed all the same. */
  readonly acknowledged: readonly { readonly matter: keyof OpenMatters; readonly count: number; readonly reason: string }[];
  readonly frozenAt: string;
  readonly frozenBy: string;
}

/**
 * What a round is closed with, as it is kept and shown for good: the quality statement of its figures (docs/methods.md, "A round's
 * record"). Nothing in it is personal. Its SHA-256 over the JSON text stands beside it.
 */
import type { OpenMatters } from './open-matters';

export interface FrozenRecord {
  readonly version: 1;
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
  };
  readonly counts: RoundCounts;
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

export interface RoundCounts {
  /** Main units and released reserves. */
  readonly drawn: number;
  readonly reserves: number;
  /** Known to be members of the population, or not known. */
  readonly eligible: number;
  /** Of those, reached: answered, refused or otherwise spoken to. */
  readonly contacted: number;
  /** With an answer that counts. */
  readonly responded: number;
  /** AAPOR RR1: complete answers of all that are not known to be outside the population; RR2 with partial ones; broken off is neither. */
  readonly rr1: number;
  readonly rr2: number;
  /** By AAPOR code; '' : nothing is known. */
  readonly dispositions: Readonly<Record<string, number>>;
}

/** A unit's last word: its code, and whether an answer of it counts. */
export interface CountedUnit {
  readonly disposition: string;
  readonly responded: boolean;
  readonly isReserve: boolean;
}

const PARTIAL = '1.2';
/** Fewer than half of the questions: what there is counts in the figures, and it is no interview. */
const BROKEN_OFF = '2.12';
/** Reached somebody: AAPOR 2.20 is no contact, every other 2 is one. */
const NO_CONTACT = '2.20';

/**
 * Replaced units stay in with what became of them, and released reserves are units of their own. An answer that counts is a complete
 * one unless its unit says partial or broken off.
 */
export function countRound(units: readonly CountedUnit[]): RoundCounts {
  const dispositions: Record<string, number> = {};
  let [eligible, contacted, responded, partial, brokenOff] = [0, 0, 0, 0, 0];
  for (const { disposition, responded: answered } of units) {
    dispositions[disposition] = (dispositions[disposition] ?? 0) + 1;
    if (!answered && disposition.startsWith('4')) continue;
    eligible++;
    if (answered) {
      responded++;
      if (disposition === PARTIAL) partial++;
      if (disposition === BROKEN_OFF) brokenOff++;
    }
    if (answered || disposition.startsWith('1') || (disposition.startsWith('2') && disposition !== NO_CONTACT)) contacted++;
  }
  return {
    drawn: units.length,
    reserves: units.filter(({ isReserve }) => isReserve).length,
    eligible,
    contacted,
    responded,
    rr1: eligible === 0 ? 0 : (responded - brokenOff - partial) / eligible,
    rr2: eligible === 0 ? 0 : (responded - brokenOff) / eligible,
    dispositions
  };
}

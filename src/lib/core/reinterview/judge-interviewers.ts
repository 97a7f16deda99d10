/**
 * Which interviewers the re-interviews accuse (docs/methods.md, "Re-interview"). Under review: the lower Wilson limit (95 %) of the
 * discrepancy rate exceeds the limit, and so do exact binomial tests of "at most the limit" over all interviewers of the round: Holm at
 * 5 %, a test after the k-th part having spent 2^−k of it. So the chance that any interviewer whose rate is within the limit is accused in
 * a round is at most 5 %, however often more is drawn. Wilson's interval alone holds its level in the middle of a sample and not at its
 * edge: with one form of one it would accuse. A proven fabrication accuses at once; an estimate alone makes watched.
 */
import type { Interval } from '../estimation/estimate';
import { holm } from '../estimation/holm';
import { wilsonOfCount } from '../estimation/wilson';

/** Forms asked again up to the end of a part of the draw, this part's with those before it. */
export interface PartResult {
  readonly reached: number;
  readonly discrepant: number;
}

export interface InterviewerResults {
  readonly interviewerId: string;
  /** Of the random parts alone, one after the other; of the last the results so far, if some of it is still to be asked. */
  readonly parts: readonly PartResult[];
  /** Some of the last part are still to be asked: it accuses nobody yet. */
  readonly waiting: boolean;
  /** A form chosen because something was odd about it turned out discrepant. */
  readonly flaggedDiscrepant: boolean;
  readonly proven: boolean;
}

export interface Judgement {
  readonly interviewerId: string;
  readonly state: 'clear' | 'watched' | 'under_review';
  /** What put the interviewer under review. */
  readonly cause: 'proven' | 'rate' | null;
  /** Share 0–1 of those reached; null: nobody was. */
  readonly rate: number | null;
  /** Wilson's, 95 %. */
  readonly interval: Interval | null;
}

/** The chance that anybody within the limit is accused in a round. */
const ERROR = 0.05;
/** After this many parts odd forms have had their say: the random parts alone decide. */
const PARTS_AFTER_FLAG = 2;

/** One judgement each, in their order. `limit`: 0–1. */
export function judgeInterviewers(round: readonly InterviewerResults[], limit: number): readonly Judgement[] {
  const accused = holm(round.map((one) => spentP(one, limit)), ERROR); // prettier-ignore
  return round.map((one, i): Judgement => {
    const last = one.parts.at(-1);
    const asked = last !== undefined && last.reached > 0;
    const rate = asked ? last.discrepant / last.reached : null;
    const cause = one.proven ? 'proven' : accused[i]! ? 'rate' : null;
    const warned = one.flaggedDiscrepant && one.parts.length < PARTS_AFTER_FLAG;
    const state = cause !== null ? 'under_review' : warned || (rate !== null && rate > limit) ? 'watched' : 'clear';
    return { interviewerId: one.interviewerId, state, cause, rate, interval: asked ? wilsonOf(last) : null };
  });
}

/** The smallest of 2^k·p over the parts that are over and whose Wilson limit exceeds the limit; 1 where there is none. */
function spentP({ parts, waiting }: InterviewerResults, limit: number): number {
  const over = waiting ? parts.slice(0, -1) : parts;
  return over.reduce((least, part, k) => {
    const exceeds = part.reached > 0 && wilsonOf(part).lower > limit;
    return exceeds ? Math.min(least, 2 ** (k + 1) * upperTail(part.discrepant, part.reached, limit)) : least;
  }, 1);
}

/** Wilson's interval, 95 %, of the discrepant of those reached. `reached` ≥ 1. */
export const wilsonOf = ({ discrepant, reached }: PartResult): Interval => wilsonOfCount({ part: discrepant, whole: reached });

/** P(X ≥ x) of a binomial of n with 0 < p < 1. */
export function upperTail(x: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let below = 0;
  for (let k = 0; k < x; k++) {
    below += term;
    term *= ((n - k) * p) / ((k + 1) * (1 - p));
  }
  // What is left is small where it matters: summed from its own end.
  let above = 0;
  for (let k = x; k <= n; k++) {
    above += term;
    term *= ((n - k) * p) / ((k + 1) * (1 - p));
  }
  return below > 0.5 ? above : 1 - below;
}

/**
 * The random parts of an interviewer's forms that are asked again (docs/methods.md, "Re-interview"). The first is a share of them, at
 * least a minimum; whoever is watched after a part gets another, as large as all before it and at least twice the minimum, until the
 * figure clears or accuses them or no form is left. Parts are drawn out of those not drawn yet, so together they are a simple random
 * sample too. Forms that came in after a part was drawn had no chance in it: they are late, and get a part of their own by the first one's rule.
 */
import { randomStream } from '../sampling/random';
import { selectUnits } from '../sampling/select-units';
import type { Judgement } from './judge-interviewers';
import type { ReinterviewRule } from './reinterview';

/** What has been drawn of an interviewer. */
export interface DrawnSoFar {
  /** All that the interviewer brought in. */
  readonly forms: number;
  readonly drawn: number;
  /** Drawn, and neither asked again nor given up. */
  readonly waiting: number;
  readonly reached: number;
}

/** Forms to draw of an interviewer now; 0: none. */
export function formsWanted({ forms, drawn, waiting, reached }: DrawnSoFar, state: Judgement['state'], rule: ReinterviewRule): number {
  const left = forms - drawn;
  if (drawn === 0) return Math.min(left, Math.max(rule.minimum, shareOf(forms, rule)));
  if (waiting > 0 || state === 'under_review') return 0;
  if (state === 'watched') return Math.min(left, Math.max(2 * rule.minimum, drawn));
  return Math.min(left, Math.max(0, rule.minimum - reached));
}

/** 7 % of 100 is 7.000000000000001. */
const shareOf = (forms: number, { share }: ReinterviewRule): number => Math.ceil(share * forms - 1e-9);

/** Of an interviewer who has been drawn before: forms to draw now out of those that no part had in it yet; 0: none, or not now. */
export function lateFormsWanted(late: number, waiting: number, state: Judgement['state'], rule: ReinterviewRule): number {
  // A part speaks when it is over, so the next one waits; whoever is watched gets one over all forms.
  if (waiting > 0 || state !== 'clear') return 0;
  return Math.min(late, Math.max(rule.minimum, shareOf(late, rule)));
}

/** One interviewer in a draw: the serials that can be drawn, ascending, and how many are. */
export interface PartOfDraw {
  readonly interviewerId: string;
  readonly serials: readonly number[];
  readonly take: number;
}

/** The serials drawn, ascending. The same seed and parts give the same; no interviewer's depend on the others'. */
export function drawParts(seed: string, parts: readonly PartOfDraw[]): readonly number[] {
  return parts
    .flatMap(({ interviewerId, serials, take }) =>
      selectUnits(randomStream(seed, interviewerId), serials.length, { n: take, reserves: 0, method: 'srs' }).main.map((at) => serials[at]!)
    )
    .sort((a, b) => a - b);
}

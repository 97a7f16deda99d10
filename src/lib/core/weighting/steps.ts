/**
 * The steps of a round's weighting as they are kept, one after the other (docs/methods.md, "Weights of a round"): base × non-response →
 * trim → post-stratify or rake. Each may be left out but the first; none comes twice or goes back.
 */
import { Problem } from '../problem';
import type { NonResponseLimits } from './non-response';

/** Known totals of one variable, as JSON keeps them: members of the population by level. */
export interface KnownMargin {
  readonly variable: string;
  readonly totals: Readonly<Record<string, number>>;
}

export type WeightingStep =
  /** 1/π, shared between main sample and released reserves. */
  | { readonly kind: 'base' }
  /** Classes: every combination of these variables; none: one class. */
  | { readonly kind: 'non-response'; readonly classes: readonly string[]; readonly limits: NonResponseLimits }
  /** The largest weight, as a multiple of the mean one; above 1. */
  | { readonly kind: 'trim'; readonly timesMean: number }
  | { readonly kind: 'post-stratify'; readonly margin: KnownMargin; readonly limits: NonResponseLimits }
  | { readonly kind: 'rake'; readonly margins: readonly KnownMargin[]; readonly limits: NonResponseLimits };

export type StepKind = WeightingStep['kind'];

/** Fewer respondents in a class, or a larger factor, and it is joined to another. */
export const USUAL_LIMITS: NonResponseLimits = { minimumRespondents: 20, mostFactor: 3 };
export const USUAL_TRIM = 3;

const ORDER: Readonly<Record<StepKind, number>> = { base: 0, 'non-response': 1, trim: 2, 'post-stratify': 3, rake: 3 };

/** What may come after these steps. */
export function nextSteps(steps: readonly { readonly kind: StepKind }[]): readonly StepKind[] {
  const last = steps.at(-1);
  if (!last) return ['base'];
  return (Object.keys(ORDER) as StepKind[]).filter((kind) => ORDER[kind] > ORDER[last.kind]);
}

/** Throws weighting-order. */
export function checkOrder(steps: readonly WeightingStep[]): void {
  steps.forEach(({ kind }, i) => {
    if (!nextSteps(steps.slice(0, i)).includes(kind)) throw new Problem('weighting-order');
  });
}

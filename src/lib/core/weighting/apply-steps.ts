/**
 * A round's weights after each of its steps, with what each step did and how the weights then lie (docs/methods.md, "Weights of a
 * round"). The last step's weights, with stratum, PSU and the classes that weights were fitted to, are what figures are made of.
 *
 * Refused: steps out of order; what a step itself refuses (nobody-responded, trim-too-low, margin-…, raking-impossible).
 */
import { Problem } from '../problem';
import { collapseMargin } from './collapse-margin';
import type { RoundDesign } from './design-rows';
import { designRows } from './design-rows';
import type { WeightDistribution } from './distribution';
import { describeWeights } from './distribution';
import type { MatchedMargin } from './margin';
import { matchMargin } from './margin';
import type { NonResponseLimits } from './non-response';
import { adjustForNonResponse } from './non-response';
import { postStratify } from './post-stratify';
import { rake } from './rake';
import { releasedWeights } from './released-weights';
import type { KnownMargin, StepKind, WeightingStep } from './steps';
import { checkOrder } from './steps';
import { trimWeights } from './trim';
import type { WeightedUnit } from './weighted-unit';
import { levelOf } from './weighted-unit';

/** A class, post-stratum or level after its step. */
export interface StepClass {
  readonly variable: string;
  /** More than one: they were joined. */
  readonly names: readonly string[];
  /** Respondents in it. */
  readonly respondents: number;
  /** Sampled units of a non-response class; the population of a post-stratum or level. */
  readonly of: number;
  readonly factor: number;
}

export interface StepResult {
  readonly kind: StepKind;
  readonly distribution: WeightDistribution;
  readonly classes: readonly StepClass[];
  /** Rows at the largest weight; of a trim. */
  readonly trimmed: { readonly rows: number; readonly largest: number } | null;
  /** Farthest from its total that a level still is, relative to it; of known totals. */
  readonly farthest: number | null;
}

/** Weights that were fitted to known totals; rows are the respondents. */
export interface FittedWeights {
  readonly kind: 'post-stratified' | 'raked';
  readonly variables: readonly string[];
  readonly margins: readonly MatchedMargin[];
  /** By respondent, before they were fitted. */
  readonly before: readonly number[];
}

export interface WeightedSample {
  readonly results: readonly StepResult[];
  /** Indexes of the units that responded: the rows. */
  readonly respondents: readonly number[];
  /** By respondent. */
  readonly base: readonly number[];
  readonly weights: readonly number[];
  readonly design: RoundDesign;
  readonly fitted: FittedWeights | null;
}

/** Of the units, at least one has responded. Throws weighting-order, nobody-responded, and what the steps refuse. */
export function applySteps(units: readonly WeightedUnit[], steps: readonly WeightingStep[], isOneStage: boolean): WeightedSample {
  checkOrder(steps);
  const responded = units.flatMap(({ outcome }, row) => (outcome === 'responded' ? [row] : []));
  if (responded.length === 0 && steps.length > 1) throw new Problem('nobody-responded');
  const base = releasedWeights(units, isOneStage);
  let rows: readonly number[] = responded.map((row) => base[row]!);
  let fitted: FittedWeights | null = null;
  const results = steps.map((step): StepResult => {
    switch (step.kind) {
      case 'base':
        return { ...NOTHING, kind: step.kind, distribution: describeWeights([...base]) };
      case 'non-response': {
        const { weights, classes } = raiseRespondents(units, base, step.classes, step.limits);
        rows = responded.map((row) => weights[row]!);
        return { ...NOTHING, kind: step.kind, distribution: describeWeights(rows), classes };
      }
      case 'trim': {
        const mean = rows.reduce((sum, weight) => sum + weight, 0) / rows.length;
        const largest = step.timesMean * mean;
        const { weights, trimmed } = trimWeights(rows, largest);
        rows = [...weights];
        return { ...NOTHING, kind: step.kind, distribution: describeWeights(rows), trimmed: { rows: trimmed, largest } };
      }
      default: {
        const margins = step.kind === 'rake' ? step.margins : [step.margin];
        const respondents = responded.map((row) => units[row]!);
        const fit = fitWeights(respondents, rows, margins, step.kind === 'rake' ? 'raked' : 'post-stratified', step.limits);
        fitted = { kind: fit.kind, variables: fit.variables, margins: fit.margins, before: rows };
        rows = fit.weights;
        return { ...NOTHING, kind: step.kind, distribution: describeWeights(rows), classes: fit.classes, farthest: fit.farthest };
      }
    }
  });
  return {
    results,
    respondents: responded,
    base: responded.map((row) => base[row]!),
    weights: rows,
    design: designRows(units, base, isOneStage),
    fitted
  };
}

const NOTHING = { classes: [], trimmed: null, farthest: null } as const;

/**
 * Twice: first the units whose eligibility is known for those whose is not, then, of the eligible ones, the respondents for the rest.
 * Units that are no members of the population keep their own weight out of it.
 */
function raiseRespondents(
  units: readonly WeightedUnit[],
  base: Float64Array,
  variables: readonly string[],
  limits: NonResponseLimits
): { readonly weights: Float64Array; readonly classes: readonly StepClass[] } {
  const classOf = (unit: WeightedUnit) => variables.map((variable) => levelOf(unit, variable)).join(' · ');
  const known = adjustForNonResponse(
    units.map((unit, row) => ({ weight: base[row]!, responded: unit.outcome !== 'unknown', adjustmentClass: classOf(unit) })),
    limits
  );
  const eligible = units.flatMap(({ outcome }, row) => (outcome === 'responded' || outcome === 'silent' ? [row] : []));
  const answered = adjustForNonResponse(
    eligible.map((row) => ({
      weight: known.weights[row]!,
      responded: units[row]!.outcome === 'responded',
      adjustmentClass: classOf(units[row]!)
    })),
    limits
  );
  const weights = new Float64Array(units.length);
  eligible.forEach((row, i) => (weights[row] = answered.weights[i]!));
  const asClasses = (variable: string, classes: typeof answered.classes) =>
    classes.map(({ names, sampled, respondents, factor }) => ({ variable, names, respondents, of: sampled, factor }));
  const hasUnknown = units.some(({ outcome }) => outcome === 'unknown');
  return {
    weights,
    classes: [...(hasUnknown ? asClasses('eligibility', known.classes) : []), ...asClasses('response', answered.classes)]
  };
}

function fitWeights(
  respondents: readonly WeightedUnit[],
  before: readonly number[],
  known: readonly KnownMargin[],
  kind: FittedWeights['kind'],
  limits: NonResponseLimits
) {
  const collapsed = known.map(({ variable, totals }) => {
    const values = respondents.map((unit) => levelOf(unit, variable));
    const margin = { variable, totals: new Map(Object.entries(totals)) };
    matchMargin(margin, values);
    return collapseMargin(margin, values, before, limits);
  });
  const margins = collapsed.map(({ margin, values }) => matchMargin(margin, values));
  const variables = known.map(({ variable }) => variable);
  const weights = [...(kind === 'raked' ? rake(before, margins, variables) : postStratify(before, margins[0]!))];
  const classes = margins.flatMap(({ levelOf: levels, levels: names, totals }, m) =>
    names.map((name, level): StepClass => {
      const rows = [...levels.keys()].filter((row) => levels[row] === level);
      return {
        variable: variables[m]!,
        names: collapsed[m]!.joined.find((joined) => joined.join(' + ') === name) ?? [name],
        respondents: rows.length,
        of: totals[level]!,
        factor: totals[level]! / rows.reduce((sum, row) => sum + before[row]!, 0)
      };
    })
  );
  const farthest = Math.max(
    ...margins.flatMap(({ levelOf: levels, totals }) =>
      totals.map((total, level) =>
        Math.abs(weights.reduce((sum, weight, row) => (levels[row] === level ? sum + weight : sum), 0) / total - 1)
      )
    )
  );
  return { kind, variables, margins, weights, classes, farthest };
}

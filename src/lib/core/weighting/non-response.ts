/**
 * Weights of respondents raised for those of their class who did not answer: w·Σw(sampled)/Σw(responded) by class (Särndal, Swensson
 * and Wretman 1992, ch. 15; docs/methods.md, "Weights"). A class with fewer respondents than the minimum, or whose factor exceeds
 * the limit, is joined to the class of the nearest response rate, smallest class first, until none is left; what was joined is
 * listed.
 *
 * Refused: a class-less sample without a respondent.
 */
import { Problem } from '../problem';
import { positiveWeights } from './positive-weights';

export interface NonResponseLimits {
  readonly minimumRespondents: number;
  readonly mostFactor: number;
}

/** This project's defaults; a survey's weighting names its own. */
const NON_RESPONSE_LIMITS: NonResponseLimits = { minimumRespondents: 20, mostFactor: 3 };

/** One a sampled unit. */
export interface SampledUnit {
  readonly weight: number;
  readonly responded: boolean;
  readonly adjustmentClass: string;
}

export interface NonResponseAdjustment {
  /** By sampled unit; 0 where it did not respond. Σ is the sampled units' Σ. */
  readonly weights: Float64Array;
  readonly classes: readonly {
    /** The classes that became one, in order of their names. */
    readonly names: readonly string[];
    readonly sampled: number;
    readonly respondents: number;
    readonly factor: number;
  }[];
}

interface Class {
  names: string[];
  sampled: number;
  respondents: number;
  sampledWeight: number;
  respondingWeight: number;
}

/** Throws weight-not-positive, nobody-responded. */
export function adjustForNonResponse(
  units: readonly SampledUnit[],
  limits: NonResponseLimits = NON_RESPONSE_LIMITS
): NonResponseAdjustment {
  positiveWeights(units.map(({ weight }) => weight));
  let classes = countClasses(units);
  if (!classes.some((one) => one.respondents > 0)) throw new Problem('nobody-responded');
  for (;;) {
    const weak = classes.filter((one) => isWeak(one, limits));
    if (weak.length === 0 || classes.length === 1) break;
    const smallest = weak.reduce((least, one) => (one.respondents < least.respondents ? one : least));
    const others = classes.filter((one) => one !== smallest);
    const nearest = others.reduce((best, one) => (distance(one, smallest) < distance(best, smallest) ? one : best));
    classes = [...others.filter((one) => one !== nearest), join(nearest, smallest)].sort((a, b) => (a.names[0]! < b.names[0]! ? -1 : 1));
  }

  const factorOf = new Map(classes.flatMap((one) => one.names.map((name) => [name, factor(one)] as const)));
  return {
    weights: Float64Array.from(units, ({ weight, responded, adjustmentClass }) =>
      responded ? weight * factorOf.get(adjustmentClass)! : 0
    ),
    classes: classes.map((one) => ({ names: one.names, sampled: one.sampled, respondents: one.respondents, factor: factor(one) }))
  };
}

function countClasses(units: readonly SampledUnit[]): readonly Class[] {
  const classes = new Map<string, Class>();
  for (const { weight, responded, adjustmentClass: name } of units) {
    const one = classes.get(name) ?? { names: [name], sampled: 0, respondents: 0, sampledWeight: 0, respondingWeight: 0 };
    classes.set(name, one);
    one.sampled++;
    one.sampledWeight += weight;
    if (!responded) continue;
    one.respondents++;
    one.respondingWeight += weight;
  }
  return [...classes.values()].sort((a, b) => (a.names[0]! < b.names[0]! ? -1 : 1));
}

const factor = (one: Class): number => one.sampledWeight / one.respondingWeight;
const rate = (one: Class): number => one.respondingWeight / one.sampledWeight;
const distance = (a: Class, b: Class): number => Math.abs(rate(a) - rate(b));
const isWeak = (one: Class, limits: NonResponseLimits): boolean =>
  one.respondents < limits.minimumRespondents || factor(one) > limits.mostFactor;

function join(a: Class, b: Class): Class {
  return {
    names: [...a.names, ...b.names].sort(),
    sampled: a.sampled + b.sampled,
    respondents: a.respondents + b.respondents,
    sampledWeight: a.sampledWeight + b.sampledWeight,
    respondingWeight: a.respondingWeight + b.respondingWeight
  };
}

/**
 * The intervals that the bench compares, all of one draw:
 *
 *   default   Korn and Graubard with days as PSUs, as the project defines it and as sampled surveys and the command have it
 *   page      the same as pages of continuous surveys print it: n* at most the valid answers
 *   wald      R ± t·√v, clipped to [0, 1]; without variance the point R, which covers only if it is p
 *   wilson    days ignored: the respondents as a simple random sample, n of them with the share R
 *   answers   the index alone: 22 answers for 22 people, Wilson's interval of 22·n
 *
 * The steps are those of a page (src/lib/core/scoring/estimate-figure.ts), with the same functions.
 */
import type { Interval } from '../../src/lib/core/estimation/estimate';
import { kornGraubardInterval } from '../../src/lib/core/estimation/korn-graubard';
import { lineariseRatios, sum } from '../../src/lib/core/estimation/ratio';
import { unstratified } from '../../src/lib/core/estimation/sample-design';
import { degreesOfFreedom, varianceBetweenUnits } from '../../src/lib/core/estimation/variance';
import { waldInterval } from '../../src/lib/core/estimation/wald';
import { wilsonInterval } from '../../src/lib/core/estimation/wilson';
import type { Cells } from './draw';

export const INTERVALS = ['default', 'page', 'wald', 'wilson', 'answers'] as const;

export type IntervalName = (typeof INTERVALS)[number];

export type DrawIntervals = Readonly<Record<IntervalName, Interval>> & { readonly zeroVariance: boolean };

type DayIntervals = Pick<DrawIntervals, 'default' | 'page' | 'wald' | 'zeroVariance'>;

const LEVEL = 0.95;

/** For draws of `n` respondents; what repeats from draw to draw is computed once. */
export function intervalMaker(n: number, items: number): (cells: Cells) => DrawIntervals {
  const answers = n * items;
  const wilson = remembering((satisfied) => simpleWilson(satisfied / answers, n));
  const eachAnswer = remembering((satisfied) => simpleWilson(satisfied / answers, answers));
  /** By days: of a draw in which everybody is satisfied nothing else enters. */
  const everybody = new Map<number, DayIntervals>();
  return (cells) => {
    const satisfied = sum(cells.satisfied);
    const all = satisfied === answers;
    const ofDays = (all ? everybody.get(cells.members.length) : undefined) ?? dayIntervals(cells, n);
    if (all) everybody.set(cells.members.length, ofDays);
    return { ...ofDays, wilson: wilson(satisfied), answers: eachAnswer(satisfied) };
  };
}

function dayIntervals({ satisfied, valid, members }: Cells, n: number): DayIntervals {
  const linearised = lineariseRatios([{ y: satisfied, x: valid }], [1]);
  if ('missing' in linearised) throw new Error('a draw without valid answers');
  const design = unstratified(members.length);
  const variance = varianceBetweenUnits(linearised.u, design);
  if (variance === null) throw new Error('a draw of one day');
  const share = linearised.value;
  const figure = { share, variance, degreesOfFreedom: degreesOfFreedom(members, design), n, level: LEVEL };
  const free = kornGraubardInterval(figure);
  const largestEffectiveSize = sum(valid);
  return {
    default: free,
    page: free.effectiveSize > largestEffectiveSize ? kornGraubardInterval({ ...figure, largestEffectiveSize }) : free,
    wald: clipped(waldInterval(figure) ?? { lower: share, upper: share }),
    zeroVariance: free.zeroVariance
  };
}

/** z in the place of t. */
function simpleWilson(share: number, n: number): Interval {
  return wilsonInterval({ share, variance: (share * (1 - share)) / n, degreesOfFreedom: Infinity, n, level: LEVEL });
}

function clipped({ lower, upper }: Interval): Interval {
  return { lower: Math.max(0, lower), upper: Math.min(1, upper) };
}

function remembering<Value>(compute: (key: number) => Value): (key: number) => Value {
  const known = new Map<number, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

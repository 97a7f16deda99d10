/**
 * What share of a counter's forms is to be expected of each kind (docs/methods.md, "Quality of answers"). How often each mark comes is the
 * counter's own, drawn towards the others' while its history is short; how marks go together is the others': their table is raked
 * (Deming and Stephan 1940) to the counter's own margins. Past stuffing of the counter can so make each of its marks a little more
 * usual, but not the rare company in which they come.
 */
import { KINDS, LEVELS, marginOf, MARKS } from './kinds';
import type { Mark } from './kinds';

/** Forms that stand for what is known before any form has come. */
const INVENTED = 50;
/** Of the others' table: forms that go as if marks had nothing to do with each other, so that no kind is impossible. */
const INDEPENDENT = 100;
/** Forms of its own by which a counter's margins weigh as much as the others'. */
const BORROWED = 50;
const SWEEPS = 10;
const CLOSE = 0.01;
/** How forms come together at which hours is a counter's own too, by the network where it lies; the heap holds both marks. */
const RAKED = ['pace', 'device', 'comment', 'answers', 'heap'] as const;
type Margins = Readonly<Record<(typeof RAKED)[number], Float64Array>>;

/** This project's guess at a survey nobody has answered yet. */
const INVENTED_SHARES: Readonly<Record<Mark, readonly number[]>> = {
  hours: [0.87, 0.06, 0.02, 0.04, 0.01],
  pace: [0.93, 0.06, 0.01],
  device: [0.9, 0.08, 0.015, 0.005],
  company: [0.7, 0.2, 0.08, 0.02],
  comment: [0.995, 0.005],
  answers: [0.72, 0.28]
};

export interface ExpectedKinds {
  /** By kind, shares of the counter's forms, 0–1. */
  readonly shares: Float64Array;
  /** By mark and level, the share of forms at least as strange in this mark. */
  readonly atLeast: Readonly<Record<Mark, Float64Array>>;
}

/** Forms by kind of the counter and of the others. */
export function expectKinds(own: Float64Array, others: Float64Array): ExpectedKinds {
  const independent = new Float64Array(KINDS).fill(1);
  for (const mark of MARKS) scale(independent, mark, drawTowards(marginOf(others, mark), INVENTED_SHARES[mark], INVENTED));
  const shares = drawTowards(others, independent, INDEPENDENT);
  const wanted = Object.fromEntries(RAKED.map((mark) => [mark, drawTowards(marginOf(own, mark), marginOf(shares, mark), BORROWED)]));
  rake(shares, wanted as Margins);
  return { shares, atLeast: mapMarks((mark) => tailsOf(marginOf(shares, mark))) };
}

/** Until the margins hold, or for so many rounds. */
function rake(shares: Float64Array, wanted: Margins): void {
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    for (const mark of RAKED) {
      const factors = marginOf(shares, mark).map((margin, level) => wanted[mark][level]! / margin);
      for (const factor of factors) off = Math.max(off, Math.abs(factor - 1));
      scale(shares, mark, factors);
    }
    if (off < CLOSE) break;
  }
}

function scale(shares: Float64Array, mark: Mark | 'heap', factors: ArrayLike<number>): void {
  const levels = LEVELS[mark];
  for (let kind = 0; kind < KINDS; kind++) shares[kind]! *= factors[levels[kind]!]!;
}

/** Shares of the forms counted and of as many `borrowed` ones that are divided as `prior` says. */
function drawTowards(forms: Float64Array, prior: ArrayLike<number>, borrowed: number): Float64Array {
  const total = sumOf(forms) + borrowed;
  return forms.map((count, at) => (count + borrowed * prior[at]!) / total);
}

/** From each level on. */
const tailsOf = (margin: Float64Array): Float64Array => margin.map((_, level) => sumOf(margin.subarray(level)));

function mapMarks<T>(of: (mark: Mark) => T): Readonly<Record<Mark, T>> {
  return Object.fromEntries(MARKS.map((mark) => [mark, of(mark)])) as Record<Mark, T>;
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

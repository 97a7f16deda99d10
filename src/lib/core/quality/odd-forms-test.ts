/**
 * Did a counter receive more forms of its oddest kinds than its own months let expect (docs/methods.md, "Quality of answers")? A month's
 * count is negative binomial around the expected share times the counter's own ratio of seen to expected in its history, each past month
 * counted up to a limit, so that months of stuffing do not become the measure (as Noufaily and others 2013 weigh past outbreaks down).
 */
import { upperQuantile, upperTail } from './negative-binomial';
import type { OddKinds } from './odd-kinds';

/** Expected forms by which the ratio known beforehand weighs beside the counter's own. */
const BELIEVED = 2;
/** Past months count up to the number that one in ten passes. */
const PAST_TAIL = 0.1;
/** Odd forms come together (a family, a heap, a regular): variance over mean, and the months by which that weighs. */
const USUAL_DISPERSION = 2;
const DISPERSION_MONTHS = 6;
/** A past month's squared residual counts up to two standard deviations. */
const LARGEST_SQUARE = 4;

export interface MonthKinds {
  /** Forms by kind. */
  readonly kinds: Float64Array;
  readonly responses: number;
}

export interface CountTest {
  readonly seen: number;
  readonly expected: number;
  /** P(as many or more). */
  readonly p: number;
}

/**
 * `misfit`: forms seen for one expected where a counter has no history. Expected shares are estimates, and the kinds for which they
 * came out too small are chosen first: the smaller the choice, the larger the misfit.
 */
export function testOddForms(month: MonthKinds, odd: OddKinds, past: readonly MonthKinds[], misfit: number): CountTest {
  const seen = countOdd(month, odd);
  if (!(month.responses * odd.share > 0)) return { seen, expected: 0, p: 1 };
  const model = past.map(({ responses }) => responses * odd.share);
  const before = past.map((one) => countOdd(one, odd));
  const limited = before.map((forms, at) => Math.min(forms, pastLimit(model[at]!)));
  const evidence = BELIEVED * misfit + sumOf(limited);
  const ratio = evidence / (BELIEVED + sumOf(model));
  const dispersion = dispersionOf(
    before,
    model.map((forms) => ratio * forms)
  );
  const expected = month.responses * odd.share * ratio;
  return { seen, expected, p: upperTail(seen, expected, dispersion * expected + (expected * expected) / evidence) };
}

/** Of odd forms in a past month. */
export function pastLimit(expected: number): number {
  return expected > 0 ? upperQuantile(PAST_TAIL, expected, USUAL_DISPERSION * expected) : 0;
}

/** Variance over mean of the counter's months, drawn towards the usual one. */
function dispersionOf(seen: readonly number[], expected: readonly number[]): number {
  const squares = seen.flatMap((forms, at) => {
    const mean = expected[at]!;
    return mean > 0 ? [Math.min(LARGEST_SQUARE, (forms - mean) ** 2 / mean)] : [];
  });
  return Math.max(1, (DISPERSION_MONTHS * USUAL_DISPERSION + sumOf(squares)) / (DISPERSION_MONTHS + squares.length));
}

export function countOdd({ kinds }: MonthKinds, { odd }: OddKinds): number {
  let forms = 0;
  for (let kind = 0; kind < kinds.length; kind++) if (odd[kind]) forms += kinds[kind]!;
  return forms;
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

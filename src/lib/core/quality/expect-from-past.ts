/**
 * What kinds of form a counter's past months let expect (docs/methods.md, "Quality of answers"), once their excess of odd forms is weighed
 * down (as Noufaily and others 2013 do with past outbreaks): what was stuffed before would otherwise make its own marks usual. A month
 * with more odd forms than its limit counts as having the limit.
 */
import type { ExpectedKinds } from './expected-kinds';
import { expectKinds } from './expected-kinds';
import { KINDS } from './kinds';
import type { MonthKinds } from './odd-forms-test';
import { countOdd, pastLimit } from './odd-forms-test';
import type { OddKinds } from './odd-kinds';
import { oddestKinds, orderByOddness } from './odd-kinds';

/** Odd forms that a usual month of the counter lets expect. */
const ODD_FORMS = 1.5;
/** What was weighed down makes more of it odd. */
const ROUNDS = 2;

/** `others`: forms by kind at the other counters. */
export function expectFromPast(past: readonly MonthKinds[], others: Float64Array): ExpectedKinds {
  const usualMonth = past.reduce((sum, { responses }) => sum + responses, 0) / past.length;
  let expected = expectKinds(sumKinds(past), others);
  for (let round = 0; round < ROUNDS && usualMonth > 0; round++) {
    const odd = oddestKinds(expected.shares, orderByOddness(expected.shares), ODD_FORMS / usualMonth);
    const weighed = past.map((month) => weighDown(month, odd));
    if (weighed.every((month, at) => month === past[at])) break;
    expected = expectKinds(sumKinds(weighed), others);
  }
  return expected;
}

function weighDown(month: MonthKinds, odd: OddKinds): MonthKinds {
  const seen = countOdd(month, odd);
  const limit = pastLimit(month.responses * odd.share);
  if (seen <= limit) return month;
  return { ...month, kinds: month.kinds.map((forms, kind) => (odd.odd[kind] ? (forms * limit) / seen : forms)) };
}

function sumKinds(months: readonly MonthKinds[]): Float64Array {
  const sum = new Float64Array(KINDS);
  for (const { kinds } of months) for (let kind = 0; kind < KINDS; kind++) sum[kind]! += kinds[kind]!;
  return sum;
}

/**
 * How surprising a count is whose variance is larger than its mean: the negative binomial distribution, and Poisson's where it is not
 * (docs/methods.md, "Quality of answers"; R: pnbinom(x − 1, size, mu = mean, lower.tail = FALSE), ppois).
 */

/** P(X ≥ x). `mean` > 0; a variance of at most the mean is Poisson's. Throws an Error on a mean that is not positive. */
export function upperTail(x: number, mean: number, variance: number): number {
  if (!(mean > 0 && mean < Infinity)) throw new Error(`a count with the mean ${mean}`);
  if (x <= 0) return 1;
  const next = stepOf(mean, variance);
  let log = logNothing(mean, variance);
  for (let count = 1; count <= x; count++) log += Math.log(next(count));
  let term = Math.exp(log);
  let tail = term;
  for (let count = x + 1; term > tail * 1e-17 || count < mean; count++) {
    // Where even x is too rare for a number, nothing beyond it is rarer.
    if (term === 0) log += Math.log(next(count));
    term = term === 0 ? Math.exp(log) : term * next(count);
    tail += term;
    if (term === 0 && count >= mean) break;
  }
  return Math.min(1, tail);
}

/** The smallest count with P(X > count) ≤ `tail`. */
export function upperQuantile(tail: number, mean: number, variance: number): number {
  const next = stepOf(mean, variance);
  let term = Math.exp(logNothing(mean, variance));
  let left = 1 - term;
  let count = 0;
  while (left > tail) {
    count++;
    term *= next(count);
    left -= term;
  }
  return count;
}

/** P(X = count)/P(X = count − 1). */
function stepOf(mean: number, variance: number): (count: number) => number {
  if (variance <= mean) return (count) => mean / count;
  const size = (mean * mean) / (variance - mean);
  const odds = mean / (mean + size);
  return (count) => ((size + count - 1) / count) * odds;
}

function logNothing(mean: number, variance: number): number {
  if (variance <= mean) return -mean;
  const size = (mean * mean) / (variance - mean);
  return -size * Math.log1p(mean / size);
}

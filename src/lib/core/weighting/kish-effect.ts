/**
 * Kish's design effect of unequal weights, 1 + cv² = n·Σw²/(Σw)² (Kish 1965, 11.7; docs/methods.md, "Weights"): 1 where all are
 * equal.
 */
export function kishEffect(weights: ArrayLike<number>): number {
  let [sum, squares] = [0, 0];
  for (let row = 0; row < weights.length; row++) {
    sum += weights[row]!;
    squares += weights[row]! ** 2;
  }
  return (weights.length * squares) / sum ** 2;
}

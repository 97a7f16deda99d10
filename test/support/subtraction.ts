/**
 * An attacker who subtracts: whatever is published is a sum over unknowns (the answers of one counter on one day); whatever is a
 * linear combination of published sums is known too. Exact, in arithmetic modulo a prime.
 */
const PRIME = 1_000_003;

export class Knowledge {
  /** In echelon form, each with a leading 1. */
  readonly #rows: { readonly lead: number; readonly row: Float64Array }[] = [];

  constructor(readonly unknowns: number) {}

  /** Adds the sum over these unknowns (indexes). */
  publish(sum: Iterable<number>): void {
    const rest = this.#reduce(sum);
    const lead = rest.findIndex((value) => value !== 0);
    if (lead < 0) return;
    const scale = inverse(rest[lead]!);
    for (let i = lead; i < rest.length; i++) rest[i] = (rest[i]! * scale) % PRIME;
    this.#rows.push({ lead, row: rest });
  }

  /** Whether the sum over these unknowns follows from what is published. */
  knows(sum: Iterable<number>): boolean {
    return this.#reduce(sum).every((value) => value === 0);
  }

  #reduce(sum: Iterable<number>): Float64Array {
    const rest = new Float64Array(this.unknowns);
    for (const unknown of sum) rest[unknown] = 1;
    for (const { lead, row } of this.#rows) {
      const factor = rest[lead]!;
      if (factor === 0) continue;
      for (let i = lead; i < rest.length; i++) rest[i] = (((rest[i]! - factor * row[i]!) % PRIME) + PRIME) % PRIME;
    }
    return rest;
  }
}

function inverse(value: number): number {
  let [result, base, exponent] = [1, value, PRIME - 2];
  while (exponent > 0) {
    if (exponent % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
    exponent = Math.floor(exponent / 2);
  }
  return result;
}

/**
 * A seeded generator: xoshiro128** 1.1 (Blackman and Vigna 2018, prng.di.unimi.it, public domain), its state filled by SplitMix32.
 * The same seed and stream give the same numbers on every machine; each condition has a stream of its own and can be drawn alone.
 */

/** The next number: one of the 2³² middles of equal parts of (0, 1). */
export type Random = () => number;

/** `seed` and `stream`: whole numbers, 0 … 2³² − 1. */
export function seededGenerator(seed: number, stream: number): Random {
  const fill = splitMix(seed ^ splitMix(stream)());
  const word = xoshiro128([fill(), fill(), fill(), fill()]);
  return () => (word() + 0.5) / 4_294_967_296;
}

/** Words 0 … 2³² − 1. The state may be any four words but zeros. */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state;
  return () => {
    const scrambled = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return scrambled;
  };
}

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

function splitMix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}

/** A standard normal draw: Marsaglia's polar method, of whose two numbers one is used. */
function drawNormal(random: Random): number {
  for (;;) {
    const x = 2 * random() - 1;
    const y = 2 * random() - 1;
    const square = x * x + y * y;
    if (square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/** A gamma draw of scale 1: Marsaglia and Tsang (2000); below shape 1 the draw of shape + 1 times u^(1/shape). */
export function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(random()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}

/**
 * The seeded generator of every draw: xoshiro128** (Blackman and Vigna 2021), its four words from two steps of splitmix64 (Steele, Lea
 * and Flood 2014), whose state is the 64-bit FNV-1a hash of the text `seed|stream`. Each stratum, and each cluster within it, reads a
 * stream of its own, so that what is drawn in one does not depend on the others. Thirty lines of any language repeat it
 * (docs/methods.md, "Drawing a sample"). It is for draws that anyone may repeat, never for secrets.
 */

/** What a record of a draw prints: a change of any number that comes out needs another name. */
export const GENERATOR = 'xoshiro128**, fnv1a64-splitmix64, 1';

const MASK = (1n << 64n) - 1n;
const WORD = 2 ** 32;
/** The integers that a double holds exactly end here. */
const MOST = 2 ** 53;

export interface RandomStream {
  /** Uniform on 0 … 2³² − 1. */
  word(): number;
  /** Uniform on 0 … n − 1, exactly: words that would favour some are drawn again. 1 ≤ n ≤ 2⁵³. */
  below(n: number): number;
}

/** `seed` and `names` as text; the same gives the same numbers for ever. @example randomStream('2026', 'H01').word() // 1592131030 */
export function randomStream(seed: string, ...names: readonly string[]): RandomStream {
  const state = splitmix64(fnv1a64([seed, ...names].join('|')));
  const s = new Uint32Array([state[0] >> 32n, state[0] & 0xffffffffn, state[1] >> 32n, state[1] & 0xffffffffn].map(Number));
  const word = () => next(s);
  return { word, below: (n) => below(word, n) };
}

/** FNV-1a of the text's UTF-8. @example fnv1a64('foobar') // 0x85944171f73967e8n */
export function fnv1a64(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & MASK;
  return hash;
}

/** The first two numbers of splitmix64 from this state. */
export function splitmix64(state: bigint): readonly [bigint, bigint] {
  const step = (k: bigint) => {
    let z = (state + k * 0x9e3779b97f4a7c15n) & MASK;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
    return z ^ (z >> 31n);
  };
  return [step(1n), step(2n)];
}

/** One step of xoshiro128**; `s`, four words, moves on. */
export function next(s: Uint32Array): number {
  const [s0, s1, s2, s3] = s as unknown as [number, number, number, number];
  const result = Math.imul(rotl(Math.imul(s1, 5), 7), 9) >>> 0;
  const [t2, t3] = [s2 ^ s0, s3 ^ s1];
  s[1] = s1 ^ t2;
  s[0] = s0 ^ t3;
  s[2] = t2 ^ (s1 << 9);
  s[3] = rotl(t3, 11);
  return result;
}

function rotl(x: number, k: number): number {
  return (x << k) | (x >>> (32 - k));
}

function below(word: () => number, n: number): number {
  if (!(Number.isInteger(n) && n >= 1 && n <= MOST)) throw new Error(`no whole number from 1 to 2^53: ${n}`);
  // Above 2³² two words make 53 bits: 21 high ones of the first.
  const [range, draw] = n <= WORD ? [WORD, word] : [MOST, () => (word() >>> 11) * WORD + word()];
  const end = range - (range % n);
  for (;;) {
    const x = draw();
    if (x < end) return x % n;
  }
}

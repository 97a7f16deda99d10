/**
 * The short code of a counter: what its QR carries and what people type who cannot scan. Eight characters of an alphabet
 * without look-alikes (no 0/O, 1/I/L, 2/Z, 5/S, 8/B, G, U), seven of them random (23⁷ ≈ 3.4 thousand million codes, so a
 * guess hits no counter) and the last a check character.
 *
 * The check is a weighted sum modulo 23, the size of the alphabet and a prime: with distinct non-zero weights it catches every
 * single mistyped character (w·(a − b) ≢ 0) and every swap of two characters, neighbours or not ((wᵢ − wⱼ)·(a − b) ≢ 0).
 * The scheme is that of ISBN-10 (ISO 2108:1992) with 23 for 11. It refuses to guess: a code that does not check is not "corrected".
 */
export const CODE_ALPHABET = '34679ACDEFHJKMNPQRTVWXY';
export const CODE_LENGTH = 8;

const MODULUS = CODE_ALPHABET.length;
/** By position; the check character's weight is 1, so that it is minus the sum of the others. */
const WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 1] as const;
/** Bytes at or above this are drawn again: 256 is no multiple of 23, and the first characters would come up more often. */
const REJECT_FROM = 256 - (256 % MODULUS);

/** `n` bytes, each uniform on 0–255 and unpredictable. */
export type RandomBytes = (n: number) => Uint8Array;

/** A new code, all random characters equally likely. It may already be taken: whoever stores it looks. */
export function makeCounterCode(randomBytes: RandomBytes): string {
  const indexes: number[] = [];
  while (indexes.length < CODE_LENGTH - 1) {
    for (const byte of randomBytes(CODE_LENGTH - 1 - indexes.length)) {
      if (byte < REJECT_FROM) indexes.push(byte % MODULUS);
    }
  }
  const check = (MODULUS - (weightedSum(indexes) % MODULUS)) % MODULUS;
  return [...indexes, check].map((index) => CODE_ALPHABET[index]).join('');
}

/**
 * What someone typed, as a code: any case, with spaces, hyphens or dashes, full-width letters too. `counter-not-found`: not
 * the shape of a code; `counter-code-mistyped`: the shape is right and the check character is not.
 * @example readCounterCode('k7m4-pqx3') // { code: 'K7M4PQX3' }
 */
export function readCounterCode(
  typed: string
): { readonly code: string } | { readonly problem: 'counter-not-found' | 'counter-code-mistyped' } {
  const code = typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}\u2212]/gu, '')
    .toUpperCase();
  const indexes = [...code].map((character) => CODE_ALPHABET.indexOf(character));
  if (indexes.length !== CODE_LENGTH || indexes.includes(-1)) return { problem: 'counter-not-found' };
  return weightedSum(indexes) % MODULUS === 0 ? { code } : { problem: 'counter-code-mistyped' };
}

/**
 * As it is printed, in two groups of four.
 * @example formatCounterCode('K7M4PQX3') === 'K7M4-PQX3'
 */
export function formatCounterCode(code: string): string {
  return `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`;
}

function weightedSum(indexes: readonly number[]): number {
  return indexes.reduce((sum, index, position) => sum + index * (WEIGHTS[position] ?? 0), 0);
}

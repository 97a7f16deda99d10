/**
 * Codes that people type: an alphabet without look-alikes (no 0/O, 1/I/L, 2/Z, 5/S, 8/B, G, U), random characters and a last one
 * that checks them.
 *
 * The check is a weighted sum modulo 23, the size of the alphabet and a prime: with distinct non-zero weights it catches every
 * single mistyped character (w·(a − b) ≢ 0) and every swap of two characters, neighbours or not ((wᵢ − wⱼ)·(a − b) ≢ 0).
 * The scheme is that of ISBN-10 (ISO 2108:1992) with 23 for 11. It refuses to guess: a code that does not check is not "corrected".
 */
export const CODE_ALPHABET = '34679ACDEFHJKMNPQRTVWXY';

const MODULUS = CODE_ALPHABET.length;
/** Bytes at or above this are drawn again: 256 is no multiple of 23, and the first characters would come up more often. */
const REJECT_FROM = 256 - (256 % MODULUS);
const GROUP = 4;

/** `n` bytes, each uniform on 0–255 and unpredictable. */
export type RandomBytes = (n: number) => Uint8Array;

/** A new code, all random characters equally likely. It may already be taken: whoever stores it looks. `length` up to 22. */
export function makeCheckedCode(length: number, randomBytes: RandomBytes): string {
  const indexes: number[] = [];
  while (indexes.length < length - 1) {
    for (const byte of randomBytes(length - 1 - indexes.length)) {
      if (byte < REJECT_FROM) indexes.push(byte % MODULUS);
    }
  }
  const check = (MODULUS - (weightedSum(indexes, length) % MODULUS)) % MODULUS;
  return [...indexes, check].map((index) => CODE_ALPHABET[index]).join('');
}

/**
 * What someone typed, as a code of one of these lengths: any case, with spaces, hyphens or dashes, full-width letters too.
 * `counter-not-found`: not the shape of a code; `counter-code-mistyped`: the shape is right and the check character is not.
 */
export function readCheckedCode(
  typed: string,
  lengths: readonly number[]
): { readonly code: string } | { readonly problem: 'counter-not-found' | 'counter-code-mistyped' } {
  const code = typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}\u2212]/gu, '')
    .toUpperCase();
  const indexes = [...code].map((character) => CODE_ALPHABET.indexOf(character));
  if (!lengths.includes(indexes.length) || indexes.includes(-1)) return { problem: 'counter-not-found' };
  return weightedSum(indexes, indexes.length) % MODULUS === 0 ? { code } : { problem: 'counter-code-mistyped' };
}

/**
 * As it is printed, in groups of four.
 * @example formatCode('K7M4PQX3') === 'K7M4-PQX3'
 */
export function formatCode(code: string): string {
  return (code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}

/** Weights 2, 3, 4 … by position; the check character's is 1, so that it is minus the sum of the others. */
function weightedSum(indexes: readonly number[], length: number): number {
  return indexes.reduce((sum, index, position) => sum + index * (position === length - 1 ? 1 : position + 2), 0);
}

/**
 * The short code of a counter: what its QR carries and what people type who cannot scan. Eight characters, seven of them random
 * (23⁷ ≈ 3.4 thousand million codes, so a guess hits no counter).
 */
import type { RandomBytes } from './checked-code';
import { formatCode, makeCheckedCode, readCheckedCode } from './checked-code';

export const CODE_LENGTH = 8;

/** A new code, all random characters equally likely. It may already be taken: whoever stores it looks. */
export function makeCounterCode(randomBytes: RandomBytes): string {
  return makeCheckedCode(CODE_LENGTH, randomBytes);
}

/**
 * What someone typed, as a code: any case, with spaces, hyphens or dashes, full-width letters too. `counter-not-found`: not
 * the shape of a code; `counter-code-mistyped`: the shape is right and the check character is not.
 * @example readCounterCode('k7m4-pqx3') // { code: 'K7M4PQX3' }
 */
export function readCounterCode(typed: string): ReturnType<typeof readCheckedCode> {
  return readCheckedCode(typed, [CODE_LENGTH]);
}

/**
 * As it is printed, in two groups of four.
 * @example formatCounterCode('K7M4PQX3') === 'K7M4-PQX3'
 */
export function formatCounterCode(code: string): string {
  return formatCode(code);
}

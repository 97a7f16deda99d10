/**
 * The seed of a draw: 16 digits that the machine draws at that moment, behind what was typed, where lots were drawn in public. The list, the
 * design and the generator are open before the draw; a seed that somebody may choose alone could be tried until the sample pleases.
 */
import { Problem } from '../../core/problem';
import { randomBytes } from '../random-bytes';

const SEED_DIGITS = 16;
const LONGEST_TYPED = 20;

/** '': nothing was typed. Letters and digits alone, so that no two seeds and streams make one text. Throws `seed-invalid`. */
export function readTypedSeed(typed: string): string {
  const text = typed.trim();
  if (text !== '' && (text.length > LONGEST_TYPED || !/^[A-Za-z0-9]+$/.test(text)))
    throw new Problem('seed-invalid', { most: LONGEST_TYPED });
  return text;
}

/** @example makeSeed('2026') // '2026-4815162342108642' */
export function makeSeed(typed: string): string {
  return typed === '' ? machineDigits() : `${typed}-${machineDigits()}`;
}

/** What was typed of such a seed; '': nothing. */
export const typedPart = (seed: string): string => seed.slice(0, -(SEED_DIGITS + 1));

/** Each digit as likely: 2⁶⁴ is cut at a multiple of 10¹⁶. */
function machineDigits(): string {
  const end = 10n ** BigInt(SEED_DIGITS);
  for (;;) {
    const drawn = randomBytes(8).readBigUInt64BE();
    if (drawn < (2n ** 64n / end) * end) return String(drawn % end).padStart(SEED_DIGITS, '0');
  }
}

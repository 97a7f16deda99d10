/**
 * Recovery codes, for who has lost the second factor: 16 letters and digits in groups of four, 80 random bits. Without I, L, O and U, which
 * are misread; who types them all the same, or small letters, or other gaps, is understood.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;

/** How many an account has at once. */
export const RECOVERY_CODES = 10;

/** `bytes`: `RECOVERY_CODES` × 16 random ones. @example makeRecoveryCodes(new Uint8Array(160))[0] === '0000-0000-0000-0000' */
export function makeRecoveryCodes(bytes: Uint8Array): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, (_, i) => {
    const code = Array.from(bytes.subarray(i * LENGTH, (i + 1) * LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
    return code.replaceAll(/(.{4})(?=.)/g, '$1-');
  });
}

/** What was typed, as it was printed; undefined: it cannot be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (plain.length !== LENGTH || [...plain].some((letter) => !ALPHABET.includes(letter))) return undefined;
  return plain.replaceAll(/(.{4})(?=.)/g, '$1-');
}

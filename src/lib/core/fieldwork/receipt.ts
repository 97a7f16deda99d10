/**
 * A receipt: ten characters without look-alikes, drawn evenly (46 bits: with a million receipts given out, one guess in forty
 * million hits one, and it shows only that a form arrived). Printed in two groups of five.
 */
import { CODE_ALPHABET } from './checked-code';

const LENGTH = 10;
const UNEVEN_FROM = 256 - (256 % CODE_ALPHABET.length);

/** `randomBytes(count)` gives that many random bytes. */
export function makeReceipt(randomBytes: (count: number) => Uint8Array): string {
  let receipt = '';
  while (receipt.length < LENGTH)
    for (const byte of randomBytes(LENGTH))
      if (byte < UNEVEN_FROM && receipt.length < LENGTH) receipt += CODE_ALPHABET[byte % CODE_ALPHABET.length];
  return receipt;
}

/** As typed or in a link, in any case, with blanks and hyphens; undefined: it cannot be a receipt. */
export function readReceipt(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return code.length === LENGTH && [...code].every((character) => CODE_ALPHABET.includes(character)) ? code : undefined;
}

export const formatReceipt = (receipt: string): string => `${receipt.slice(0, LENGTH / 2)}-${receipt.slice(LENGTH / 2)}`;

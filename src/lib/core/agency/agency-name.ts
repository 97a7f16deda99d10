/** The names and the code of an agency or a counter as somebody typed them: NFC, one line, fit to be printed. */
import { Problem } from '../problem';

const LONGEST_NAME = 200;
/** It stands in addresses and files. */
const AGENCY_CODE = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u;

/** Throws `name-missing`, `name-too-long`, `name-characters`. */
export function readName(typed: string): string {
  // Cut before it is looked at, well above what is allowed: putting very many marks in order takes long.
  const name = typed
    .slice(0, 20 * LONGEST_NAME)
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();
  if (name === '') throw new Problem('name-missing');
  const length = [...name].length;
  if (length > LONGEST_NAME) throw new Problem('name-too-long', { len: length, max: LONGEST_NAME });
  if (/\p{C}/u.test(name)) throw new Problem('name-characters');
  return name;
}

/** A name beside the Vietnamese one; '' where none was typed, so that only the first is missed. Throws as `readName`. */
export function readOtherName(typed: string): string {
  return typed.trim() === '' ? '' : readName(typed);
}

/** Throws `agency-code-missing`, `agency-code-invalid`. */
export function readAgencyCode(typed: string): string {
  const code = typed.slice(0, 500).normalize('NFC').trim();
  if (code === '') throw new Problem('agency-code-missing');
  if (!AGENCY_CODE.test(code)) throw new Problem('agency-code-invalid', { code: code.slice(0, 60) });
  return code;
}

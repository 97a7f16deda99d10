/**
 * How a code that works once lies in the database: found by its keyed mark, which is its row's key, and sealed beside it for as long as it may have
 * to be printed again. Whoever reads the database or a backup without APP_KEY learns no code, and cannot try any: 23¹¹ codes are few enough
 * to try against a plain hash, and a mark says nothing without the key.
 */
import { PERSONAL_CODE_LENGTH } from '../core/fieldwork/personal-code';
import { Problem } from '../core/problem';
import type { SecretBox } from './secret-box';

const PURPOSE = 'one-time code';

export interface SealedCode {
  /** The keyed mark. */
  readonly code: string;
  readonly sealed: string;
}

/** What a row keeps of which only the mark is needed any more. */
export const NOT_KEPT = '';

export function sealCode(secrets: SecretBox, plain: string): SealedCode {
  const code = secrets.keyedMark(PURPOSE, plain);
  return { code, sealed: secrets.seal(Buffer.from(plain), bindingOf(code)) };
}

/** What `access_codes.code` may hold for a code: its mark, and itself until the start has sealed it. A mark is longer, so it opens nothing. */
export function keysOf(secrets: SecretBox | undefined, plain: string): readonly string[] {
  const itself = plain.length === PERSONAL_CODE_LENGTH ? plain : '';
  return secrets ? [secrets.keyedMark(PURPOSE, plain), itself] : [itself];
}

/** The code itself. Throws `letters-key-missing`; `app-key-wrong` where it was sealed with another key or for another row. */
export function openCode(
  secrets: SecretBox | undefined,
  { code, sealed }: { readonly code: string; readonly sealed: string | null }
): string {
  if (sealed === null) return code;
  if (!secrets) throw new Problem('letters-key-missing');
  return secrets.open(sealed, bindingOf(code)).toString();
}

const bindingOf = (mark: string) => `access_codes:${mark}`;

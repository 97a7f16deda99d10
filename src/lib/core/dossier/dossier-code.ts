/**
 * The code that a dossier has in the one-stop software (`H56.105.12-261124-0007`). It is a person's business: it is read, marked with a
 * key and forgotten, never stored.
 */

/** Characters. */
export const LONGEST_DOSSIER_CODE = 64;

/**
 * One spelling of the same code: programs differ in case, in spaces and in the kind of hyphen.
 * @example plainDossierCode(' h56.105.12–261124-0007 ') === 'H56.105.12-261124-0007'
 */
export function plainDossierCode(code: string): string {
  return code
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}]/gu, '')
    .replaceAll(/[\p{Pd}\u2212]/gu, '-')
    .toUpperCase();
}

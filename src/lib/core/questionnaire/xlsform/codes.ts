/** Names of an XLSForm as codes of a questionnaire: lower case, digits and underscores. A name that is one already stays as it is. */
import { FORM_FIELDS } from '../form-fields';

/** `questionnaire` and `option` are other alphabets: with hyphens, and with digits in front. */
const VALID = { item: /^[a-z][a-z0-9_]*$/, option: /^[a-z0-9_]+$/, questionnaire: /^[a-z][a-z0-9-]*$/ } as const;
const FIRST_LETTER = { item: 'q', option: 'option', questionnaire: 'phieu' } as const;
/** Names that a form uses for something else. */
export const RESERVED_ITEMS: readonly string[] = [...FORM_FIELDS, 'next', 'form'];

export function codeOf(name: string, kind: keyof typeof VALID): string {
  if (VALID[kind].test(name)) return name;
  const mark = kind === 'questionnaire' ? '-' : '_';
  const plain = name
    .slice(0, 100)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '')
    .join(mark);
  if (plain === '') return FIRST_LETTER[kind];
  return VALID[kind].test(plain) ? plain : `${FIRST_LETTER[kind]}${mark}${plain}`;
}

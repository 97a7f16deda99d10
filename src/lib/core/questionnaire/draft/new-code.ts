/** Codes that parts of a draft get by themselves: from words or from the codes around them, and none that was there before. */
import { FORM_FIELDS } from '../form-fields';
import type { Questionnaire, Section } from '../questionnaire';
import { itemsOf } from '../questionnaire';
import { claimName } from '../xlsform/claim-name';
import { codeOf } from '../xlsform/codes';

const LONGEST = 40;
/** `overall` is the overall figure; `new` is an address of the editor. */
const RESERVED: readonly string[] = [...FORM_FIELDS, 'next', 'form', 'overall', 'meta', 'new'];

/** `access_6`: the section's code and the next number. */
export function newItemCode(draft: Questionnaire, section: Section): string {
  const taken = takenCodes(draft);
  for (let number = section.items.length + 1; ; number++) {
    const code = `${section.code}_${number}`;
    if (!taken.has(code)) return code;
  }
}

export function newSectionCode(draft: Questionnaire, typed: string): string {
  return claimName(takenCodes(draft), shortCode(typed, 'part'));
}

export function newOptionValue(taken: Set<string>, label: string): string {
  return claimName(taken, codeOf(label, 'option').slice(0, LONGEST).replace(/_+$/, ''));
}

export function newListCode(codes: readonly string[], typed: string, otherwise: string): string {
  return claimName(new Set([...codes, 'new']), shortCode(typed, otherwise));
}

function shortCode(typed: string, otherwise: string): string {
  if (typed.trim() === '') return otherwise;
  return codeOf(typed.trim(), 'item').slice(0, LONGEST).replace(/_+$/, '');
}

function takenCodes(draft: Questionnaire): Set<string> {
  return new Set([...RESERVED, ...draft.sections.map(({ code }) => code), ...itemsOf(draft).map(({ code }) => code)]);
}

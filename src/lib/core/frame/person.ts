/**
 * The person or organisation of a row: which of the two, and what two rows of the same one have in common. The keys are made into keyed
 * marks before they are kept: they hold a name and a phone number.
 */
import { foldText } from '../vietnamese/fold';
import { placeKey } from './one-spelling';
import type { Cell } from './read-cells';
import { readPhone, readText } from './read-cells';

export type PersonKind = '' | 'person' | 'organisation';

const ORGANISATION_WORDS = /\b(to chuc|doanh nghiep|co quan|cong ty|don vi|hop tac xa|organi[sz]ation|company|business)\b/;
const PERSON_WORDS = /\b(ca nhan|cong dan|nguoi dan|ho gia dinh|person|citizen|individual)\b/;
const ORGANISATION_NAME =
  /^(cong ty|cty|ctcp|tnhh|tap doan|tong cong ty|doanh nghiep|dntn|hop tac xa|htx|ngan hang|truong|benh vien|trung tam|chi nhanh|van phong|ubnd|uy ban|so|phong|ban quan ly|ban chi huy|quy|hoi|lien doan|hkd|ho kinh doanh|cua hang|nha may|xi nghiep|vien|dang uy|cong an|buu dien)\s/;

/** As the list says; where it says nothing of it, by the name. */
export function personKindOf(said: string, name: string): PersonKind {
  const words = foldText(said);
  // "Cá nhân, tổ chức" says nothing.
  const saysOrganisation = ORGANISATION_WORDS.test(words);
  const saysPerson = PERSON_WORDS.test(words);
  if (saysOrganisation !== saysPerson) return saysOrganisation ? 'organisation' : 'person';
  if (name === '') return '';
  return ORGANISATION_NAME.test(`${foldText(name)} `) ? 'organisation' : 'person';
}

/** A name without what people write before and behind it. @example nameKey('Bà LÒ THỊ  HOA (mẹ)') === 'lo thi hoa' */
export function nameKey(name: string): string {
  return foldText(name)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^(ong ba|ong|ba|anh|chi|co|chu|bac) (?=\S+ \S)/, '');
}

/**
 * What a person is known again by: the name with the phone number, or without one with the address. A name alone is none: many are called
 * alike. '': nothing to know the person by.
 */
export function personKey(person: {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly place: string;
}): string {
  const name = nameKey(person.name);
  if (name === '') return '';
  if (person.phone !== '') return `${name}\nphone ${person.phone}`;
  // Bản Pá and Bản Pạ are two villages, so of an address the marks count.
  const address = placeKey(person.address.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' '));
  return address === '' ? '' : `${name}\naddress ${address}\n${person.place}`;
}

/** A phone number in its one form; what cannot be read as one stays as it is written, for whoever calls. */
export function phoneText(cell: Cell): { readonly text: string; readonly isRead: boolean } {
  const phone = readPhone(cell);
  return phone === '' ? { text: readText(cell, 60), isRead: false } : { text: phone, isRead: true };
}

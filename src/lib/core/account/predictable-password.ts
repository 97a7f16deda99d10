/**
 * Whether a password would be among the first that are tried: one of the world's common passwords, dressed up or not; a run of the
 * keyboard or the alphabet; digits alone (in Vietnam twelve of them are the number of an identity card); or nothing but the words of an
 * office and the person's own name. Compared after folding: accents, case, spaces and signs do not count, nor do `@` for a or `0` for o.
 *
 * Length is not judged here. A phrase that merely contains a common word is no common password.
 */
import { foldText } from '../vietnamese/fold';
import { OFFICE_WORDS } from './office-words';

export interface PasswordOwner {
  readonly name: string;
  readonly email: string;
}

export type Predictable = 'common' | 'personal';

/** Letters that are left over beside known words, at which it begins to be a password. */
const ENOUGH_OF_ONES_OWN = 4;
const SHORTEST_OWN_WORD = 3;
const LONGEST_REPEATED = 4;
const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiopasdfghjklzxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p'];
const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i'
};

/** `common`: lower-case passwords. undefined: nothing speaks against it. */
export function judgePassword(password: string, owner: PasswordOwner | undefined, common: ReadonlySet<string>): Predictable | undefined {
  const folded = foldText(password);
  const plain = lettersAndDigits(folded);
  if (/^\d*$/.test(plain)) return 'common';
  const looksLike = [folded, withoutEnds(folded)].map(withoutLookalikes);
  const forms = new Set([folded, plain, ...looksLike].flatMap((form) => [form, withoutEndDigits(form)]));
  for (const form of forms) if (isKnown(form, common) || isRun(form)) return 'common';
  if (lettersBeside(plain, OFFICE_WORDS) < ENOUGH_OF_ONES_OWN) return 'common';
  if (owner && lettersBeside(plain, [...OFFICE_WORDS, ...wordsOf(owner)]) < ENOUGH_OF_ONES_OWN) return 'personal';
  return undefined;
}

/** Itself, or something short or common over and over. */
function isKnown(form: string, common: ReadonlySet<string>): boolean {
  if (common.has(form)) return true;
  const unit = /^(.+?)\1+$/.exec(form)?.[1];
  return unit !== undefined && (unit.length <= LONGEST_REPEATED || common.has(unit) || common.has(withoutEndDigits(unit)));
}

function isRun(form: string): boolean {
  return form.length > 0 && RUNS.some((run) => run.includes(form) || [...run].reverse().join('').includes(form));
}

/** How many letters stay when the words, the longest first, and all digits are taken out. */
function lettersBeside(plain: string, words: readonly string[]): number {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((left, word) => left.replaceAll(word, ' '), plain.replaceAll(/\d/g, ' ')).replaceAll(' ', '').length;
}

function wordsOf({ name, email }: PasswordOwner): readonly string[] {
  const [account = '', domain = ''] = foldText(email).split('@');
  const words = [foldText(name), account, domain].flatMap((text) => [
    lettersAndDigits(text).replaceAll(/\d/g, ''),
    ...text.split(/[^a-z]+/)
  ]);
  return words.filter((word) => word.length >= SHORTEST_OWN_WORD);
}

const lettersAndDigits = (folded: string): string => folded.replaceAll(/[^\p{L}\p{N}]/gu, '');
const withoutLookalikes = (folded: string): string => lettersAndDigits([...folded].map((sign) => LOOKALIKES[sign] ?? sign).join(''));
/** Digits and signs before and after the letters. */
const withoutEnds = (folded: string): string => folded.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
const withoutEndDigits = (form: string): string => form.replaceAll(/^\d+|\d+$/g, '');

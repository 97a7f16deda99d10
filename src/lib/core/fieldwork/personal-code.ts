/**
 * The code of one person's form: on an invitation to a sampled survey, or on the slip of one dossier. It answers once, so whoever
 * guesses one takes somebody's answer. Twelve characters, eleven of them random: 23¹¹ ≈ 9.5 · 10¹⁴ codes. With a million alive at
 * once (a national sample and half a year of a province's dossiers) a thousand guesses a second hit one in eleven days on
 * average; eight characters, a counter's length, would be hit in four seconds.
 */
import type { RandomBytes } from './checked-code';
import { makeCheckedCode, readCheckedCode } from './checked-code';
import { CODE_LENGTH } from './counter-code';

export const PERSONAL_CODE_LENGTH = 12;

/** It may already be taken: whoever stores it looks. */
export function makePersonalCode(randomBytes: RandomBytes): string {
  return makeCheckedCode(PERSONAL_CODE_LENGTH, randomBytes);
}

/**
 * What someone typed as a code that opens a form, a counter's or a person's; problems as of `readCounterCode`.
 * @example readFormCode('k7m4-pqx3') // { code: 'K7M4PQX3' }
 */
export function readFormCode(typed: string): ReturnType<typeof readCheckedCode> {
  return readCheckedCode(typed, [CODE_LENGTH, PERSONAL_CODE_LENGTH]);
}

/**
 * How many characters a code has that somebody meant by what they typed: for the sentence that says how long it should be.
 * @example meantLength('k7m4-pqx') === 8
 */
export function meantLength(typed: string): number {
  const middle = (CODE_LENGTH + PERSONAL_CODE_LENGTH) / 2;
  return typed.replace(/[\s\p{Pd}]/gu, '').length >= middle ? PERSONAL_CODE_LENGTH : CODE_LENGTH;
}

/**
 * How far one got with a sampled unit. A final disposition is a code of AAPOR's Standard Definitions (9th edition, 2016, in-person
 * households and lists of named persons, with the telephone codes that a call needs); an interim one says how one attempt ended and has a
 * word of its own, since AAPOR leaves those to the survey. A unit without a final code is counted by `standing`: what it would be if
 * the field ended now.
 */

/** AAPOR's classes: interview, partial, refusal, non-contact, other, unknown household (or whether a person lives there), unknown other, not eligible. */
export const CLASSES = ['I', 'P', 'R', 'NC', 'O', 'UH', 'UO', 'NE'] as const;
export type DispositionClass = (typeof CLASSES)[number];

interface FinalDisposition {
  readonly class: DispositionClass;
  /** A reserve may take the unit's place. */
  readonly allowsReplacement: boolean;
  /** Set by an answer that was stored, never by hand. */
  readonly byAnswer?: true;
}

const replaceable = (name: DispositionClass): FinalDisposition => ({ class: name, allowsReplacement: true });

const FINAL = {
  '1.1': { class: 'I', allowsReplacement: false, byAnswer: true },
  '1.2': { class: 'P', allowsReplacement: false, byAnswer: true },
  '2.111': replaceable('R'),
  '2.112': replaceable('R'),
  '2.12': replaceable('R'),
  '2.20': replaceable('NC'),
  '2.31': replaceable('O'),
  '2.32': replaceable('O'),
  '2.33': replaceable('O'),
  '2.36': replaceable('O'),
  '3.11': replaceable('UH'),
  '3.17': replaceable('UH'),
  '3.18': replaceable('UH'),
  '3.20': replaceable('UO'),
  '3.90': replaceable('UO'),
  '4.10': replaceable('NE'),
  // AAPOR's not eligible where numbers are drawn. Here a person is, of whom a wrong number says nothing: as an address that is not found (3.18).
  '4.31': replaceable('UH'),
  '4.32': replaceable('UH'),
  '4.50': replaceable('NE'),
  '4.70': replaceable('NE')
} as const satisfies Readonly<Record<string, FinalDisposition>>;
export type FinalCode = keyof typeof FINAL;

/** What an attempt that does not settle the unit ended with, and what the unit is until something else is known. */
const INTERIM = {
  appointment: '2.20',
  absent: '2.20',
  'no-answer': '2.20',
  'form-left': '2.20',
  'moved-new-address': '2.20',
  hesitant: '2.112',
  'not-reached': '3.17'
} as const satisfies Readonly<Record<string, FinalCode>>;
export type InterimCode = keyof typeof INTERIM;
export type AttemptCode = FinalCode | InterimCode;

export const FINAL_CODES = Object.keys(FINAL) as readonly FinalCode[];
export const INTERIM_CODES = Object.keys(INTERIM) as readonly InterimCode[];

/** Those that an interviewer may record; an interview is recorded by its answers. */
export const RECORDED_CODES: readonly AttemptCode[] = [...INTERIM_CODES, ...FINAL_CODES.filter((code) => !('byAnswer' in FINAL[code]))];

export const isFinal = (code: string): code is FinalCode => Object.hasOwn(FINAL, code);
const isInterim = (code: string): code is InterimCode => Object.hasOwn(INTERIM, code);
export const isRecorded = (code: string): code is AttemptCode => (RECORDED_CODES as readonly string[]).includes(code);

/** What a unit stands under whose answer was taken out of the figures: somebody known to be there, and no interview. */
export const TAKEN_OUT = '2.36' satisfies FinalCode;

export const classOf = (code: FinalCode): DispositionClass => FINAL[code].class;

/** True if a reserve may be asked for in the place of a unit with this disposition; '' (none yet): no. */
export const allowsReplacement = (code: string): boolean => isFinal(code) && FINAL[code].allowsReplacement;

/** Sorts a code's class for filters: settled by an answer, settled without one, or still to be worked. */
export function settledBy(code: string): 'answer' | 'loss' | null {
  if (!isFinal(code)) return null;
  return 'byAnswer' in FINAL[code] ? 'answer' : 'loss';
}

/**
 * The final code that a unit counts under now: its own; else what its latest attempt stands for; else 3.11, not attempted.
 * @example standing('', 'appointment') // '2.20'
 */
export function standing(final: string, latestAttempt: string | null): FinalCode {
  if (isFinal(final)) return final;
  if (latestAttempt === null) return '3.11';
  if (isFinal(latestAttempt)) return latestAttempt;
  return isInterim(latestAttempt) ? INTERIM[latestAttempt] : '3.90';
}

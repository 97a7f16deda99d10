/**
 * A second interview as whoever asks has it before them, on the phone too: the person and the questions, never what was answered first, nor who
 * asked then.
 */
import type { Day } from '../calendar/day';
import type { LevelItem, LocalizedText, Questionnaire } from '../questionnaire/questionnaire';
import { scaleOf } from '../questionnaire/questionnaire';
import type { RecheckItem } from './recheck-item';

/** Null: erased, or there is no key to open it. */
export interface Contact {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

export interface AskedItem {
  readonly code: string;
  readonly text: LocalizedText;
  /** `value`: a level, or `na`. */
  readonly choices: readonly { readonly value: string; readonly text: LocalizedText }[];
}

export interface PhoneRecheck {
  readonly id: string;
  readonly serial: number;
  readonly survey: LocalizedText;
  readonly agency: LocalizedText;
  readonly serviceField: string;
  readonly completedOn: Day | null;
  readonly contact: Contact | null;
  /** One's own: another's count for nothing, and are not told. */
  readonly tries: readonly { readonly disposition: string; readonly at: string }[];
  readonly items: readonly AskedItem[];
}

export function askedItem(questionnaire: Questionnaire, item: LevelItem): AskedItem {
  const levels = scaleOf(questionnaire, item).levels.map(({ level, label }) => ({ value: String(level), text: label }));
  const { code, text, notApplicable } = item;
  return { code, text, choices: notApplicable ? [...levels, { value: 'na', text: notApplicable }] : levels };
}

/** As it is once what the phone still has to send has arrived; what has arrived already changes nothing. */
export function withRecheckPending(recheck: PhoneRecheck, items: readonly RecheckItem[]): PhoneRecheck {
  const isKnown = (at: string) => recheck.tries.some((one) => one.at === at);
  const tried = items.flatMap((item) =>
    item.kind === 'recheck-try' && item.unit === recheck.id && !isKnown(item.at) ? [{ disposition: item.disposition, at: item.at }] : []
  );
  return { ...recheck, tries: [...recheck.tries, ...tried] };
}

/** Asked again or given up: nothing is left to do with it. */
export function isSettledBy({ id }: PhoneRecheck, items: readonly RecheckItem[]): boolean {
  return items.some((item) => item.unit === id && item.kind !== 'recheck-try');
}

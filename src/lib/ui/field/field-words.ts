/** Words of the field: dispositions, states, where a form is, what does not agree, what waits to be sent. */
import type { AttemptCode } from '../../core/fieldwork/dispositions';
import { RECORDED_CODES, isFinal } from '../../core/fieldwork/dispositions';
import type { FieldUnit } from '../../core/fieldwork/field-unit';
import { unitState } from '../../core/fieldwork/field-unit';
import type { Disagreement, FormPlace } from '../../core/fieldwork/ledger';
import type { PaceClass } from '../../core/fieldwork/pace';
import type { PhoneItem } from '../../core/reinterview/recheck-item';
import { CHECKS } from '../../core/reinterview/reinterview';
import type { FormEntries } from '../../core/response/read-form';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount, formatNumber, formatShare } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';
import { deskPath } from '../desk/desk-words';
import { ANSWER_WORDS, CHECK_WORDS, tryWord } from '../recheck/recheck-words';

const WORDS = m as unknown as Readonly<Record<string, (parameters?: object) => string>>;
const keyOf = (code: string): string => code.replaceAll(/[.-]/g, '_');

/** Of a final or interim code. */
export function dispositionName(code: string): string {
  return (isFinal(code) ? WORDS[`field_disposition_${keyOf(code)}`] : WORDS[`field_attempt_${keyOf(code)}`])?.() ?? code;
}

export const placeName = (place: FormPlace): string => WORDS[`field_place_${place}`]!();
export const disagreementName = (fault: Disagreement): string => WORDS[`field_fault_${keyOf(fault)}`]!();
export const className = (name: string): string => WORDS[`field_class_${name.toLowerCase()}`]!();
export const rateName = (rate: string): string => WORDS[`field_board_rate_${rate}`]!();
export const paceName = (of: PaceClass): string => WORDS[`field_pace_${of}`]!();

/** Beside the colour; '': the figures say enough. */
export const PACE_SIGNS: Readonly<Record<PaceClass, string>> = { far: '▼▼', behind: '▼', spent: '■', on: '', near: '', met: '✓' };

/** Of one form. */
export const flagName = (flag: string): string => (WORDS[`field_flag_is_${keyOf(flag)}`] ?? m.field_flag_is_other)();

/** Of many, each with how many have it. */
export function flagCounts(flags: readonly (readonly [flag: string, count: number])[], language: DisplayLanguage): string {
  return flags
    .map(([flag, n]) => (WORDS[`field_flag_${keyOf(flag)}`] ?? m.field_flag_other)({ count: formatCount(n, language) }))
    .join(', ');
}

/** `interviewerId` left out: of all. */
export function flagsPath(surveyCode: string, interviewerId?: string): string {
  return `${deskPath(surveyCode, 'field')}/flags${interviewerId === undefined ? '' : `?who=${encodeURIComponent(interviewerId)}`}`;
}

/** `16 giây`, `4 phút`, `7,5 phút`. */
export function minutesOf(ms: number | null, language: DisplayLanguage): string {
  if (ms === null) return m.field_not_known();
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return m.field_board_seconds({ seconds: formatCount(seconds, language) });
  return m.field_board_minutes({ minutes: formatNumber(Math.round(ms / 6_000) / 10, language) });
}

export const shareOf = (share: number | null, language: DisplayLanguage): string =>
  share === null ? m.field_not_known() : formatShare(share, language);

/** What an interviewer chooses from, first what leaves the unit open. */
export function attemptGroups(): readonly { readonly label: string; readonly codes: readonly AttemptCode[] }[] {
  return [
    { label: m.field_attempts_interim(), codes: RECORDED_CODES.filter((code) => !isFinal(code)) },
    { label: m.field_attempts_final(), codes: RECORDED_CODES.filter((code) => isFinal(code)) }
  ];
}

export function stateName(unit: FieldUnit, language: DisplayLanguage): string {
  switch (unitState(unit)) {
    case 'answered':
      return m.field_state_answered();
    case 'lost':
      return dispositionName(unit.disposition);
    case 'appointment':
      return unit.lastAttempt?.againAt
        ? m.field_state_appointment({ time: localMoment(unit.lastAttempt.againAt) })
        : m.field_state_appointment_open();
    case 'tried':
      return m.field_state_tried({ count: formatCount(unit.attempts, language) });
    case 'open':
      return m.field_state_open();
  }
}

export function personName(unit: FieldUnit): string {
  if (unit.name !== '') return unit.name;
  if (unit.ordinal > 0) return m.field_household({ number: unit.ordinal });
  return unit.answered || unit.disposition !== '' ? m.field_settled_name() : m.field_unnamed();
}

export function itemName(item: PhoneItem): string {
  switch (item.kind) {
    case 'attempt':
      return m.field_did_attempt({ result: dispositionName(item.disposition) });
    case 'form':
      return item.event === 'delivered' ? m.field_did_delivered() : m.field_did_collected();
    case 'replacement':
      return m.field_did_replacement();
    case 'answer':
      return m.field_did_answer({ count: new Set(item.entries.map(([name]) => name)).size });
    case 'recheck':
      return m.recheck_did_answer();
    case 'recheck-try':
      return m.field_did_attempt({ result: tryWord(item.disposition) });
    case 'recheck-given-up':
      return m.recheck_give_up();
  }
}

/** What was recorded, for whoever has to enter it elsewhere; '': nothing besides its name. */
export function itemContent(item: PhoneItem): string {
  switch (item.kind) {
    case 'attempt':
      return item.note;
    case 'replacement':
      return item.reason;
    case 'answer':
      return entryLines(item.entries);
    case 'recheck':
      return [...CHECKS.map((check) => `${CHECK_WORDS[check]()} ${ANSWER_WORDS[item.checks[check]]()}`), entryLines(item.entries)].join(
        '\n'
      );
    default:
      return '';
  }
}

const entryLines = (entries: FormEntries): string => entries.map(([name, value]) => `${name}: ${value}`).join('\n');

/** `14:05, 23/11` in Vietnam. */
export function localMoment(iso: string): string {
  const local = new Date(Date.parse(iso) + 7 * 3_600_000).toISOString();
  return `${local.slice(11, 16)}, ${local.slice(8, 10)}/${local.slice(5, 7)}`;
}

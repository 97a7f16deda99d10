/**
 * What an interviewer's phone sends: one thing that was done with a unit, with an id that the phone made, so that sending it twice stores it
 * once. Read strictly: it comes from outside. Throws Problem `field-item-invalid` for what the field's pages cannot have sent.
 */
import { Problem } from '../problem';
import { isSubmissionId } from './submission-id';
import type { AttemptCode } from '../fieldwork/dispositions';
import { isRecorded } from '../fieldwork/dispositions';

/** Of something that was just done. */
export interface Made {
  readonly id: string;
  /** When it was done, by the phone's clock (ISO time). */
  readonly at: string;
}

export interface ItemBase extends Made {
  readonly unit: string;
}

export interface AttemptItem extends ItemBase {
  readonly kind: 'attempt';
  readonly disposition: AttemptCode;
  readonly note: string;
  /** Of an appointment: when (ISO time); null: not agreed. */
  readonly againAt: string | null;
}

export interface FormItem extends ItemBase {
  readonly kind: 'form';
  readonly event: 'delivered' | 'collected';
}

export interface ReplacementItem extends ItemBase {
  readonly kind: 'replacement';
  readonly reason: string;
}

export interface AnswerItem extends ItemBase {
  readonly kind: 'answer';
  readonly version: string;
  readonly channel: 'phone' | 'visit';
  readonly language: 'vi' | 'en';
  /** From the first question's showing to the end. */
  readonly durationMs: number | null;
  readonly entries: readonly (readonly [name: string, value: string])[];
}

export type FieldItem = AttemptItem | FormItem | ReplacementItem | AnswerItem;

export const MOST_NOTE = 500;
const MOST_ENTRIES = 500;
const MOST_VALUE = 20_000;
const DAY_MS = 86_400_000;

export function readFieldItem(sent: unknown): FieldItem {
  const given = recordOf(sent);
  const base = itemBase(given);
  switch (given.kind) {
    case 'attempt': {
      const disposition = textOf(given.disposition, 20);
      if (!isRecorded(disposition)) throw invalid();
      const againAt = given.againAt === null || disposition !== 'appointment' ? null : timeOf(given.againAt);
      return { ...base, kind: 'attempt', disposition, note: noteOf(given.note), againAt };
    }
    case 'form':
      if (given.event !== 'delivered' && given.event !== 'collected') throw invalid();
      return { ...base, kind: 'form', event: given.event };
    case 'replacement':
      return { ...base, kind: 'replacement', reason: noteOf(given.reason) };
    case 'answer':
      return { ...base, kind: 'answer', ...answerOf(given) };
    default:
      throw invalid();
  }
}

export function itemBase(given: Readonly<Record<string, unknown>>): ItemBase {
  const base = { id: textOf(given.id, 64), unit: textOf(given.unit, 64), at: timeOf(given.at) };
  if (!isSubmissionId(base.id) || base.unit === '') throw invalid();
  return base;
}

function answerOf(given: Readonly<Record<string, unknown>>): Omit<AnswerItem, keyof ItemBase | 'kind'> {
  const { channel, language, durationMs } = given;
  if ((channel !== 'phone' && channel !== 'visit') || (language !== 'vi' && language !== 'en')) throw invalid();
  const duration = typeof durationMs === 'number' && durationMs >= 0 && durationMs < DAY_MS ? Math.round(durationMs) : null;
  return { version: textOf(given.version, 64), channel, language, durationMs: duration, entries: entriesIn(given.entries) };
}

export function entriesIn(entries: unknown): AnswerItem['entries'] {
  if (!Array.isArray(entries) || entries.length > MOST_ENTRIES) throw invalid();
  return entries.map((entry: unknown): readonly [string, string] => {
    if (!Array.isArray(entry) || entry.length !== 2) throw invalid();
    return [textOf(entry[0], 100), textOf(entry[1], MOST_VALUE)];
  });
}

/** NFC, one line, at most MOST_NOTE characters. Throws Problem `field-note-long`. */
export function noteOf(value: unknown): string {
  const note = textOf(value, 4 * MOST_NOTE).normalize('NFC').replace(/\s+/gu, ' ').trim(); // prettier-ignore
  if ([...note].length > MOST_NOTE) throw new Problem('field-note-long', { max: MOST_NOTE });
  return note;
}

function textOf(value: unknown, most: number): string {
  if (typeof value !== 'string' || value.length > most || value.includes('\0')) throw invalid();
  return value;
}

function timeOf(value: unknown): string {
  const text = textOf(value, 40);
  const time = Date.parse(text);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text) || Number.isNaN(time)) throw invalid();
  return new Date(time).toISOString();
}

export function recordOf(sent: unknown): Readonly<Record<string, unknown>> {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) throw invalid();
  return sent as Readonly<Record<string, unknown>>;
}

const invalid = (): Problem => new Problem('field-item-invalid');

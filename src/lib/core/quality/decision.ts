/** What can be decided about an answer, and from where (docs/methods.md, "Quality of answers"). Nothing is deleted: each way leads back. */
import { Problem } from '../problem';
import type { QualityResponse } from './quality-response';
import { SIGNALS } from './signals';

export type Status = QualityResponse['status'];

export const OUTCOMES = ['hold', 'exclude', 'restore'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const STATUS_AFTER: Readonly<Record<Outcome, Status>> = { hold: 'held', exclude: 'excluded', restore: 'counted' };
export const STATUSES_BEFORE: Readonly<Record<Outcome, readonly Status[]>> = {
  hold: ['counted'],
  exclude: ['counted', 'held'],
  restore: ['held', 'excluded']
};

/** What answers are counted by in reports. */
export const GROUNDS = [...SIGNALS, 'other'] as const;
export type Ground = (typeof GROUNDS)[number];

const [SHORTEST_REASON, LONGEST_TEXT] = [10, 2_000];

/** Throws `ground-missing`. */
export function readGround(typed: string): Ground {
  const ground = GROUNDS.find((one) => one === typed);
  if (!ground) throw new Problem('ground-missing');
  return ground;
}

/** A reason, an objection, an answer to one: a sentence at least. Throws `reason-short`, `reason-long`, `text-invalid`. */
export function readReason(typed: string): string {
  const text = typed.normalize('NFC').replace(/\r\n?/g, '\n').trim();
  const length = [...text].length;
  if (length < SHORTEST_REASON) throw new Problem('reason-short', { min: SHORTEST_REASON });
  if (length > LONGEST_TEXT) throw new Problem('reason-long', { len: length, max: LONGEST_TEXT });
  if (/[^\P{C}\n\t]/u.test(text)) throw new Problem('text-invalid');
  return text;
}

/**
 * What a re-interviewer does with a second interview: once on the page and out of a phone that had no line, each with an id so that sending it
 * twice stores it once. Read strictly: it comes from outside. Throws Problem `field-item-invalid` for what the pages cannot have sent.
 */
import { Problem } from '../problem';
import type { ProblemDetail } from '../problem';
import type { FieldItem, ItemBase, Made } from '../response/field-item';
import { entriesIn, itemBase, readFieldItem, recordOf } from '../response/field-item';
import type { FormEntries } from '../response/read-form';
import type { Check, CheckAnswer, CheckAnswers } from './reinterview';
import { CHECK_ANSWERS, CHECKS } from './reinterview';
import type { TryEnd } from './tries';
import { isTryEnd } from './tries';

/** `unit` of these: the second interview's own id. */
export interface RecheckAnswerItem extends ItemBase {
  readonly kind: 'recheck';
  readonly checks: CheckAnswers;
  readonly entries: FormEntries;
}

export interface RecheckTryItem extends ItemBase {
  readonly kind: 'recheck-try';
  readonly disposition: TryEnd;
}

/** The person cannot be reached. */
export interface RecheckGivenUpItem extends ItemBase {
  readonly kind: 'recheck-given-up';
}

export type RecheckItem = RecheckAnswerItem | RecheckTryItem | RecheckGivenUpItem;
export type RecheckKind = RecheckItem['kind'];

/** All that a phone of the field sends. */
export type PhoneItem = FieldItem | RecheckItem;

export const isRecheckItem = (item: PhoneItem): item is RecheckItem => item.kind.startsWith('recheck');
export const isFieldItem = (item: PhoneItem): item is FieldItem => !isRecheckItem(item);

export function readPhoneItem(sent: unknown): PhoneItem {
  const given = recordOf(sent);
  switch (given.kind) {
    case 'recheck':
      return { ...itemBase(given), kind: 'recheck', checks: checksIn(given.checks), entries: entriesIn(given.entries) };
    case 'recheck-try':
      if (typeof given.disposition !== 'string' || !isTryEnd(given.disposition)) throw new Problem('field-item-invalid');
      return { ...itemBase(given), kind: 'recheck-try', disposition: given.disposition };
    case 'recheck-given-up':
      return { ...itemBase(given), kind: 'recheck-given-up' };
    default:
      return readFieldItem(sent);
  }
}

/** Of a form on a second interview's page. `codes`: of the items asked again. Throws Problem `form-invalid` with a detail a field. */
export function itemOfRecheckForm(kind: RecheckKind, unit: string, form: FormData, codes: readonly string[], made: Made): RecheckItem {
  const text = (name: string) => String(form.get(name) ?? '');
  if (kind === 'recheck-given-up') return { ...made, kind, unit };
  if (kind === 'recheck-try') {
    const disposition = text('disposition');
    if (!isTryEnd(disposition)) throw invalid([detail('disposition', 'recheck-try-missing')]);
    return { ...made, kind, unit, disposition };
  }
  const missing = CHECKS.filter((check) => !isCheckAnswer(text(check)));
  if (missing.length > 0) throw invalid(missing.map((check) => detail(check, 'recheck-check-missing')));
  const checks = Object.fromEntries(CHECKS.map((check) => [check, text(check)])) as Record<Check, CheckAnswer>;
  const entries = codes.map((code) => [code, text(code)] as const).filter(([, value]) => value !== '');
  const item = { ...made, kind, unit, checks, entries };
  requireItems(item, codes);
  return item;
}

/** Whoever denies nothing answers some of the items. Throws Problem `form-invalid`. */
export function requireItems({ checks, entries }: Pick<RecheckAnswerItem, 'checks' | 'entries'>, codes: readonly string[]): void {
  const isDenied = checks.transaction === 'no' || checks.answered === 'no';
  if (entries.length === 0 && !isDenied) throw invalid([detail(codes[0]!, 'recheck-items-missing')]);
}

function checksIn(value: unknown): CheckAnswers {
  const given = recordOf(value);
  if (!CHECKS.every((check) => isCheckAnswer(given[check]))) throw new Problem('field-item-invalid');
  return Object.fromEntries(CHECKS.map((check) => [check, given[check]])) as Record<Check, CheckAnswer>;
}

const isCheckAnswer = (value: unknown): value is CheckAnswer => (CHECK_ANSWERS as readonly unknown[]).includes(value);
const detail = (place: string, code: ProblemDetail['code']): ProblemDetail => ({ place, code, parameters: {} });
const invalid = (details: readonly ProblemDetail[]): Problem => new Problem('form-invalid', { count: details.length }, details);

/** Words of audit events: an action `agency.rename` is the message `audit_action_agency_rename`, a field the message `audit_field_…`. */
import { isDay } from '../core/calendar/day';
import { m } from '../paraglide/messages.js';
import type { DisplayLanguage } from './format';
import { formatCount, formatDay } from './format';

type Words = (parameters: object, options: { locale: DisplayLanguage }) => string;

const MESSAGES = m as unknown as Readonly<Record<string, Words | undefined>>;

const keyOf = (name: string) => name.replaceAll(/[^a-z0-9]/gi, '_').toLowerCase();

export function actionText(action: string, language: DisplayLanguage): string {
  return MESSAGES[`audit_action_${keyOf(action)}`]?.({}, { locale: language }) ?? action;
}

export function kindText(kind: string, language: DisplayLanguage): string {
  return MESSAGES[`audit_kind_${keyOf(kind)}`]?.({}, { locale: language }) ?? kind;
}

export function fieldText(field: string, language: DisplayLanguage): string {
  return MESSAGES[`audit_field_${keyOf(field)}`]?.({}, { locale: language }) ?? field;
}

/** Days as they are written, yes and no in words; `–` where there was nothing. */
export function valueText(value: string | number | boolean | null, language: DisplayLanguage): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'boolean') return (value ? m.audit_yes : m.audit_no)({}, { locale: language });
  if (typeof value === 'number') return Math.abs(value) < 10_000 ? String(value) : formatCount(value, language); // years too
  if (isDay(value)) return formatDay(value);
  return MESSAGES[`audit_value_${keyOf(value)}`]?.({}, { locale: language }) ?? value;
}

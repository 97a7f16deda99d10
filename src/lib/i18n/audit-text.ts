/** Words of audit events, as the log's page and its table say them: an action `agency.rename` is the message `audit_action_agency_rename`, a field the message `audit_field_…`. */
import { isDay } from '../core/calendar/day';
import { m } from '../paraglide/messages.js';
import type { DisplayLanguage } from './format';
import { formatCount, formatDay } from './format';
import type { AppliedRule } from './rule-text';
import { groundText, ruleText } from './rule-text';

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

/**
 * Days and months as they are written, yes and no in words, a rule as a sentence; `–` where there was nothing. Fields that hold codes
 * have words of their own: the ground `other` is not the value `other` of something else.
 */
export function valueText(field: string, value: string | number | boolean | null, language: DisplayLanguage): string {
  if (value === null || value === '' || value === EVER) return '–';
  if (typeof value === 'boolean') return (value ? m.audit_yes : m.audit_no)({}, { locale: language });
  if (typeof value === 'number') return Math.abs(value) < 10_000 ? String(value) : formatCount(value, language); // years too
  if (isDay(value)) return formatDay(value);
  const ofField = FIELD_TEXTS[field]?.(value, language);
  return ofField ?? (AS_TYPED.has(field) ? undefined : wordOf(value, language)) ?? value;
}

/** What somebody typed or made up is no word of ours, whatever it says. */
const AS_TYPED: ReadonlySet<string> = new Set(['name', 'name_vi', 'name_en', 'code', 'file', 'series', 'hotline']);

/** The first day of what has been there since ever. */
const EVER = '0001-01-01';

const wordOf = (value: string, language: DisplayLanguage) => MESSAGES[`audit_value_${keyOf(value)}`]?.({}, { locale: language });

/** `coordinator Tỉnh Sơn La`: a role, and where it is held, which gets brackets. */
function roleText(value: string, language: DisplayLanguage): string {
  const [role = '', ...place] = value.split(' ');
  const word = wordOf(role, language) ?? role;
  return place.length === 0 ? word : `${word} (${place.join(' ')})`;
}

/** Rules were written as the form's JSON. */
function storedRuleText(value: string, language: DisplayLanguage): string | undefined {
  return value.startsWith('{') ? ruleText(JSON.parse(value) as AppliedRule, language) : undefined;
}

function monthText(value: string): string | undefined {
  const read = /^(\d{4})-(\d{2})$/.exec(value);
  return read ? `${read[2]}/${read[1]}` : undefined;
}

/** `item/q1`: what a questionnaire's draft is made of, and which. */
function partText(value: string, language: DisplayLanguage): string | undefined {
  const [part = '', code = ''] = value.split('/');
  const word = MESSAGES[`audit_part_${keyOf(part)}`]?.({}, { locale: language });
  return part === 'settings' ? word : word && `${word} ${code}`;
}

const FIELD_TEXTS: Readonly<Record<string, (value: string, language: DisplayLanguage) => string | undefined>> = {
  rule: storedRuleText,
  ground: groundText,
  how: (value, language) => MESSAGES[`quality_how_${keyOf(value)}`]?.({}, { locale: language }),
  given_up_for: (value, language) => MESSAGES[`recheck_reason_${keyOf(value)}`]?.({}, { locale: language }),
  month: monthText,
  period: monthText,
  part: partText,
  required_items: (value) => (value.startsWith('[') ? (JSON.parse(value) as readonly string[]).join(', ') || '–' : undefined),
  roles: roleText,
  given: roleText,
  taken: roleText
};

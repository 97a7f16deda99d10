/**
 * Audit events as a table for a spreadsheet, the words in the reader's language. UTF-8 with a byte order mark; texts that a spreadsheet
 * would take for a formula get an apostrophe.
 */
import { stringify } from 'csv-stringify/sync';
import type { ChangedField, ChangeValue } from '../../core/audit/read-change';
import { actionText, fieldText, kindText, valueText } from '../../i18n/audit-text';

interface Row {
  readonly number: number;
  readonly at: string;
  readonly who: { readonly name: string } | null;
  readonly action: string;
  readonly subject: { readonly kind: string; readonly name: string | undefined; readonly code: string | undefined };
  readonly agency: { readonly code: string; readonly name: string } | null;
  readonly changes: readonly ChangedField[];
}

export function auditToCsv(rows: readonly Row[], language: 'vi' | 'en'): string {
  const cells = rows.map(({ number, at, who, action, subject, agency, changes }) => ({
    number,
    at,
    who: who?.name ?? '',
    action,
    what: actionText(action, language),
    kind: kindText(subject.kind, language),
    subject: subject.name ?? '',
    subject_code: subject.code ?? '',
    agency_code: agency?.code ?? '',
    agency: agency?.name ?? '',
    changes: changes.map((field) => sentence(field, language)).join('; ')
  }));
  return stringify(cells, {
    header: true,
    columns: ['number', 'at', 'who', 'action', 'what', 'kind', 'subject', 'subject_code', 'agency_code', 'agency', 'changes'],
    bom: true,
    escape_formulas: true
  });
}

function sentence(field: ChangedField, language: 'vi' | 'en'): string {
  const name = fieldText(field.field, language);
  const text = (value: ChangeValue) => valueText(field.field, value, language);
  if (field.kind === 'change') return `${name}: ${text(field.before)} → ${text(field.after)}`;
  return `${name}: ${field.kind === 'fact' ? text(field.value) : field.values.map(text).join(', ')}`;
}

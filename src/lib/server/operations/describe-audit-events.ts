/** Audit events with the names of what they are about, in place of ids. */
import type { ChangedField, ChangeValue } from '../../core/audit/read-change';
import { readChange } from '../../core/audit/read-change';
import type { Db } from '../schema';
import type { AuditRow } from '../store/audit-list';
import type { NamedSubject } from '../store/audit-names';
import { nameAgencies, nameCounters, nameQuestionnaires, nameScorecards, nameSurveys, nameUsers } from '../store/audit-names';

type Language = 'vi' | 'en';

export interface DescribedEvent {
  readonly number: number;
  readonly at: string;
  /** null: a command, the system, or somebody who was not signed in. */
  readonly who: { readonly id: string; readonly name: string } | null;
  readonly action: string;
  readonly subject: {
    readonly kind: string;
    /** undefined: it is gone, or has no name. */
    readonly name: string | undefined;
    readonly code: string | undefined;
    readonly year: number | undefined;
  };
  /** Where in the tree. */
  readonly agency: { readonly code: string; readonly name: string } | null;
  readonly changes: readonly ChangedField[];
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export async function describeAuditEvents(db: Db, rows: readonly AuditRow[], language: Language): Promise<readonly DescribedEvent[]> {
  const changes = rows.map(({ change }) => readChange(change));
  const subjects = (kind: string) => [...new Set(rows.filter((row) => row.subjectKind === kind).map((row) => row.subjectId))];
  const named = [
    ...new Set(
      changes
        .flat()
        .flatMap(valuesOf)
        .filter((value): value is string => typeof value === 'string' && ID.test(value))
    )
  ];
  const places = rows.flatMap(({ agencyId }) => (agencyId === null ? [] : [agencyId]));
  const agencies = await nameAgencies(db, [...new Set([...places, ...subjects('agency'), ...named])]);
  const counters = await nameCounters(db, [...new Set([...subjects('counter'), ...named])]);
  const byKind: Readonly<Record<string, ReadonlyMap<string, NamedSubject>>> = {
    agency: agencies,
    counter: counters,
    survey: await nameSurveys(db, subjects('survey')),
    questionnaire: await nameQuestionnaires(db, subjects('questionnaire')),
    user: await nameUsers(db, subjects('user')),
    scorecard: await nameScorecards(db, subjects('scorecard'))
  };
  const naming = (value: ChangeValue): ChangeValue => {
    const name = typeof value === 'string' ? (agencies.get(value) ?? counters.get(value)) : undefined;
    return name ? name[language] || name.vi : value;
  };
  return rows.map((row, i) => {
    const subject = byKind[row.subjectKind]?.get(row.subjectId);
    const agency = row.agencyId === null ? undefined : agencies.get(row.agencyId);
    return {
      number: row.number,
      at: row.at,
      who: row.userId === null ? null : { id: row.userId, name: row.userName ?? row.userId },
      action: row.action,
      subject: {
        kind: row.subjectKind,
        name: subject && (subject[language] || subject.vi),
        code: subject?.code ?? (row.subjectKind === 'report' ? row.subjectId : undefined),
        year: subject?.year
      },
      agency: agency ? { code: agency.code, name: agency[language] || agency.vi } : null,
      changes: changes[i]!.map((field) => withNames(field, naming))
    };
  });
}

function valuesOf(field: ChangedField): readonly ChangeValue[] {
  if (field.kind === 'list') return field.values;
  return field.kind === 'change' ? [field.before, field.after] : [field.value];
}

function withNames(field: ChangedField, naming: (value: ChangeValue) => ChangeValue): ChangedField {
  if (field.kind === 'list') return { ...field, values: field.values.map(naming) };
  if (field.kind === 'fact') return { ...field, value: naming(field.value) };
  return { ...field, before: naming(field.before), after: naming(field.after) };
}

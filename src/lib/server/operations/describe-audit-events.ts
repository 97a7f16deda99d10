/** Audit events with the names of what they are about, in place of ids. */
import type { ChangedField, ChangeValue } from '../../core/audit/read-change';
import { readChange } from '../../core/audit/read-change';
import type { Db } from '../schema';
import type { AuditRow } from '../store/audit-list';
import type { NamedSubject } from '../store/audit-names';
import {
  nameAgencies,
  nameCounters,
  nameQuestionnaires,
  nameScorecards,
  nameSurveys,
  nameSurveysByCode,
  nameTokens,
  nameUsers,
  nameVersions
} from '../store/audit-names';

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

/** What is named by its code or id alone. */
const NAMELESS: ReadonlySet<string> = new Set(['report', 'quality-decision']);

/** An id, or a role and the id of where it is held. */
const ID = /^(?:[a-z_]+ )?([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})$/;

const idIn = (value: ChangeValue): string | undefined => (typeof value === 'string' ? ID.exec(value)?.[1] : undefined);

export async function describeAuditEvents(db: Db, rows: readonly AuditRow[], language: Language): Promise<readonly DescribedEvent[]> {
  const changes = rows.map(({ change }) => readChange(change));
  const subjects = (kind: string) => [...new Set(rows.filter((row) => row.subjectKind === kind).map((row) => row.subjectId))];
  const named = [
    ...new Set(
      changes
        .flat()
        .flatMap(valuesOf)
        .flatMap((value) => idIn(value) ?? [])
    )
  ];
  const places = rows.flatMap(({ agencyId }) => (agencyId === null ? [] : [agencyId]));
  const agencies = await nameAgencies(db, [...new Set([...places, ...subjects('agency'), ...named])]);
  const counters = await nameCounters(db, [...new Set([...subjects('counter'), ...named])]);
  const byKind: Readonly<Record<string, ReadonlyMap<string, NamedSubject>>> = {
    agency: agencies,
    counter: counters,
    report: await nameSurveysByCode(db, subjects('report')),
    survey: await nameSurveys(db, subjects('survey')),
    questionnaire: await nameQuestionnaires(db, subjects('questionnaire')),
    user: await nameUsers(db, [...new Set([...subjects('user'), ...named])]),
    scorecard: await nameScorecards(db, subjects('scorecard')),
    token: await nameTokens(db, subjects('token'))
  };
  const ofIds = [agencies, counters, byKind.user!, await nameVersions(db, named)];
  /** undefined: an id of what has no name, which tells nobody anything. */
  const naming = (value: ChangeValue): ChangeValue | undefined => {
    const id = idIn(value);
    if (id === undefined) return value;
    const name = ofIds.map((names) => names.get(id)).find((one) => one !== undefined);
    return name && String(value).replace(id, () => name[language] || name.vi);
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
        code: subject?.code ?? (NAMELESS.has(row.subjectKind) ? row.subjectId : undefined),
        year: subject?.year
      },
      agency: agency ? { code: agency.code, name: agency[language] || agency.vi } : null,
      changes: changes[i]!.flatMap((field) => withNames(field, naming) ?? [])
    };
  });
}

function valuesOf(field: ChangedField): readonly ChangeValue[] {
  if (field.kind === 'list') return field.values;
  return field.kind === 'change' ? [field.before, field.after] : [field.value];
}

/** undefined: none of it has a name. */
function withNames(field: ChangedField, naming: (value: ChangeValue) => ChangeValue | undefined): ChangedField | undefined {
  if (field.kind === 'list') {
    const values = field.values.map(naming).filter((value) => value !== undefined);
    return values.length === 0 ? undefined : { ...field, values };
  }
  if (field.kind === 'fact') {
    const value = naming(field.value);
    return value === undefined ? undefined : { ...field, value };
  }
  return { ...field, before: naming(field.before) ?? null, after: naming(field.after) ?? null };
}

/**
 * An interviewer's own units, as the phone shows and keeps them. Who they are is opened from the sealed box here and nowhere else in the
 * field, for whoever has the unit now; that a list was opened is in the audit log, once a list, without what stood in it.
 */
import { localDay } from '../../core/calendar/day';
import type { FieldRound, FieldUnit } from '../../core/fieldwork/field-unit';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import { requireRole } from '../auth/access';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { appendAuditEvents, byUser } from '../store/audit-events';
import { listAttemptsOfOwn } from '../store/contact-attempts';
import { listOwnUnits } from '../store/field-units';
import { listFormEventsOfOwn } from '../store/form-events';
import { inTransaction } from '../transaction';
import { groupBy } from './group-by';

export interface OpenedField {
  /** Whose they are: what the phone keeps belongs to this account. */
  readonly userId: string;
  readonly units: readonly FieldUnit[];
  readonly rounds: readonly FieldRound[];
  /** Some boxes could not be opened: APP_KEY is missing or another one. */
  readonly namesMissing: boolean;
  /** ISO time of the list. */
  readonly at: string;
}

interface Person {
  readonly name?: string;
  readonly phone?: string;
  readonly address?: string;
}

type Row = Awaited<ReturnType<typeof listOwnUnits>>[number];

const PLACE_OF = { printed: 'office', issued: 'interviewer', delivered: 'person', collected: 'collected', void: 'void' } as const;

/** `unitId`: that unit alone, if it is theirs. Throws `sign-in-needed`, `role-not-enough`. */
export async function openField(db: Db, secrets: SecretBox | undefined, asking: Asking, now: Date, unitId?: string): Promise<OpenedField> {
  const user = requireRole(asking, 'field:work');
  const rows = await listOwnUnits(db, user.id, localDay(now), unitId);
  const attempts = groupBy(await listAttemptsOfOwn(db, user.id), ({ sampled_unit_id: id }) => id);
  const forms = new Map((await listFormEventsOfOwn(db, user.id)).map(({ sampled_unit_id: id, kind }) => [id, PLACE_OF[kind]]));
  const opened = rows.map((row) => ({ row, person: openPerson(secrets, row) }));
  await recordOpening(db, user, opened, now);
  const units = opened.map(({ row, person }): FieldUnit => {
    const tries = attempts.get(row.id) ?? [];
    const last = tries.at(-1);
    return {
      id: row.id,
      serial: row.serial,
      survey: row.survey,
      agency: { vi: row.agencyVi, en: row.agencyEn },
      counter: row.counter ?? '',
      village: row.village,
      ordinal: row.ordinal,
      serviceField: row.service_field,
      completedOn: row.completed_on,
      name: person?.name ?? '',
      phone: person?.phone ?? '',
      address: person?.address ?? '',
      disposition: row.disposition,
      answered: row.responseId !== null,
      lastAttempt: last ? { at: last.at, disposition: last.disposition, note: last.note, againAt: last.again_at } : null,
      attempts: tries.length,
      form: forms.get(row.id) ?? null,
      replacementAsked: row.askedAt !== null
    };
  });
  const rounds = new Map(rows.map(({ survey, surveyVi, surveyEn }) => [survey, { code: survey, name: { vi: surveyVi, en: surveyEn } }]));
  return {
    userId: user.id,
    units,
    rounds: [...rounds.values()],
    namesMissing: opened.some(({ row, person }) => row.sealed !== null && person === null),
    at: now.toISOString()
  };
}

/** null: there is nothing to open, or it does not open. */
function openPerson(secrets: SecretBox | undefined, { sealed, frame_id: frame, unit_no: unit }: Row): Person | null {
  if (sealed === null || !secrets) return null;
  try {
    return JSON.parse(secrets.open(sealed, `frame_persons:${frame}:${unit}`).toString('utf8')) as Person;
  } catch (failure) {
    if (failure instanceof Problem) return null;
    throw failure;
  }
}

async function recordOpening(
  db: Db,
  user: { readonly id: string },
  opened: readonly { readonly row: Row; readonly person: Person | null }[],
  now: Date
): Promise<void> {
  const known = groupBy(
    opened.filter(({ person }) => person !== null),
    ({ row }) => row.survey_id
  );
  if (known.size === 0) return;
  await inTransaction(db, (trx) =>
    appendAuditEvents(
      trx,
      byUser(user, now),
      [...known].map(([surveyId, units]) => ({
        ...{ action: 'field.open-list', subjectKind: 'survey', subjectId: surveyId },
        ...{ agencyId: units[0]!.row.owner_agency_id, change: { units: units.length } }
      }))
    )
  );
}

/**
 * The re-interviewer's pages: whom they are to ask again, how to reach them, what to ask. Blind: nothing here reads what was answered
 * first, nor who asked then or tried to since. That a list with names was opened is in the audit log, once a list, without what stood in it.
 */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { AskedItem, Contact, PhoneRecheck } from '../../core/reinterview/phone-recheck';
import { askedItem } from '../../core/reinterview/phone-recheck';
import { itemsAskedAgain } from '../../core/reinterview/usual-items';
import type { Asking } from '../auth/access';
import { requireRole } from '../auth/access';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { listAgenciesOf } from '../store/agencies';
import { appendAuditEvents, byUser } from '../store/audit-events';
import type { OwnReinterview } from '../store/phone-reinterviews';
import { findSealedPerson, listOwnReinterviews } from '../store/phone-reinterviews';
import { listOwnTries } from '../store/reinterviews';
import { findRound } from '../store/rounds';
import { getQuestionnaireVersion } from '../store/versions';
import { inTransaction } from '../transaction';
import { groupBy } from './group-by';

export interface OpenedRechecks {
  /** Whose they are: what the phone keeps belongs to this account. */
  readonly userId: string;
  readonly rechecks: readonly PhoneRecheck[];
  /** ISO time of the list. */
  readonly at: string;
}

/** `id`: that one alone, if it waits for them. Throws `sign-in-needed`, `role-not-enough`. */
export async function openRechecks(
  db: Db,
  secrets: SecretBox | undefined,
  asking: Asking,
  now: Date,
  id?: string
): Promise<OpenedRechecks> {
  const user = requireRole(asking, 'field:recheck');
  const rows = await listOwnReinterviews(db, user.id, id);
  const agencies = await listAgenciesOf(db, [...new Set(rows.map(({ handlingAgencyId }) => handlingAgencyId))], localDay(now));
  const names = new Map(agencies.map(({ id: agency, name }) => [agency, name]));
  const tries = groupBy(await listOwnTries(db, user.id, rows.map((row) => row.sampled_unit_id)), ({ unitId }) => unitId); // prettier-ignore
  const items = await itemsBySurvey(db, rows);
  const rechecks = await Promise.all(
    rows.map(async (row): Promise<PhoneRecheck> => ({
      id: row.id,
      serial: row.serial,
      survey: { vi: row.surveyVi, en: row.surveyEn },
      agency: names.get(row.handlingAgencyId) ?? { vi: '' },
      serviceField: row.serviceField,
      completedOn: row.completedOn,
      contact: await openContact(db, secrets, row),
      tries: (tries.get(row.sampled_unit_id) ?? []).map(({ disposition, at }) => ({ disposition, at })),
      items: items.get(row.surveyId)!
    }))
  );
  await recordOpening(db, user, rows.filter((_, i) => rechecks[i]!.contact !== null), now); // prettier-ignore
  return { userId: user.id, rechecks, at: now.toISOString() };
}

/** Throws `sign-in-needed`, `role-not-enough`, `recheck-not-yours`. */
export async function openRecheck(db: Db, secrets: SecretBox | undefined, asking: Asking, id: string, now: Date): Promise<PhoneRecheck> {
  const [one] = (await openRechecks(db, secrets, asking, now, id)).rechecks;
  if (!one) throw new Problem('recheck-not-yours');
  return one;
}

async function itemsBySurvey(db: Db, rows: readonly OwnReinterview[]): Promise<ReadonlyMap<string, readonly AskedItem[]>> {
  const surveys = new Map(rows.map(({ surveyId, versionId }) => [surveyId, versionId]));
  return new Map(
    await Promise.all(
      [...surveys].map(async ([surveyId, versionId]): Promise<readonly [string, readonly AskedItem[]]> => {
        const { content } = await getQuestionnaireVersion(db, versionId);
        const { settings } = await findRound(db, surveyId);
        return [surveyId, itemsAskedAgain(content, settings.reinterviewItems).map((item) => askedItem(content, item))];
      })
    )
  );
}

/** Nothing of one whom another key sealed: the others are asked all the same, and the page says that this one cannot be opened. */
function readPerson(secrets: SecretBox, sealed: string, binding: string): Partial<Contact> | null {
  try {
    return JSON.parse(secrets.open(sealed, binding).toString('utf8')) as Partial<Contact>;
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'app-key-wrong') return null;
    throw failure;
  }
}

async function openContact(db: Db, secrets: SecretBox | undefined, { frameId, unitNo }: OwnReinterview): Promise<Contact | null> {
  const sealed = await findSealedPerson(db, frameId, unitNo);
  if (sealed === undefined || !secrets) return null;
  const person = readPerson(secrets, sealed, `frame_persons:${frameId}:${unitNo}`);
  return person && { name: person.name ?? '', phone: person.phone ?? '', address: person.address ?? '' };
}

async function recordOpening(db: Db, user: { readonly id: string }, opened: readonly OwnReinterview[], now: Date): Promise<void> {
  if (opened.length === 0) return;
  await inTransaction(db, (trx) =>
    appendAuditEvents(
      trx,
      byUser(user, now),
      [...groupBy(opened, ({ surveyId }) => surveyId)].map(([surveyId, units]) => ({
        ...{ action: 'recheck.open-list', subjectKind: 'survey', subjectId: surveyId },
        ...{ agencyId: units[0]!.ownerAgencyId, change: { units: units.length } }
      }))
    )
  );
}

/** Dossiers that programs registered, each with its one code. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';
import type { DossierTable } from '../schema-dossiers';
import type { SealedCode } from '../sealed-code';

/** What a dossier was given. */
export interface Slip {
  readonly code: string;
  readonly sealed: string | null;
  /** ISO time from which the code opens nothing. */
  readonly expiresAt: string;
}

/** Of the first dossier that was registered under any of the marks. */
export async function findSlipByMarks(db: Db, marks: readonly string[]): Promise<Slip | undefined> {
  const row = await db
    .selectFrom('dossiers as d')
    .innerJoin('access_codes as a', 'a.dossier_id', 'd.id')
    .select(['a.code', 'a.sealed', 'a.expires_at'])
    .where('d.dossier_mark', 'in', marks)
    .orderBy('d.registered_at')
    .orderBy('d.id')
    .limit(1)
    .executeTakeFirst();
  return row && { code: row.code, sealed: row.sealed, expiresAt: row.expires_at ?? '' };
}

/** With its code. False: another request registered the dossier, or gave out the code, a moment earlier; nothing is kept of this one. */
export async function insertDossier(trx: Db, dossier: DossierTable, code: SealedCode, expiresAt: string): Promise<boolean> {
  const inserted = await trx
    .insertInto('dossiers')
    .values(dossier)
    .onConflict((conflict) => conflict.column('dossier_mark').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return false;
  const given = await trx
    .insertInto('access_codes')
    .values({
      ...code,
      kind: 'dossier',
      counter_id: null,
      issued_at: dossier.registered_at,
      replaced_by: null,
      closed_at: null,
      dossier_id: dossier.id,
      expires_at: expiresAt
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('code')
    .executeTakeFirst();
  if (given) return true;
  await trx.deleteFrom('dossiers').where('id', '=', dossier.id).execute();
  return false;
}

/** Of a counter: dossiers registered since, and how many of their codes were answered by. */
export async function countDossiersAt(
  db: Db,
  counterId: string,
  since: string
): Promise<{ readonly registered: number; readonly answered: number }> {
  return db
    .selectFrom('dossiers as d')
    .innerJoin('access_codes as a', 'a.dossier_id', 'd.id')
    .select((eb) => [eb.fn.countAll<number>().as('registered'), eb.fn.count<number>('a.used_at').as('answered')])
    .where('d.receiving_counter_id', '=', counterId)
    .where('d.registered_at', '>=', since)
    .executeTakeFirstOrThrow();
}

/** A counter's month. */
interface SlipCounts {
  readonly registered: number;
  readonly answered: number;
}

/** By counter and month of completion, over from…to: dossiers registered, and how many of their codes were answered by. */
export async function countSlips(db: Db, counterIds: readonly string[], from: Day, to: Day): Promise<readonly SlipCounts[]> {
  const month = sql<string>`substr(d.completed_on, 1, 7)`;
  const registered = db
    .selectFrom('dossiers as d')
    .where('d.receiving_counter_id', 'in', counterIds)
    .where('d.completed_on', '>=', from)
    .where('d.completed_on', '<=', to)
    .select(['d.receiving_counter_id as counterId', month.as('month'), (eb) => eb.fn.countAll<number>().as('forms')])
    .groupBy(['d.receiving_counter_id', month]);
  const answered = registered.innerJoin('access_codes as a', 'a.dossier_id', 'd.id').where('a.used_at', 'is not', null);
  const ofAnswers = new Map((await answered.execute()).map((row) => [`${row.counterId} ${row.month}`, Number(row.forms)]));
  return (await registered.execute()).map((row) => ({
    registered: Number(row.forms),
    answered: ofAnswers.get(`${row.counterId} ${row.month}`) ?? 0
  }));
}

/** Counters that receive for an agency and are open on the day, at most `limit`. */
export async function listCountersReceivingFor(
  db: Db,
  agencyId: string,
  day: string,
  limit: number
): Promise<readonly { readonly id: string; readonly code: string }[]> {
  return db
    .selectFrom('counters')
    .select(['id', 'code'])
    .where('default_handling_agency_id', '=', agencyId)
    .where('opened_on', '<=', day)
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>=', day)]))
    .orderBy('id')
    .limit(limit)
    .execute();
}

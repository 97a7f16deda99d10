/** Dossiers that programs registered, each with its one code. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';
import type { DossierTable } from '../schema-dossiers';

export type Dossier = DossierTable;

/** The first that was registered under any of the marks. */
export async function findDossierByMarks(db: Db, marks: readonly string[]): Promise<Dossier | undefined> {
  return db
    .selectFrom('dossiers')
    .selectAll()
    .where('dossier_mark', 'in', marks)
    .orderBy('registered_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** With its code. False: another request registered the dossier, or gave out the code, a moment earlier; nothing is kept of this one. */
export async function insertDossier(trx: Db, dossier: Dossier, expiresAt: string): Promise<boolean> {
  const code = await trx
    .insertInto('access_codes')
    .values({
      code: dossier.code,
      kind: 'dossier',
      counter_id: null,
      issued_at: dossier.registered_at,
      replaced_by: null,
      closed_at: null,
      expires_at: expiresAt
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('code')
    .executeTakeFirst();
  if (!code) return false;
  const inserted = await trx
    .insertInto('dossiers')
    .values(dossier)
    .onConflict((conflict) => conflict.column('dossier_mark').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) {
    await trx.deleteFrom('access_codes').where('code', '=', dossier.code).execute();
    return false;
  }
  await trx.updateTable('access_codes').set({ dossier_id: dossier.id }).where('code', '=', dossier.code).execute();
  return true;
}

/** ISO time from which its code opens nothing, as it was when it was given out. */
export async function findDossierEnd(db: Db, code: string): Promise<string> {
  const { expires_at: end } = await db.selectFrom('access_codes').select('expires_at').where('code', '=', code).executeTakeFirstOrThrow();
  return end ?? '';
}

/** Of a counter: dossiers registered since, and how many of their codes were answered by. */
export async function countDossiersAt(
  db: Db,
  counterId: string,
  since: string
): Promise<{ readonly registered: number; readonly answered: number }> {
  return db
    .selectFrom('dossiers as d')
    .innerJoin('access_codes as a', 'a.code', 'd.code')
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

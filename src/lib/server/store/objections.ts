/** What agencies say in writing against decisions about their answers, and what they are answered. */
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';
import type { ObjectionTable } from '../schema-quality';
import { startsWith } from './agencies';
import type { PlacesOnDay } from './agencies-within';
import { isShown } from './agencies-within';

export interface ObjectionRow {
  readonly id: string;
  readonly decisionId: string;
  readonly agencyId: string;
  readonly agencyVi: string;
  readonly agencyEn: string;
  readonly agencyPath: string;
  readonly text: string;
  readonly at: string;
  readonly answer: string | null;
  readonly answeredAt: string | null;
}

export async function insertObjection(trx: Db, objection: ObjectionTable): Promise<void> {
  await trx.insertInto('objections').values(objection).execute();
}

/** Of a decision, by agencies of these places; the earliest first. */
export async function listObjections(db: Db, decisionId: string, places: PlacesOnDay): Promise<readonly ObjectionRow[]> {
  const rows = await withAgency(db, places).where('o.decision_id', '=', decisionId).orderBy('o.at').orderBy('o.id').execute();
  return rows.map(toRow);
}

export async function findObjection(db: Db, id: string, day: Day): Promise<ObjectionRow | undefined> {
  const row = await withAgency(db, { within: ['/'], except: [], day })
    .where('o.id', '=', id)
    .executeTakeFirst();
  return row && toRow(row);
}

/** False: it was answered before. */
export async function answerObjection(trx: Db, id: string, answer: string, userId: string, at: string): Promise<boolean> {
  const result = await trx
    .updateTable('objections')
    .set({ answer, answered_by: userId, answered_at: at })
    .where('id', '=', id)
    .where('answer', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

/** Of agencies of these places, not answered yet. */
export async function countOpenObjections(db: Db, places: PlacesOnDay): Promise<number> {
  return (await withAgency(db, places).where('o.answer', 'is', null).execute()).length;
}

function withAgency(db: Db, { within, except, day }: PlacesOnDay) {
  let query = db
    .selectFrom('objections as o')
    .innerJoin('agency_versions as n', (join) => join.onRef('n.agency_id', '=', 'o.agency_id').on(isShown('n', day)))
    .select(['o.id', 'o.decision_id', 'o.agency_id', 'o.text', 'o.at', 'o.answer', 'o.answered_at'])
    .select(['n.name_vi', 'n.name_en', 'n.path'])
    .where((eb) => eb.or(within.map((scope) => startsWith('n.path', scope))));
  for (const own of except) query = query.where((eb) => eb.not(startsWith('n.path', own)));
  return query;
}

function toRow(row: Awaited<ReturnType<ReturnType<typeof withAgency>['executeTakeFirstOrThrow']>>): ObjectionRow {
  return {
    id: row.id,
    decisionId: row.decision_id,
    agencyId: row.agency_id,
    agencyVi: row.name_vi,
    agencyEn: row.name_en,
    agencyPath: row.path,
    text: row.text,
    at: row.at,
    answer: row.answer,
    answeredAt: row.answered_at
  };
}

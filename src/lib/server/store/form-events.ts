/** What happened to paper forms: the ledger's rows, only ever added. */
import type { FormEventKind } from '../../core/fieldwork/ledger';
import type { Db } from '../schema';
import type { FormEventTable } from '../schema-desk';

const BATCH = 500;

/** Those that were not stored before. Returns how many. */
export async function insertFormEvents(trx: Db, events: readonly FormEventTable[]): Promise<number> {
  let stored = 0;
  for (let from = 0; from < events.length; from += BATCH) {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('form_events')
      .values(events.slice(from, from + BATCH))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    stored += Number(numInsertedOrUpdatedRows ?? 0);
  }
  return stored;
}

export async function findFormEvent(db: Db, id: string) {
  return db.selectFrom('form_events').select(['user_id', 'sampled_unit_id']).where('id', '=', id).executeTakeFirst();
}

/** Letters are no forms. */
const ofForms = (db: Db) => db.selectFrom('form_events as e').where('e.kind', '!=', 'letter');

/** Of an interviewer's units, in the order of their time. */
export async function listFormEventsOfOwn(db: Db, userId: string) {
  return ofForms(db)
    .innerJoin('sampled_units as u', 'u.id', 'e.sampled_unit_id')
    .select(['e.sampled_unit_id', 'e.kind'])
    .where('u.interviewer_id', '=', userId)
    .orderBy('e.at')
    .orderBy('e.id')
    .$narrowType<{ kind: FormEventKind }>()
    .execute();
}

/** Of one unit, in the order of their time. */
export async function listFormEventsOfUnit(db: Db, unitId: string) {
  return ofForms(db).select('e.kind').where('e.sampled_unit_id', '=', unitId).orderBy('e.at').orderBy('e.id').execute();
}

/** Of a round, with each unit's serial, agency and answer's channel; also units without any event. */
export async function listFormEventsOfRound(db: Db, surveyId: string) {
  return ofForms(db)
    .select(['e.sampled_unit_id', 'e.kind', 'e.interviewer_id', 'e.at', 'e.reason'])
    .where('e.survey_id', '=', surveyId)
    .orderBy('e.at')
    .orderBy('e.id')
    .$narrowType<{ kind: FormEventKind }>()
    .execute();
}

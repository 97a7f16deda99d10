/** Decisions about answers, and each answer's changes of status. Rows are only ever added; the answer's row alone is changed, back and forth. */
import { sql } from 'kysely';
import { newId } from '../new-id';
import type { Db, ResponseTable } from '../schema';
import type { QualityDecisionTable } from '../schema-quality';

type Status = ResponseTable['status'];
/** Ids of one query. */
const BATCH = 500;

export interface ChangedResponse {
  readonly id: string;
  readonly counterId: string;
  readonly day: string;
  readonly questionnaireVersionId: string;
  readonly handlingAgencyId: string;
  readonly from: Status;
  readonly to: Status;
}

export async function insertDecision(trx: Db, decision: QualityDecisionTable): Promise<void> {
  await trx.insertInto('quality_decisions').values(decision).execute();
}

export async function updateDecisionForms(trx: Db, id: string, forms: number): Promise<void> {
  await trx.updateTable('quality_decisions').set({ forms }).where('id', '=', id).execute();
}

/** Those of the survey's answers with these ids that have the status get the other one, and are locked until the transaction ends. */
export async function updateStatus(
  trx: Db,
  surveyId: string,
  ids: readonly string[],
  from: Status,
  to: Status
): Promise<readonly ChangedResponse[]> {
  const changed: ChangedResponse[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    const rows = await trx
      .updateTable('responses')
      .set({ status: to })
      .where('id', 'in', ids.slice(at, at + BATCH))
      .where('survey_id', '=', surveyId)
      .where('status', '=', from)
      .where('purpose', '=', 'main')
      .where('receiving_counter_id', 'is not', null)
      .returning(['id', 'receiving_counter_id', 'day', 'questionnaire_version_id', 'handling_agency_id'])
      .execute();
    for (const row of rows)
      changed.push({
        id: row.id,
        counterId: row.receiving_counter_id!,
        day: row.day,
        questionnaireVersionId: row.questionnaire_version_id,
        handlingAgencyId: row.handling_agency_id,
        from,
        to
      });
  }
  return changed;
}

/** After `updateStatus`, which holds the rows: the next number is nobody else's. */
export async function insertChanges(trx: Db, decisionId: string, changed: readonly ChangedResponse[]): Promise<void> {
  for (let at = 0; at < changed.length; at += BATCH) {
    const batch = changed.slice(at, at + BATCH);
    const last = await trx
      .selectFrom('response_changes')
      .select((eb) => ['response_id', eb.fn.max('number').as('number')])
      .where(
        'response_id',
        'in',
        batch.map(({ id }) => id)
      ) // prettier-ignore
      .groupBy('response_id')
      .execute();
    const numbers = new Map(last.map((row) => [row.response_id, row.number]));
    await trx
      .insertInto('response_changes')
      .values(
        batch.map(({ id, from, to }) => ({
          id: newId(),
          response_id: id,
          number: (numbers.get(id) ?? 0) + 1,
          decision_id: decisionId,
          from_status: from,
          to_status: to
        }))
      )
      .execute();
  }
}

/** After all of its changes: how many they are at each counter in each month. A drawn unit may have been received at none. */
export async function insertDecisionCounters(trx: Db, decisionId: string): Promise<void> {
  const month = sql<string>`substr(r.day, 1, 7)`;
  const changedTo = (status: Status) => sql<number>`sum(case when x.to_status = ${status} then 1 else 0 end)`;
  await trx
    .insertInto('quality_decision_counters')
    .columns(['decision_id', 'counter_id', 'month', 'held', 'excluded', 'restored'])
    .expression((of) =>
      of
        .selectFrom('response_changes as x')
        .innerJoin('responses as r', 'r.id', 'x.response_id')
        .select(['x.decision_id', sql<string>`r.receiving_counter_id`.as('counter_id'), month.as('month')])
        .select([changedTo('held').as('held'), changedTo('excluded').as('excluded'), changedTo('counted').as('restored')])
        .where('x.decision_id', '=', decisionId)
        .where('r.receiving_counter_id', 'is not', null)
        .groupBy(['x.decision_id', 'r.receiving_counter_id', month])
    )
    .execute();
}

/** Changes of a decision, each with whether it is still its answer's last. */
export async function listChangesOf(db: Db, decisionId: string) {
  const rows = await db
    .selectFrom('response_changes as x')
    .select(['x.response_id as responseId', 'x.from_status as from', 'x.to_status as to'])
    .select(
      sql<number>`case when exists (select 1 from response_changes as y where y.response_id = x.response_id and y.number > x.number) then 0 else 1 end`.as(
        'isLast'
      )
    )
    .where('x.decision_id', '=', decisionId)
    .execute();
  return rows.map((row) => ({ ...row, isLast: row.isLast === 1 }));
}

export async function findDecision(db: Db, id: string): Promise<QualityDecisionTable | undefined> {
  return db.selectFrom('quality_decisions').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findUndoOf(db: Db, id: string): Promise<Pick<QualityDecisionTable, 'id' | 'at'> | undefined> {
  return db.selectFrom('quality_decisions').select(['id', 'at']).where('undoes_id', '=', id).executeTakeFirst();
}

/** What was last decided about each of these answers. */
export async function listLastDecisions(
  db: Db,
  responseIds: readonly string[]
): Promise<ReadonlyMap<string, { readonly decisionId: string; readonly ground: string; readonly reason: string; readonly at: string }>> {
  const found = new Map<string, { decisionId: string; ground: string; reason: string; at: string }>();
  for (let at = 0; at < responseIds.length; at += BATCH) {
    const rows = await db
      .selectFrom('response_changes as x')
      .innerJoin('quality_decisions as d', 'd.id', 'x.decision_id')
      .select(['x.response_id', 'd.id', 'd.ground', 'd.reason', 'd.at'])
      .where('x.response_id', 'in', responseIds.slice(at, at + BATCH))
      .orderBy('x.number')
      .execute();
    for (const row of rows) found.set(row.response_id, { decisionId: row.id, ground: row.ground, reason: row.reason, at: row.at });
  }
  return found;
}

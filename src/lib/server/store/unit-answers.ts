/** A sampled unit where its answer is stored: the unit's row is the lock under which one answer comes in, whoever gives it. */
import type { Db, Schema } from '../schema';
import type { StoredSubmission } from './responses';
import { MARK_ALONE } from './kept-codes';
import { lockUnitOfRound } from './weighted-units';

export interface AnsweringUnit {
  readonly id: string;
  readonly surveyId: string;
  readonly serial: number;
  readonly handlingAgencyId: string;
  readonly receivingCounterId: string | null;
  readonly role: 'main' | 'reserve';
  readonly releasedAt: string | null;
  readonly replacedAt: string | null;
  readonly drawVoidedAt: string | null;
  readonly surveyState: Schema['surveys']['state'];
  readonly opensOn: string;
  readonly closesOn: string | null;
  /** The day the round was closed on; null: it never was, or is open again. */
  readonly closedOn: string | null;
  readonly frozenAt: string | null;
}

/** Holds the unit and its round's turn until the transaction ends; undefined: there is none. */
export async function lockAnsweringUnit(trx: Db, unitId: string): Promise<AnsweringUnit | undefined> {
  await lockUnitOfRound(trx, unitId);
  return trx
    .selectFrom('sampled_units as u')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .innerJoin('surveys as s', 's.id', 'u.survey_id')
    .leftJoin('rounds as r', 'r.survey_id', 'u.survey_id')
    .select([
      'u.id',
      'u.survey_id as surveyId',
      'u.serial',
      'u.handling_agency_id as handlingAgencyId',
      'u.receiving_counter_id as receivingCounterId',
      'u.role',
      'u.released_at as releasedAt',
      'u.replaced_at as replacedAt',
      'd.voided_at as drawVoidedAt',
      's.state as surveyState',
      's.opens_on as opensOn',
      's.closes_on as closesOn',
      'r.closed_on as closedOn',
      'r.frozen_at as frozenAt'
    ])
    .where('u.id', '=', unitId)
    .executeTakeFirst();
}

/** The unit's one answer, by whatever channel it came. */
export async function findUnitAnswer(db: Db, unitId: string): Promise<StoredSubmission | undefined> {
  return db
    .selectFrom('responses')
    .select(['receipt', 'content_hash as contentHash', 'submitted_at as submittedAt'])
    .where('sampled_unit_id', '=', unitId)
    .where('purpose', '=', 'main')
    .executeTakeFirst();
}

/** The unit has answered: its disposition, and its code has done what it is for. It is not printed again, so the mark is enough. */
export async function settleUnit(trx: Db, unitId: string, disposition: string, at: string): Promise<void> {
  await trx.updateTable('sampled_units').set({ disposition }).where('id', '=', unitId).execute();
  await trx
    .updateTable('access_codes')
    .set({ used_at: at, sealed: MARK_ALONE })
    .where('sampled_unit_id', '=', unitId)
    .where('used_at', 'is', null)
    .execute();
}

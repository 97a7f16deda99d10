/** Drawn units as those see them who have their paper forms before them: found by the printed number or the code, never by a name. */
import { sql } from 'kysely';
import type { Db, ResponseTable } from '../schema';
import type { KeyingTable, SampledUnitTable } from '../schema-desk';

export type PaperUnit = Pick<
  SampledUnitTable,
  'id' | 'serial' | 'handling_agency_id' | 'receiving_counter_id' | 'interviewer_id' | 'replaced_at'
>;

const COLUMNS = ['u.id', 'u.serial', 'u.handling_agency_id', 'u.receiving_counter_id', 'u.interviewer_id', 'u.replaced_at'] as const;

/** Of the draw that stands, among main units and reserves that came in. */
function livingUnits(db: Db, surveyId: string) {
  return db
    .selectFrom('sampled_units as u')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .where('u.survey_id', '=', surveyId)
    .where('d.voided_at', 'is', null)
    .where((of) => of.or([of('u.role', '=', 'main'), of('u.released_at', 'is not', null)]));
}

export async function findUnitBySerial(db: Db, surveyId: string, serial: number): Promise<PaperUnit | undefined> {
  return livingUnits(db, surveyId).select(COLUMNS).where('u.serial', '=', serial).executeTakeFirst();
}

/** By what the one-time code that is printed on the form may be kept under (`keysOf`). */
export async function findUnitByCode(db: Db, surveyId: string, keys: readonly string[]): Promise<PaperUnit | undefined> {
  return livingUnits(db, surveyId)
    .innerJoin('access_codes as c', 'c.sampled_unit_id', 'u.id')
    .select(COLUMNS)
    .where('c.code', 'in', keys)
    .executeTakeFirst();
}

/** True if the person ever had the form in hand, or has the unit to interview. */
export async function hadForm(db: Db, unit: PaperUnit, userId: string): Promise<boolean> {
  if (unit.interviewer_id === userId) return true;
  const event = await db
    .selectFrom('form_events')
    .select('id')
    .where('sampled_unit_id', '=', unit.id)
    .where('interviewer_id', '=', userId)
    .limit(1)
    .executeTakeFirst();
  return event !== undefined;
}

export async function findKeying(db: Db, unitId: string): Promise<KeyingTable | undefined> {
  return db.selectFrom('keyings').selectAll().where('sampled_unit_id', '=', unitId).executeTakeFirst();
}

export async function insertKeying(trx: Db, keying: KeyingTable): Promise<void> {
  await trx.insertInto('keyings').values(keying).execute();
}

/** Where it has no second copy yet (`second`) or is not settled yet (`settled`). False: somebody else was quicker. */
export async function updateKeying(
  trx: Db,
  unitId: string,
  missing: 'second_response_id' | 'settled_response_id',
  change: Partial<KeyingTable>
): Promise<boolean> {
  const changed = await trx
    .updateTable('keyings')
    .set(change)
    .where('sampled_unit_id', '=', unitId)
    .where(missing, 'is', null)
    .returning('sampled_unit_id')
    .executeTakeFirst();
  return changed !== undefined;
}

/** The unit's own answer, by whatever channel; undefined: there is none. */
export async function findMainAnswer(db: Db, unitId: string): Promise<Pick<ResponseTable, 'id' | 'channel' | 'submitted_at'> | undefined> {
  return db
    .selectFrom('responses')
    .select(['id', 'channel', 'submitted_at'])
    .where('sampled_unit_id', '=', unitId)
    .where('purpose', '=', 'main')
    .executeTakeFirst();
}

export interface StoredCopy {
  readonly id: string;
  readonly enteredBy: string | null;
  readonly enteredByName: string;
  readonly versionId: string;
  readonly answers: string;
  readonly comment: string;
}

export async function getCopy(db: Db, responseId: string): Promise<StoredCopy> {
  const row = await db
    .selectFrom('responses as r')
    .leftJoin('response_comments as c', 'c.response_id', 'r.id')
    .leftJoin('users as k', 'k.id', 'r.entered_by')
    .select(['r.id', 'r.entered_by', 'k.name', 'r.questionnaire_version_id', 'r.answers', 'c.text'])
    .where('r.id', '=', responseId)
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    enteredBy: row.entered_by,
    enteredByName: row.name ?? '',
    versionId: row.questionnaire_version_id,
    answers: row.answers,
    comment: row.text ?? ''
  };
}

/** A form that was keyed once, or twice and not alike, with who did. */
export interface OpenKeying {
  readonly serial: number;
  readonly agencyId: string;
  readonly interviewerId: string | null;
  readonly firstBy: string | null;
  readonly firstName: string | null;
  readonly secondName: string | null;
  readonly at: string;
  readonly differences: string;
  readonly isKeyedTwice: boolean;
}

/** Not settled yet, by number. */
export async function listOpenKeyings(db: Db, surveyId: string): Promise<readonly OpenKeying[]> {
  const rows = await db
    .selectFrom('keyings as k')
    .innerJoin('sampled_units as u', 'u.id', 'k.sampled_unit_id')
    .innerJoin('responses as first', 'first.id', 'k.first_response_id')
    .leftJoin('users as a', 'a.id', 'first.entered_by')
    .leftJoin('responses as second', 'second.id', 'k.second_response_id')
    .leftJoin('users as b', 'b.id', 'second.entered_by')
    .select(['u.serial', 'u.handling_agency_id as agencyId', 'u.interviewer_id as interviewerId', 'k.differences', 'k.second_response_id'])
    .select(['first.entered_by as firstBy', 'first.submitted_at as at', 'a.name as firstName', 'b.name as secondName'])
    .where('k.survey_id', '=', surveyId)
    .where('k.settled_response_id', 'is', null)
    .orderBy('u.serial')
    .execute();
  return rows.map(({ second_response_id: second, ...row }) => ({ ...row, isKeyedTwice: second !== null }));
}

export interface KeyingCounts {
  readonly settled: number;
  /** Copies that one person keyed, of all that were. */
  readonly own: number;
}

export async function countKeyings(db: Db, surveyId: string, userId: string): Promise<KeyingCounts> {
  const settled = await db
    .selectFrom('keyings')
    .select((of) => of.fn.countAll().as('n'))
    .where('survey_id', '=', surveyId)
    .where('settled_response_id', 'is not', null)
    .executeTakeFirstOrThrow();
  const own = await db
    .selectFrom('responses')
    .select((of) => of.fn.countAll().as('n'))
    .where('survey_id', '=', surveyId)
    .where('purpose', '=', 'keying')
    .where('entered_by', '=', userId)
    .executeTakeFirstOrThrow();
  return { settled: Number(settled.n), own: Number(own.n) };
}

/** Paper forms that came back, by their ledger, and that nobody has keyed yet. */
export async function countCollectedUnkeyed(db: Db, surveyId: string): Promise<number> {
  const { n } = await db
    .selectFrom('form_events as e')
    .select(sql<number>`count(distinct e.sampled_unit_id)`.as('n'))
    .where('e.survey_id', '=', surveyId)
    .where('e.kind', '=', 'collected')
    .where((of) =>
      of.not(of.exists(of.selectFrom('keyings as k').select('k.sampled_unit_id').whereRef('k.sampled_unit_id', '=', 'e.sampled_unit_id')))
    )
    .executeTakeFirstOrThrow();
  return Number(n);
}

/**
 * Kept tallies: a cache of counted answers by cell (survey × counter × day × version × handling agency), with exact
 * invalidation. Whoever writes to a day that may be kept marks the cell in the same transaction (`markCells`); whoever
 * recomputes takes the rows first (`takeMarkedCells`), reads the responses after it, and writes last. A mark's upsert and a take lock
 * the same row, so neither can slip between the other's steps.
 */
import type { Day } from '../../core/calendar/day';
import type { Tally } from '../../core/tally/tally';
import type { Db, KeptTallyTable } from '../schema';

/** Stands where a counter's id would: "every cell of this day has a row". */
export const WHOLE_DAY = '*';

export interface CellKey {
  readonly surveyId: string;
  readonly counterId: string;
  readonly day: Day;
  readonly questionnaireVersionId: string;
  readonly handlingAgencyId: string;
}

export interface OverallSums {
  readonly respondents: number;
  readonly answered: number;
  readonly satisfied: number;
  readonly valid: number;
}

const EMPTY = { respondents: 0, answered: 0, satisfied: 0, valid: 0, content: '' };

/** Marks cells as out of date, making their rows where there are none. In key order, so that two writers never wait for each other in a ring. */
export async function markCells(db: Db, keys: readonly CellKey[]): Promise<void> {
  const rows = keys.map((key) => ({ ...columnsOf(key), ...EMPTY, dirty: 1 })).toSorted(byKey);
  for (let at = 0; at < rows.length; at += 1_000)
    await db
      .insertInto('kept_tallies')
      .values(rows.slice(at, at + 1_000))
      .onConflict((conflict) =>
        conflict
          .columns(['survey_id', 'receiving_counter_id', 'day', 'questionnaire_version_id', 'handling_agency_id'])
          .doUpdateSet({ dirty: 1 })
      )
      .execute();
}

/** Gives every cell of a day that has answers a row, marked, and then the day its own row. */
export async function keepDay(db: Db, surveyId: string, day: Day): Promise<void> {
  const cells = await db
    .selectFrom('responses')
    .select(['receiving_counter_id', 'questionnaire_version_id', 'handling_agency_id'])
    .distinct()
    .where('survey_id', '=', surveyId)
    .where('day', '=', day)
    .where('purpose', '=', 'main')
    .execute();
  const rows = cells.map((cell) => ({
    ...cell,
    receiving_counter_id: cell.receiving_counter_id ?? '',
    survey_id: surveyId,
    day,
    ...EMPTY,
    dirty: 1
  }));
  const whole = {
    survey_id: surveyId,
    receiving_counter_id: WHOLE_DAY,
    day,
    questionnaire_version_id: '',
    handling_agency_id: '',
    ...EMPTY,
    dirty: 0
  };
  for (let at = 0; at < rows.length; at += 1_000)
    await db
      .insertInto('kept_tallies')
      .values(rows.slice(at, at + 1_000).toSorted(byKey))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  await db
    .insertInto('kept_tallies')
    .values(whole)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function listKeptDays(db: Db, surveyId: string, from: Day, to: Day): Promise<readonly Day[]> {
  const rows = await db
    .selectFrom('kept_tallies')
    .select('day')
    .where('survey_id', '=', surveyId)
    .where('receiving_counter_id', '=', WHOLE_DAY)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .execute();
  return rows.map((row) => row.day);
}

/** Days of from…to with a marked cell. */
export async function listMarkedDays(db: Db, surveyId: string, from: Day, to: Day): Promise<readonly Day[]> {
  const rows = await db
    .selectFrom('kept_tallies')
    .select('day')
    .distinct()
    .where('survey_id', '=', surveyId)
    .where('dirty', '=', 1)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .execute();
  return rows.map((row) => row.day);
}

/** Locks the marked cells of a day, takes their marks off and returns them: what is written to them later is marked again. */
export async function takeMarkedCells(trx: Db, surveyId: string, day: Day): Promise<readonly CellKey[]> {
  const rows = await trx
    .updateTable('kept_tallies')
    .set({ dirty: 0 })
    .where('survey_id', '=', surveyId)
    .where('day', '=', day)
    .where('dirty', '=', 1)
    .returning(['survey_id', 'receiving_counter_id', 'day', 'questionnaire_version_id', 'handling_agency_id'])
    .execute();
  return rows.map(keyOf);
}

export async function updateCell(trx: Db, key: CellKey, sums: OverallSums, tally: Tally): Promise<void> {
  await trx
    .updateTable('kept_tallies')
    .set({ ...sums, content: JSON.stringify(tally) })
    .where((eb) => eb.and(columnsOf(key)))
    .execute();
}

export interface KeptCell extends CellKey {
  readonly dirty: boolean;
  readonly content: string;
}

/** Cells of the survey over from…to, for these counters or (null) for all. */
export async function listCells(
  db: Db,
  surveyId: string,
  counterIds: readonly string[] | null,
  from: Day,
  to: Day
): Promise<readonly KeptCell[]> {
  let query = db
    .selectFrom('kept_tallies')
    .select(['survey_id', 'receiving_counter_id', 'day', 'questionnaire_version_id', 'handling_agency_id', 'dirty', 'content'])
    .where('survey_id', '=', surveyId)
    .where('day', '>=', from)
    .where('day', '<=', to);
  query =
    counterIds === null ? query.where('receiving_counter_id', '!=', WHOLE_DAY) : query.where('receiving_counter_id', 'in', counterIds);
  const rows = await query.execute();
  return rows.map((row) => ({ ...keyOf(row), dirty: row.dirty === 1, content: row.content }));
}

export interface DaySums extends OverallSums {
  readonly counterId: string;
  readonly day: Day;
  readonly dirty: boolean;
}

/** The overall figure's sums of every cell of the survey over from…to, without reading the tallies themselves. */
export async function listDaySums(db: Db, surveyId: string, from: Day, to: Day): Promise<readonly DaySums[]> {
  const rows = await db
    .selectFrom('kept_tallies')
    .select(['receiving_counter_id', 'day', 'dirty', 'respondents', 'answered', 'satisfied', 'valid'])
    .where('survey_id', '=', surveyId)
    .where('receiving_counter_id', '!=', WHOLE_DAY)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute();
  return rows.map(({ receiving_counter_id: counterId, dirty, ...sums }) => ({ ...sums, counterId, dirty: dirty === 1 }));
}

function columnsOf(key: CellKey) {
  return {
    survey_id: key.surveyId,
    receiving_counter_id: key.counterId,
    day: key.day,
    questionnaire_version_id: key.questionnaireVersionId,
    handling_agency_id: key.handlingAgencyId
  };
}

function keyOf(row: ReturnType<typeof columnsOf>): CellKey {
  return {
    surveyId: row.survey_id,
    counterId: row.receiving_counter_id,
    day: row.day,
    questionnaireVersionId: row.questionnaire_version_id,
    handlingAgencyId: row.handling_agency_id
  };
}

type KeyColumns = Pick<KeptTallyTable, 'survey_id' | 'receiving_counter_id' | 'day' | 'questionnaire_version_id' | 'handling_agency_id'>;

function byKey(a: KeyColumns, b: KeyColumns): number {
  const text = (row: KeyColumns) =>
    [row.survey_id, row.receiving_counter_id, row.day, row.questionnaire_version_id, row.handling_agency_id].join('\n');
  return text(a) < text(b) ? -1 : 1;
}

/**
 * Kept tallies: a cache of counted answers by cell (survey × counter × day × version × handling agency), with exact
 * invalidation. Whoever writes to a day that may be kept marks the cell in the same transaction (`markCells`); whoever
 * recomputes takes the rows first (`takeMarkedCells`), reads the responses after it, and writes last. A mark's upsert and a take lock
 * the same row, so neither can slip between the other's steps.
 *
 * Each day has a row of its own as well. It says whether every cell of the day has a row (`dirty` 0), and its token changes with
 * every late write to the day, in that write's transaction: what a process remembers of a day is right as long as the token is
 * the one that it read before the day's cells.
 */
import type { Day } from '../../core/calendar/day';
import { newId } from '../new-id';
import type { Db, KeptTallyTable } from '../schema';

/** Stands where a counter's id would: the day's own row. */
const WHOLE_DAY = '*';

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

const EMPTY = { token: '', respondents: 0, answered: 0, satisfied: 0, valid: 0, content: Buffer.alloc(0) };
const KEY = ['survey_id', 'receiving_counter_id', 'day', 'questionnaire_version_id', 'handling_agency_id'] as const;
/** Rows of one INSERT. */
const BATCH = 1_000;

/**
 * Marks cells as out of date, making their rows where there are none, and gives their days new tokens. In key order, and the
 * days' rows last, so that two writers never wait for each other in a ring.
 */
export async function markCells(db: Db, keys: readonly CellKey[]): Promise<void> {
  const cells = keys.map((key) => ({ ...columnsOf(key), ...EMPTY, dirty: 1 })).toSorted(byKey);
  for (let at = 0; at < cells.length; at += BATCH)
    await db
      .insertInto('kept_tallies')
      .values(cells.slice(at, at + BATCH))
      .onConflict((conflict) => conflict.columns(KEY).doUpdateSet({ dirty: 1 }))
      .execute();
  const token = newId();
  const days = new Map(keys.map(({ surveyId, day }) => [`${surveyId} ${day}`, { ...dayRow(surveyId, day, token), dirty: 1 }]));
  const rows = [...days.values()].toSorted(byKey);
  for (let at = 0; at < rows.length; at += BATCH)
    await db
      .insertInto('kept_tallies')
      .values(rows.slice(at, at + BATCH))
      .onConflict((conflict) => conflict.columns(KEY).doUpdateSet({ token }))
      .execute();
}

/** Gives every cell of a day that has answers a row, marked, and then says so in the day's own row. */
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
  for (let at = 0; at < rows.length; at += BATCH)
    await db
      .insertInto('kept_tallies')
      .values(rows.slice(at, at + BATCH).toSorted(byKey))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  const token = newId();
  await db
    .insertInto('kept_tallies')
    .values({ ...dayRow(surveyId, day, token), dirty: 0 })
    .onConflict((conflict) => conflict.columns(KEY).doUpdateSet({ token, dirty: 0 }))
    .execute();
}

/** The days of from…to that are kept, in order, each with its token. */
export async function listKeptDays(db: Db, surveyId: string, from: Day, to: Day): Promise<ReadonlyMap<Day, string>> {
  const rows = await db
    .selectFrom('kept_tallies')
    .select(['day', 'token'])
    .where('survey_id', '=', surveyId)
    .where('receiving_counter_id', '=', WHOLE_DAY)
    .where('dirty', '=', 0)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .execute();
  return new Map(rows.map(({ day, token }) => [day, token]));
}

/** Days of from…to with a marked cell. */
export async function listMarkedDays(db: Db, surveyId: string, from: Day, to: Day): Promise<readonly Day[]> {
  const rows = await db
    .selectFrom('kept_tallies')
    .select('day')
    .distinct()
    .where('survey_id', '=', surveyId)
    .where('dirty', '=', 1)
    .where('receiving_counter_id', '!=', WHOLE_DAY)
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
    .where('receiving_counter_id', '!=', WHOLE_DAY)
    .returning(KEY)
    .execute();
  return rows.map(keyOf);
}

export interface CountedCell {
  readonly key: CellKey;
  readonly sums: OverallSums;
  /** A packed tally. */
  readonly packed: Uint8Array;
}

/** Writes what was counted into cells that were taken before; their marks stay as they are. */
export async function writeCells(trx: Db, cells: readonly CountedCell[]): Promise<void> {
  const rows = cells.map(({ key, sums, packed }) => ({ ...columnsOf(key), ...EMPTY, ...sums, content: Buffer.from(packed), dirty: 0 }));
  for (let at = 0; at < rows.length; at += BATCH)
    await trx
      .insertInto('kept_tallies')
      .values(rows.slice(at, at + BATCH))
      .onConflict((conflict) =>
        conflict.columns(KEY).doUpdateSet((eb) => ({
          respondents: eb.ref('excluded.respondents'),
          answered: eb.ref('excluded.answered'),
          satisfied: eb.ref('excluded.satisfied'),
          valid: eb.ref('excluded.valid'),
          content: eb.ref('excluded.content')
        }))
      )
      .execute();
}

/** Only a cell that is not marked may be read, and only of a day that is kept. */
interface KeptContent {
  readonly dirty: number;
  /** A packed tally (core/tally/pack-tally.ts). */
  readonly content: Uint8Array;
}

export interface KeptCell extends CellKey, OverallSums, KeptContent {}

/** Cells of the survey over from…to, for these counters or (null) for all. */
export async function listCells(
  db: Db,
  surveyId: string,
  counterIds: readonly string[] | null,
  from: Day,
  to: Day
): Promise<readonly KeptCell[]> {
  const rows = await cellsWithin(db, surveyId, counterIds, from, to)
    .select([...KEY, 'dirty', 'content', 'respondents', 'answered', 'satisfied', 'valid'])
    .execute();
  return rows.map((row) => ({ ...row, ...keyOf(row) }));
}

/** The same cells' days and tallies alone: a third of the reading, where a whole place is added up. */
export async function listDayContents(
  db: Db,
  surveyId: string,
  counterIds: readonly string[] | null,
  from: Day,
  to: Day
): Promise<readonly (KeptContent & { readonly day: Day })[]> {
  return cellsWithin(db, surveyId, counterIds, from, to).select(['day', 'dirty', 'content']).execute();
}

function cellsWithin(db: Db, surveyId: string, counterIds: readonly string[] | null, from: Day, to: Day) {
  const cells = db.selectFrom('kept_tallies').where('survey_id', '=', surveyId).where('day', '>=', from).where('day', '<=', to);
  return counterIds === null ? cells.where('receiving_counter_id', '!=', WHOLE_DAY) : cells.where('receiving_counter_id', 'in', counterIds);
}

function dayRow(surveyId: string, day: Day, token: string) {
  return {
    survey_id: surveyId,
    receiving_counter_id: WHOLE_DAY,
    day,
    questionnaire_version_id: '',
    handling_agency_id: '',
    ...EMPTY,
    token
  };
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

/** Responses, their comments and device marks. */
import type { Insertable } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { Mark } from '../compiled-query';
import { compiledOnce } from '../compiled-query';
import type { Db, Schema } from '../schema';

export type NewResponse = Insertable<Schema['responses']>;

export interface StoredSubmission {
  readonly receipt: string;
  readonly contentHash: string;
  readonly submittedAt: string;
}

const RESPONSE_COLUMNS = [
  'id',
  'survey_id',
  'questionnaire_version_id',
  'receiving_counter_id',
  'handling_agency_id',
  'day',
  'submitted_at',
  'channel',
  'language',
  'duration_ms',
  'purpose',
  'status',
  'flags',
  'answers',
  'submission_scope',
  'submission_id',
  'receipt',
  'content_hash',
  'sampled_unit_id',
  'entered_by'
] as const satisfies readonly (keyof NewResponse)[];

const insertManyResponses = compiledOnce((db, mark, rows) =>
  db
    .insertInto('responses')
    .values(Array.from({ length: rows }, (_, row) => marked<NewResponse>(RESPONSE_COLUMNS, mark, row)))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
);

/** Inserts what is not there yet; returns the ids that were inserted (a repeated submission or receipt is passed over). */
export async function insertResponses(db: Db, rows: readonly NewResponse[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const inserted = await insertManyResponses(db, valuesOf(RESPONSE_COLUMNS, rows), rows.length);
  return new Set(inserted.map((row) => row.id));
}

const COMMENT_COLUMNS = ['response_id', 'survey_id', 'receiving_counter_id', 'day', 'text', 'status', 'erase_after'] as const;

const insertManyComments = compiledOnce((db, mark, rows) =>
  db
    .insertInto('response_comments')
    .values(Array.from({ length: rows }, (_, row) => marked<Schema['response_comments']>(COMMENT_COLUMNS, mark, row)))
);

export async function insertComments(db: Db, rows: readonly Schema['response_comments'][]): Promise<void> {
  if (rows.length > 0) await insertManyComments(db, valuesOf(COMMENT_COLUMNS, rows), rows.length);
}

const DEVICE_COLUMNS = ['response_id', 'device_mark', 'erase_after'] as const;

const insertManyDeviceMarks = compiledOnce((db, mark, rows) =>
  db
    .insertInto('response_devices')
    .values(Array.from({ length: rows }, (_, row) => marked<Schema['response_devices']>(DEVICE_COLUMNS, mark, row)))
);

export async function insertDeviceMarks(db: Db, rows: readonly Schema['response_devices'][]): Promise<void> {
  if (rows.length > 0) await insertManyDeviceMarks(db, valuesOf(DEVICE_COLUMNS, rows), rows.length);
}

/** A row of marks for the values that `valuesOf` lists. */
function marked<Row>(columns: readonly (keyof Row & string)[], mark: Mark, row: number): Row {
  return Object.fromEntries(columns.map((column, at) => [column, mark(row * columns.length + at)])) as Row;
}

function valuesOf<Row>(columns: readonly (keyof Row & string)[], rows: readonly Row[]): readonly unknown[] {
  return rows.flatMap((row) => columns.map((column) => row[column] ?? null));
}

const selectSubmission = compiledOnce((db, mark) =>
  db
    .selectFrom('responses')
    .select(['receipt', 'content_hash as contentHash', 'submitted_at as submittedAt'])
    .where('survey_id', '=', mark(0))
    .where('submission_scope', '=', mark(1))
    .where('submission_id', '=', mark(2))
);

export async function findSubmission(db: Db, surveyId: string, scope: string, submissionId: string): Promise<StoredSubmission | undefined> {
  const [found] = await selectSubmission(db, [surveyId, scope, submissionId]);
  return found;
}

/** Of a response that is there. */
export async function findReceiptOf(db: Db, id: string): Promise<string> {
  return (await db.selectFrom('responses').select('receipt').where('id', '=', id).executeTakeFirstOrThrow()).receipt;
}

/** What a receipt page may say: never the answers' values. */
export async function findReceipt(db: Db, receipt: string) {
  return db
    .selectFrom('responses as r')
    .innerJoin('surveys as s', 's.id', 'r.survey_id')
    .leftJoin('counters as c', 'c.id', 'r.receiving_counter_id')
    .select([
      'r.submitted_at',
      'r.receipt',
      's.name_vi',
      's.name_en',
      'r.channel',
      'r.handling_agency_id',
      'c.name as counter',
      'c.agency_id',
      'c.code',
      's.state'
    ])
    .where('r.receipt', '=', receipt)
    .executeTakeFirst();
}

/** Comments and device marks past their retention; returns how many rows went. */
export async function deleteExpired(db: Db, now: string): Promise<number> {
  const comments = await db.deleteFrom('response_comments').where('erase_after', '<=', now).executeTakeFirst();
  const devices = await db.deleteFrom('response_devices').where('erase_after', '<=', now).executeTakeFirst();
  return Number(comments.numDeletedRows + devices.numDeletedRows);
}

/** The last day after this one on which somebody answered at the counter; null: nobody did. */
export async function findLastAnswerDay(db: Db, counterId: string, after: Day): Promise<Day | null> {
  const { last } = await db
    .selectFrom('responses')
    .select((eb) => eb.fn.max('day').as('last'))
    .where('receiving_counter_id', '=', counterId)
    .where('day', '>', after)
    // By its surveys first: answers are kept in their order.
    .where('survey_id', 'in', (of) => of.selectFrom('survey_counters').select('survey_id').where('counter_id', '=', counterId))
    .executeTakeFirstOrThrow();
  return last;
}

export interface CountedResponse {
  readonly counterId: string;
  readonly day: string;
  readonly questionnaireVersionId: string;
  readonly handlingAgencyId: string;
  readonly answers: string;
}

/** Counted answers on one day, at these counters or (null) at all; one cell's, with `cell`. */
export async function listCountedResponses(
  db: Db,
  surveyId: string,
  day: string,
  counterIds: readonly string[] | null,
  cell?: { readonly questionnaireVersionId: string; readonly handlingAgencyId: string }
): Promise<readonly CountedResponse[]> {
  let query = db
    .selectFrom('responses')
    .select(['receiving_counter_id', 'day', 'questionnaire_version_id', 'handling_agency_id', 'answers'])
    .where('survey_id', '=', surveyId)
    .where('day', '=', day)
    .where('purpose', '=', 'main')
    .where('status', '=', 'counted');
  // '' is the cell of answers that came in at no counter.
  if (counterIds?.includes(''))
    query = query.where((of) => of.or([of('receiving_counter_id', 'is', null), of('receiving_counter_id', 'in', counterIds)]));
  else if (counterIds !== null) query = query.where('receiving_counter_id', 'in', counterIds);
  if (cell)
    query = query
      .where('questionnaire_version_id', '=', cell.questionnaireVersionId)
      .where('handling_agency_id', '=', cell.handlingAgencyId);
  const rows = await query.execute();
  return rows.map((row) => ({
    counterId: row.receiving_counter_id ?? '',
    day: row.day,
    questionnaireVersionId: row.questionnaire_version_id,
    handlingAgencyId: row.handling_agency_id,
    answers: row.answers
  }));
}

/** Every counted response of a survey over from…to: for tables and samples, whose figures come from the respondents. */
export async function listCountedBetween(
  db: Db,
  surveyId: string,
  from: string,
  to: string
): Promise<readonly (CountedResponse & { readonly id: string })[]> {
  const rows = await db
    .selectFrom('responses')
    .select(['id', 'receiving_counter_id', 'day', 'questionnaire_version_id', 'handling_agency_id', 'answers'])
    .where('survey_id', '=', surveyId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('purpose', '=', 'main')
    .where('status', '=', 'counted')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    counterId: row.receiving_counter_id ?? '',
    day: row.day,
    questionnaireVersionId: row.questionnaire_version_id,
    handlingAgencyId: row.handling_agency_id,
    answers: row.answers
  }));
}

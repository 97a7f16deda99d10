/**
 * A year's report, ranking and board at a hundred thousand and at a million responses: the same counters and days, ten times the answers in each
 * cell. Tallies are kept first; a report that a page asks for then reads cells, not responses. Also what keeping them costs,
 * beside one bare pass over the same responses.
 */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Day } from '../src/lib/core/calendar/day';
import { addDays, localDay, weekday } from '../src/lib/core/calendar/day';
import { makeReceipt } from '../src/lib/core/fieldwork/receipt';
import { SIPAS_2017 } from '../src/lib/core/questionnaire/instruments/sipas-2017';
import { itemsOf } from '../src/lib/core/questionnaire/questionnaire';
import { decodeAnswers, encodeAnswers } from '../src/lib/core/response/encode-answers';
import { TallyAccumulator } from '../src/lib/core/tally/accumulate-tally';
import type { TallyLayout } from '../src/lib/core/tally/layout';
import { connectSqlite, openDatabase } from '../src/lib/server/database';
import { newId } from '../src/lib/server/new-id';
import { buildReport } from '../src/lib/server/operations/build-report';
import { findReportLine } from '../src/lib/server/operations/find-report-survey';
import { keepTallies } from '../src/lib/server/operations/keep-tallies';
import { openBoard } from '../src/lib/server/operations/open-board';
import { openRanking } from '../src/lib/server/operations/open-ranking';
import type { ResponseTable, Schema } from '../src/lib/server/schema';
import { getAgencyByCode } from '../src/lib/server/store/agencies';
import type { NewResponse } from '../src/lib/server/store/responses';
import { listSurveyCounters } from '../src/lib/server/store/surveys';
import { makeAnswers, normal, seededRandom } from '../scripts/demo-answers';
import { readerOf } from '../test/support/compared-province';
import { PROVINCE, SURVEY } from '../test/support/counter-survey';
import type { BenchDatabase } from './bench-database';
import { makeBenchDatabase } from './bench-database';
import { median, printLines, rounded } from './print';

const WORKING_DAYS = 250;
const COMMUNES = 20;
const COUNTERS_EACH = 5;
/** Answers at a counter on a day: 100 counters × 250 days × 4 is a hundred thousand. */
const SMALL = 4;
const LARGE = 40;
const REPEATS = 9;
const DIFFERENT_ANSWERS = 5_000;

interface Measured {
  readonly responses: number;
  readonly cells: number;
  readonly keepMs: number;
  readonly scanMs: number;
  readonly communeMs: number;
  readonly provinceMs: number;
  /** The province's, the first that a process builds: it remembers nothing yet. */
  readonly firstMs: number;
  /** Of the province's communes, by the overall figure and by one item. */
  readonly rankingMs: number;
  readonly itemRankingMs: number;
  readonly boardMs: number;
}

export async function benchReport(): Promise<void> {
  const now = new Date();
  const year = String(Number(localDay(now).slice(0, 4)) - 1);
  using database = await makeBenchDatabase({ communes: COMMUNES, countersEach: COUNTERS_EACH, opensOn: `${year}-01-01` });
  const days = workingDays(`${year}-01-01`);
  const db = openDatabase(database.url);
  try {
    await insertAnswers(db, database, days, SMALL);
    const small = await measure(db, database, year, now);
    await insertAnswers(db, database, days, LARGE - SMALL);
    const large = await measure(db, database, year, now);
    print(small, large);
  } finally {
    await db.destroy();
  }
}

async function measure(db: Kysely<Schema>, database: BenchDatabase, year: string, now: Date): Promise<Measured> {
  const { surveys, layout } = (await findReportLine(db, SURVEY))[0]!;
  const survey = surveys[0]!;
  await db.deleteFrom('kept_tallies').execute(); // a cache: all of it is made again
  const keepMs = await timed(() => keepTallies(db, survey.id, layout, survey.opens_on, localDay(now), now));
  const count = (table: 'responses' | 'kept_tallies') =>
    db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
  return {
    responses: Number((await count('responses')).n),
    cells: Number((await count('kept_tallies')).n),
    keepMs,
    scanMs: await timed(async () => scan(database.path, layout)),
    communeMs: await reportTime(db, database.survey.communes[0]!, year, now),
    provinceMs: await reportTime(db, PROVINCE, year, now),
    firstMs: await firstReportTime(database.url, year, now),
    ...(await comparisonTimes(db, year, now))
  };
}

/** Through a connection of its own, which what a process remembers belongs to. */
async function firstReportTime(url: string, year: string, now: Date): Promise<number> {
  const db = openDatabase(url);
  const time = await timed(() => buildReport(db, { subject: { agencyCode: PROVINCE }, survey: SURVEY, period: year, scopes: ['/'] }, now));
  await db.destroy();
  return time;
}

function reportTime(db: Kysely<Schema>, agencyCode: string, year: string, now: Date): Promise<number> {
  return usualTime(async () => {
    const { report } = await buildReport(db, { subject: { agencyCode }, survey: SURVEY, period: year, scopes: ['/'] }, now);
    if (report.overall.estimate === null) throw new Error(`the report of ${agencyCode} shows no figure`);
  });
}

async function comparisonTimes(db: Kysely<Schema>, year: string, now: Date) {
  const province = await getAgencyByCode(db, PROVINCE, localDay(now));
  const reader = readerOf(province);
  const address = { agency: PROVINCE, survey: SURVEY };
  const ranking = (index: string) =>
    usualTime(async () => {
      const opened = await openRanking(db, reader, address, new URLSearchParams({ period: year, index }), now);
      if (opened.ranking?.agencies.some(({ rank }) => rank === null) !== false) throw new Error(`${index} does not rank every commune`);
    });
  return {
    rankingMs: await ranking('overall'),
    itemRankingMs: await ranking(`item.${itemsOf(SIPAS_2017)[0]!.code}`),
    boardMs: await usualTime(async () => {
      const { board } = await openBoard(db, reader, address, new URLSearchParams({ period: year }), now);
      if (board?.units.length !== COMMUNES) throw new Error('the board does not hold every commune');
    })
  };
}

async function usualTime(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let repeat = 0; repeat <= REPEATS; repeat++) times.push(await timed(work));
  return median(times.slice(1)); // the first finds cold code and a cold file
}

/** Every response read and counted once, into one tally: the least that any report without kept tallies would do. */
function scan(path: string, layout: TallyLayout): void {
  const database = connectSqlite(path);
  const accumulator = new TallyAccumulator(layout);
  const select = database.prepare(`select answers from responses where purpose = 'main' and status = 'counted'`).pluck();
  for (const answers of select.iterate() as Iterable<string>) accumulator.add(decodeAnswers(answers));
  accumulator.toTally();
  database.close();
}

/** As many answers more at every counter on every day; a transaction a day. */
async function insertAnswers(db: Kysely<Schema>, { path, survey }: BenchDatabase, days: readonly Day[], each: number): Promise<void> {
  const counters = await listSurveyCounters(db, survey.surveyId);
  const { surveys } = (await findReportLine(db, SURVEY))[0]!;
  const random = seededRandom(each);
  const answers = Array.from({ length: DIFFERENT_ANSWERS }, () => encodeAnswers(makeAnswers(SIPAS_2017, 0.3 * normal(random), random)));
  const shared = {
    survey_id: survey.surveyId,
    questionnaire_version_id: surveys[0]!.questionnaire_version_id,
    channel: 'import',
    language: 'vi',
    duration_ms: null,
    purpose: 'main',
    status: 'counted',
    flags: '[]',
    content_hash: ''
  } as const;
  const database = connectSqlite(path);
  const columns = Object.keys(rowOf(shared, counters[0]!, days[0]!, ''));
  const insert = database.prepare(`insert into responses (${columns.join()}) values (${columns.map((name) => `@${name}`).join()})`);
  const insertDay = database.transaction((day: Day) => {
    for (const counter of counters)
      for (let left = each; left > 0; left--) insert.run(rowOf(shared, counter, day, answers[Math.floor(random() * answers.length)]!));
  });
  for (const day of days) insertDay(day);
  database.close();
}

type Shared = Pick<
  ResponseTable,
  'survey_id' | 'questionnaire_version_id' | 'channel' | 'language' | 'duration_ms' | 'purpose' | 'status' | 'flags' | 'content_hash'
>;

function rowOf(shared: Shared, counter: { readonly id: string; readonly default_handling_agency_id: string }, day: Day, answers: string) {
  const id = newId();
  const row: NewResponse = {
    ...shared,
    id,
    receiving_counter_id: counter.id,
    handling_agency_id: counter.default_handling_agency_id,
    day,
    submitted_at: `${day}T03:00:00.000Z`,
    answers,
    submission_scope: counter.id,
    submission_id: id,
    receipt: makeReceipt(randomBytes)
  };
  return row;
}

function workingDays(first: Day): readonly Day[] {
  const days: Day[] = [];
  for (let day = first; days.length < WORKING_DAYS; day = addDays(day, 1)) if (weekday(day) < 5) days.push(day);
  return days;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function print(small: Measured, large: Measured): void {
  const thousands = ({ responses }: Measured) => `${Math.round(responses / 1000)} thousand responses`;
  const ms = (value: number) => `${rounded(value, 0)} ms`;
  const report = (what: string, key: Exclude<keyof Measured, 'responses' | 'cells' | 'keepMs' | 'scanMs'>) => ({
    what,
    figure: ms(large[key]),
    beside: `${ms(small[key])} with ${thousands(small)}`,
    ratio: rounded(large[key] / small[key], 2),
    aim: key === 'firstMs' ? '' : '≤ 100 ms, < 1.5'
  });
  const keep = (measured: Measured) => ({
    what: `all tallies kept again, ${thousands(measured)}`,
    figure: ms(measured.keepMs),
    beside: `${ms(measured.scanMs)} for one pass over them`,
    ratio: rounded(measured.keepMs / measured.scanMs, 2),
    aim: ''
  });
  printLines(
    `Reports with ${thousands(large)} (SQLite, ${COMMUNES * COUNTERS_EACH} counters, ${large.cells} cells; median of ${REPEATS})`,
    [
      report('the year of one commune', 'communeMs'),
      report('the year of the province', 'provinceMs'),
      report('the same, first after a start', 'firstMs'),
      report('its communes ranked by the overall figure', 'rankingMs'),
      report('its communes ranked by one item', 'itemRankingMs'),
      report('its PAPI-style board', 'boardMs'),
      keep(small),
      keep(large)
    ]
  );
}

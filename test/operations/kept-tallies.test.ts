import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { addDays } from '../../src/lib/core/calendar/day';
import type { Day } from '../../src/lib/core/calendar/day';
import { makeReceipt } from '../../src/lib/core/fieldwork/receipt';
import { mergeTallies } from '../../src/lib/core/tally/merge-tallies';
import { compileLayout } from '../../src/lib/core/tally/compile-layout';
import { openDatabase } from '../../src/lib/server/database';
import { newId } from '../../src/lib/server/new-id';
import { keepTallies, lastSettledDay } from '../../src/lib/server/operations/keep-tallies';
import { findReportLine } from '../../src/lib/server/operations/find-report-survey';
import { readCells, readDayTallies, tallyOfCell } from '../../src/lib/server/operations/read-cells';
import type { SurveySums } from '../../src/lib/server/operations/read-survey-sums';
import { readSurveySums } from '../../src/lib/server/operations/read-survey-sums';
import type { Schema } from '../../src/lib/server/schema';
import type { CellKey } from '../../src/lib/server/store/kept-tallies';
import { markCells } from '../../src/lib/server/store/kept-tallies';
import type { NewResponse } from '../../src/lib/server/store/responses';
import { insertResponses } from '../../src/lib/server/store/responses';
import { getMethodVersion, getQuestionnaireVersion } from '../../src/lib/server/store/versions';
import { inTransaction } from '../../src/lib/server/transaction';
import { onBothEngines } from '../support/engines';
import type { SmallProvince } from '../support/small-province';
import { makeSmallProvince, NOW, OPENED } from '../support/small-province';

const LAST = '2026-03-10';
const DAYS = { from: OPENED, to: LAST };

async function layoutOf(db: Kysely<Schema>, { survey }: SmallProvince) {
  const questionnaire = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  return compileLayout(questionnaire.content, (await getMethodVersion(db, survey.method_version_id)).content);
}

function response({ survey, counters }: SmallProvince, day: Day, at: number, level: number): NewResponse {
  const id = newId();
  return {
    id,
    survey_id: survey.id,
    questionnaire_version_id: survey.questionnaire_version_id,
    receiving_counter_id: counters[at]!.id,
    handling_agency_id: counters[at]!.agencyId,
    day,
    submitted_at: `${day}T03:00:00.000Z`,
    channel: 'import',
    language: 'vi',
    duration_ms: null,
    purpose: 'main',
    status: 'counted',
    flags: '[]',
    answers: `[${level}]`,
    submission_scope: 'import',
    submission_id: id,
    receipt: makeReceipt(randomBytes),
    content_hash: createHash('sha256').update(id).digest('base64url')
  };
}

/** A late write as every operation does it: the row, and its cell's mark, in one transaction. */
async function writeLate(db: Kysely<Schema>, row: NewResponse): Promise<void> {
  await inTransaction(db, async (trx) => {
    await insertResponses(trx, [row]);
    await markCells(trx, [cellOf(row)]);
  });
}

const cellOf = (row: NewResponse): CellKey => ({
  surveyId: row.survey_id,
  counterId: row.receiving_counter_id!,
  day: row.day,
  questionnaireVersionId: row.questionnaire_version_id,
  handlingAgencyId: row.handling_agency_id
});

const respondentsOf = ({ byCounter }: SurveySums): number => [...byCounter.values()].flat().reduce((sum, row) => sum + row.respondents, 0);

onBothEngines('kept tallies', (open) => {
  test('a day is kept once it has been over for an hour', () => {
    expect(lastSettledDay(new Date('2026-03-10T17:59:00Z'))).toBe('2026-03-09'); // 00:59 on 11 March in Vietnam
    expect(lastSettledDay(new Date('2026-03-10T18:00:00Z'))).toBe('2026-03-10');
  });

  test('kept, deleted or never kept: the same cells', async () => {
    await using database = await open();
    const { db } = database;
    const province = await makeSmallProvince(db);
    const layout = await layoutOf(db, province);
    for (let i = 0; i < 60; i++) await insertResponses(db, [response(province, addDays(OPENED, (i * 7) % 65), i % 3, 1 + (i % 5))]);
    const whole = async () => {
      const cells = await readCells(db, province.survey, layout, null, DAYS, NOW);
      return mergeTallies(
        layout,
        cells.map((cell) => tallyOfCell(layout, cell))
      );
    };
    const first = await whole();
    expect(first.respondents).toBe(60);
    expect(await whole()).toEqual(first);
    const kept = await db.selectFrom('kept_tallies').selectAll().execute();
    expect(kept.length).toBeGreaterThan(60);
    await db.deleteFrom('kept_tallies').execute();
    expect(await whole()).toEqual(first);
    const one = await readCells(db, province.survey, layout, [province.counters[2].id], DAYS, NOW);
    expect(one.reduce((sum, cell) => sum + cell.respondents, 0)).toBe(20);
    const cells = await readCells(db, province.survey, layout, null, DAYS, NOW);
    expect(cells.reduce((sum, cell) => sum + cell.valid, 0)).toBe(60);
    expect(cells.reduce((sum, cell) => sum + cell.satisfied, 0)).toBe(24);
    const days = await readDayTallies(db, [province.survey], layout, null, DAYS, NOW);
    expect([...days.keys()].toSorted()).toEqual([...new Set(cells.map((cell) => cell.day))].toSorted());
    expect(days.size).toBe(new Set(Array.from({ length: 60 }, (_, i) => (i * 7) % 65)).size);
    expect(mergeTallies(layout, days.values())).toEqual(first);
  });

  test('a late write to a kept day shows at once', async () => {
    await using database = await open();
    const { db } = database;
    const province = await makeSmallProvince(db);
    const layout = await layoutOf(db, province);
    const count = async () =>
      (await readCells(db, province.survey, layout, null, DAYS, NOW)).reduce((sum, cell) => sum + cell.respondents, 0);
    await writeLate(db, response(province, '2026-02-01', 0, 5));
    expect(await count()).toBe(1);
    await writeLate(db, response(province, '2026-02-01', 0, 5));
    await writeLate(db, response(province, '2026-02-01', 1, 2));
    await insertResponses(db, [response(province, LAST, 1, 2)]); // today: open, needs no mark
    expect(await count()).toBe(4);
    expect(await db.selectFrom('kept_tallies').select('day').where('day', '=', LAST).execute()).toEqual([]);
  });

  test('what a process remembers is the same object until an answer changes, by whatever connection', async () => {
    await using database = await open();
    const { db } = database;
    const province = await makeSmallProvince(db);
    const found = (await findReportLine(db, province.survey.code))[0]!;
    const read = () => readSurveySums(db, found, NOW);
    for (const day of ['2026-01-20', '2026-02-01', LAST]) await insertResponses(db, [response(province, day, 0, 5)]);
    const first = await read();
    expect(respondentsOf(first)).toBe(3);
    expect(await read()).toBe(first);

    await writeLate(db, response(province, '2026-02-01', 1, 2));
    const second = await read();
    expect(respondentsOf(second)).toBe(4);
    expect(await read()).toBe(second);

    await insertResponses(db, [response(province, LAST, 1, 2)]);
    const third = await read();
    expect(respondentsOf(third)).toBe(5);

    // Answers that leave every sum as it was: only the token says so.
    const [moved] = await db.selectFrom('responses').select('id').where('day', '=', '2026-01-20').execute();
    await inTransaction(db, async (trx) => {
      await trx.updateTable('responses').set({ status: 'held' }).where('id', '=', moved!.id).execute();
      const other = response(province, '2026-01-20', 0, 5);
      await insertResponses(trx, [other]);
      await markCells(trx, [cellOf(other)]);
    });
    expect(await read()).not.toBe(third);
    expect(respondentsOf(await read())).toBe(5);

    await db.deleteFrom('kept_tallies').execute();
    await writeLate(db, response(province, '2026-01-20', 2, 1)); // a day that is not kept just now
    expect(respondentsOf(await read())).toBe(6);
  });
});

onBothEngines('kept tallies under concurrency', (open, engine) => {
  // SQLite has one writer at a time by nature; what can go wrong needs PostgreSQL. The body is the same for both.
  test('8 writers and 4 readers never lose a late answer', async () => {
    await using database = await open();
    const province = await makeSmallProvince(database.db);
    const layout = await layoutOf(database.db, province);
    const days = Array.from({ length: 4 }, (_, i) => addDays('2026-02-02', i));
    // Two connections in one process would block each other on SQLite (its calls do not wait): there all share one.
    const connect = () => (engine === 'PostgreSQL' ? openDatabase(database.url) : database.db);
    const connections = Array.from({ length: 12 }, connect);
    let writing = 8;
    const each = 60;
    const writers = connections.slice(0, 8).map(async (db, w) => {
      for (let i = 0; i < each; i++) await writeLate(db, response(province, days[(w + i) % days.length]!, (w + i) % 3, 5));
      writing--;
    });
    const found = (await findReportLine(database.db, province.survey.code))[0]!;
    const readers = connections.slice(8).map(async (db, r) => {
      let seen = 0;
      while (writing > 0) {
        // Two read the cells, two what their process remembers of them.
        const now =
          r % 2 === 0
            ? (await readCells(db, province.survey, layout, null, DAYS, NOW)).reduce((sum, cell) => sum + cell.respondents, 0)
            : respondentsOf(await readSurveySums(db, found, NOW));
        expect(now).toBeGreaterThanOrEqual(seen); // answers only come, none goes
        seen = now;
      }
    });
    await Promise.all([...writers, ...readers]);
    for (const db of connections.slice(8)) expect(respondentsOf(await readSurveySums(db, found, NOW))).toBe(8 * each);
    await keepTallies(database.db, province.survey.id, layout, OPENED, LAST, NOW);
    const kept = await database.db.selectFrom('kept_tallies').select(['respondents', 'dirty']).execute();
    expect(kept.filter((row) => row.dirty === 1)).toEqual([]);
    expect(kept.reduce((sum, row) => sum + row.respondents, 0)).toBe(8 * each);
    if (engine === 'PostgreSQL') await Promise.all(connections.map((db) => db.destroy()));
  });
});

import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { addDays } from '../../src/lib/core/calendar/day';
import type { Day } from '../../src/lib/core/calendar/day';
import { makeReceipt } from '../../src/lib/core/fieldwork/receipt';
import { mergeTallies } from '../../src/lib/core/tally/merge-tallies';
import { compileLayout } from '../../src/lib/core/tally/layout';
import { openDatabase } from '../../src/lib/server/database';
import { newId } from '../../src/lib/server/new-id';
import { keepTallies, lastSettledDay } from '../../src/lib/server/operations/keep-tallies';
import { readActiveDays, readCells, readOverallSums } from '../../src/lib/server/operations/read-cells';
import type { Schema } from '../../src/lib/server/schema';
import { markCells } from '../../src/lib/server/store/kept-tallies';
import type { NewResponse } from '../../src/lib/server/store/responses';
import { insertResponses } from '../../src/lib/server/store/responses';
import { getMethodVersion, getQuestionnaireVersion } from '../../src/lib/server/store/versions';
import { inTransaction } from '../../src/lib/server/transaction';
import { onBothEngines } from '../support/engines';
import type { SmallProvince } from '../support/small-province';
import { makeSmallProvince, NOW, OPENED } from '../support/small-province';

const LAST = '2026-03-10';

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
    await markCells(trx, [
      {
        surveyId: row.survey_id,
        counterId: row.receiving_counter_id!,
        day: row.day,
        questionnaireVersionId: row.questionnaire_version_id,
        handlingAgencyId: row.handling_agency_id
      }
    ]);
  });
}

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
      const cells = await readCells(db, province.survey, layout, null, OPENED, LAST, NOW);
      return mergeTallies(
        layout,
        cells.map((cell) => cell.tally)
      );
    };
    const first = await whole();
    expect(first.respondents).toBe(60);
    expect(await whole()).toEqual(first);
    const kept = await db.selectFrom('kept_tallies').selectAll().execute();
    expect(kept.length).toBeGreaterThan(60);
    await db.deleteFrom('kept_tallies').execute();
    expect(await whole()).toEqual(first);
    const one = await readCells(db, province.survey, layout, [province.counters[2].id], OPENED, LAST, NOW);
    expect(one.reduce((sum, cell) => sum + cell.tally.respondents, 0)).toBe(20);
    const sums = await readOverallSums(db, province.survey, layout, OPENED, LAST, NOW);
    expect(sums.reduce((sum, row) => sum + row.valid, 0)).toBe(60);
    expect(sums.reduce((sum, row) => sum + row.satisfied, 0)).toBe(24);
    expect((await readActiveDays(db, province.survey, layout, OPENED, LAST, NOW)).length).toBe(
      new Set(Array.from({ length: 60 }, (_, i) => (i * 7) % 65)).size
    );
  });

  test('a late write to a kept day shows at once', async () => {
    await using database = await open();
    const { db } = database;
    const province = await makeSmallProvince(db);
    const layout = await layoutOf(db, province);
    const count = async () =>
      (await readCells(db, province.survey, layout, null, OPENED, LAST, NOW)).reduce((sum, cell) => sum + cell.tally.respondents, 0);
    await writeLate(db, response(province, '2026-02-01', 0, 5));
    expect(await count()).toBe(1);
    await writeLate(db, response(province, '2026-02-01', 0, 5));
    await writeLate(db, response(province, '2026-02-01', 1, 2));
    await insertResponses(db, [response(province, LAST, 1, 2)]); // today: open, needs no mark
    expect(await count()).toBe(4);
    expect(await db.selectFrom('kept_tallies').select('day').where('day', '=', LAST).execute()).toEqual([]);
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
    const readers = connections.slice(8).map(async (db) => {
      let seen = 0;
      while (writing > 0) {
        const cells = await readCells(db, province.survey, layout, null, OPENED, LAST, NOW);
        const now = cells.reduce((sum, cell) => sum + cell.tally.respondents, 0);
        expect(now).toBeGreaterThanOrEqual(seen); // answers only come, none goes
        seen = now;
      }
    });
    await Promise.all([...writers, ...readers]);
    await keepTallies(database.db, province.survey.id, layout, OPENED, LAST, NOW);
    const kept = await database.db.selectFrom('kept_tallies').select(['respondents', 'dirty']).execute();
    expect(kept.filter((row) => row.dirty === 1)).toEqual([]);
    expect(kept.reduce((sum, row) => sum + row.respondents, 0)).toBe(8 * each);
    if (engine === 'PostgreSQL') await Promise.all(connections.map((db) => db.destroy()));
  });
});

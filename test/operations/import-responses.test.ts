import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { compileLayout } from '../../src/lib/core/tally/compile-layout';
import type { ColumnMapping } from '../../src/lib/server/operations/column-mapping';
import { NO_MAPPING, readColumnMapping } from '../../src/lib/server/operations/column-mapping';
import { importResponses } from '../../src/lib/server/operations/import-responses';
import { readCells } from '../../src/lib/server/operations/read-cells';
import type { Schema } from '../../src/lib/server/schema';
import { getMethodVersion, getQuestionnaireVersion } from '../../src/lib/server/store/versions';
import { onBothEngines } from '../support/engines';
import { CONFIG, makeSmallProvince, NOW, OPENED } from '../support/small-province';
import { problemOf } from '../support/problem-of';

function importText(db: Kysely<Schema>, text: string | Uint8Array, mapping: Partial<ColumnMapping> = {}, counterCode?: string) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return importResponses(
    db,
    CONFIG,
    randomBytes,
    { surveyCode: 'round', file: 'answers.csv', bytes, mapping: { ...NO_MAPPING, ...mapping }, counterCode, day: '2026-03-01' },
    NOW,
    () => {}
  );
}

onBothEngines('importing responses', (open) => {
  test('takes commas or semicolons, with or without byte order mark; again, it adds nothing', async () => {
    await using database = await open();
    const { counters } = await makeSmallProvince(database.db);
    const comma = 'officer_1,officer_6,comment\n5,4,"Tốt, cảm ơn"\n,2,\n';
    expect(await importText(database.db, comma, {}, counters[0].code)).toEqual({ added: 2, repeated: 0 });
    expect(await importText(database.db, comma, {}, counters[0].code)).toEqual({ added: 0, repeated: 2 });
    expect(await importText(database.db, '\ufeffofficer_1;officer_6\r\n3;3\r\n', {}, counters[0].code)).toEqual({ added: 1, repeated: 0 });
    const rows = await database.db.selectFrom('responses').select('answers').execute();
    expect(rows.map((row) => row.answers).sort()).toEqual(['[3,null,3]', '[5,null,4]', '[null,null,2]']);
    expect(await database.db.selectFrom('response_comments').select('text').execute()).toEqual([{ text: 'Tốt, cảm ơn' }]);
  });

  test('maps columns, values, days and counters', async () => {
    await using database = await open();
    const { counters } = await makeSmallProvince(database.db);
    const mapping = {
      columns: { q1: 'officer_1' },
      values: { q1: { tốt: '5' } },
      ignore: ['note'],
      identity: 'id',
      day: 'date',
      counter: 'place'
    };
    const table = `id,q1,note,date,place\n1,tốt,x,2026-02-03,${counters[2].code}\n2,4,y,2026-02-04,${counters[1].code}\n`;
    expect(await importText(database.db, table, mapping)).toEqual({ added: 2, repeated: 0 });
    const longer = `${table}3,1,z,2026-02-05,${counters[1].code}\n`;
    expect(await importText(database.db, longer, mapping)).toEqual({ added: 1, repeated: 2 });
    const rows = await database.db.selectFrom('responses').select(['day', 'answers', 'receiving_counter_id']).orderBy('day').execute();
    expect(rows).toEqual([
      { day: '2026-02-03', answers: '[5]', receiving_counter_id: counters[2].id },
      { day: '2026-02-04', answers: '[4]', receiving_counter_id: counters[1].id },
      { day: '2026-02-05', answers: '[1]', receiving_counter_id: counters[1].id }
    ]);
  });

  test('names every bad line and stores none', async () => {
    await using database = await open();
    const { counters } = await makeSmallProvince(database.db);
    const table = `officer_1,officer_6,day\n5,4,2026-02-03\n9,4,2026-02-03\n,,2026-02-03\n4,x,2025-12-31\n4,4,2026-03-11\n`;
    const problem = await problemOf(importText(database.db, table, { day: 'day' }, counters[0].code));
    expect(problem.code).toBe('import-row');
    expect(problem.details.map(({ place, code }) => `${place} ${code}`)).toEqual([
      'line 3 level-out-of-scale',
      'line 4 form-empty',
      'line 5 level-out-of-scale',
      'line 5 day-outside-survey',
      'line 6 day-outside-survey'
    ]);
    expect(await database.db.selectFrom('responses').selectAll().execute()).toEqual([]);
    const header = await problemOf(importText(database.db, 'officer_1,colour\n5,red\n', {}, counters[0].code));
    expect(header).toMatchObject({ code: 'column-unknown', parameters: { columns: 'colour' } });
    const nowhere = await problemOf(importText(database.db, 'officer_1\n5\n'));
    expect(nowhere.details[0]).toMatchObject({ place: 'line 2', code: 'counter-not-in-survey' });
  });

  test('shows in the tallies at once, also of days that are kept', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, counters } = await makeSmallProvince(db);
    const questionnaire = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
    const layout = compileLayout(questionnaire.content, (await getMethodVersion(db, survey.method_version_id)).content);
    const count = async () =>
      (await readCells(db, survey, layout, null, { from: OPENED, to: '2026-03-10' }, NOW)).reduce((sum, cell) => sum + cell.respondents, 0);
    expect(await count()).toBe(0);
    await importText(db, 'officer_1\n5\n4\n', {}, counters[0].code);
    expect(await count()).toBe(2);
    await importText(db, 'officer_1\n3\n', {}, counters[0].code);
    expect(await count()).toBe(3);
  });

  test('takes the 2,800 respondents of bfi.csv whole', async () => {
    await using database = await open();
    const { counters } = await makeSmallProvince(database.db, 'bfi');
    const mapping = readColumnMapping(readFileSync('test/data/bfi-mapping.json', 'utf8'), 'bfi-mapping.json');
    expect(await importText(database.db, readFileSync('test/data/bfi.csv'), mapping, counters[0].code)).toEqual({
      added: 2800,
      repeated: 0
    });
  });
});

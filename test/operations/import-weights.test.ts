// Weights, strata and sampling units of an imported sampled survey: stored as one final run, or refused with the line and nothing stored.
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Problem } from '../../src/lib/core/problem';
import { buildReport } from '../../src/lib/server/operations/build-report';
import type { ColumnMapping } from '../../src/lib/server/operations/column-mapping';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import { changeSurveyState } from '../../src/lib/server/operations/change-survey';
import { findCounterForm } from '../../src/lib/server/operations/find-counter-form';
import type { Db } from '../../src/lib/server/schema';
import { DESIGN, importTable, makeComparedProvince, openRound } from '../support/compared-province';
import { onBothEngines } from '../support/engines';
import { NOW, OPENED } from '../support/small-province';
import { problemOf } from '../support/problem-of';

const HEADER = 'id,agency,day,w,h,c,N,officer_1';
const MAPPING = { ...DESIGN, identity: 'id' };
/** Two strata of two villages, two people in each. */
const GOOD = [
  '1,a,2026-02-03,2.5,north,1,10,5',
  '2,a,2026-02-03,2.5,north,1,10,4',
  '3,a,2026-02-04,1,north,2,10,2',
  '4,b,2026-02-04,1,north,2,10,5',
  '5,b,2026-02-05,3,south,1,8,1',
  '6,b,2026-02-05,3,south,1,8,5',
  '7,b,2026-02-06,4,south,2,8,5',
  '8,a,2026-02-06,4,south,2,8,3'
];
/** The good rows three times, under other ids: enough people in each agency for a report. */
const THRICE = ['x', 'y', 'z'].flatMap((more) => GOOD.map((line) => more + line));
const table = (...lines: readonly string[]) => [HEADER, ...lines].join('\n');
/** The good rows, one of them (from 0) with another cell. */
const changed = (row: number, column: string, cell: string) =>
  table(
    ...GOOD.map((line, i) =>
      i !== row
        ? line
        : line
            .split(',')
            .map((before, at) => (HEADER.split(',')[at] === column ? cell : before))
            .join(',')
    )
  );

async function sampledSurvey(db: Db, questionnaire = 'sipas-short') {
  const province = await makeComparedProvince(db, { communes: ['a', 'b'] });
  const survey = await openRound(db, { code: 'round', questionnaire, psu: 'design' });
  return { ...province, survey };
}

const importRound = (db: Db, text: string, mapping: Partial<ColumnMapping> = MAPPING) => importTable(db, 'round', text, mapping);

async function stored(db: Db) {
  const [runs, weights, responses] = await Promise.all([
    db.selectFrom('weighting_runs').selectAll().execute(),
    db.selectFrom('response_weights').selectAll().orderBy('response_id').execute(),
    db.selectFrom('responses').select(['id', 'answers', 'day']).orderBy('id').execute()
  ]);
  return { runs, weights, responses };
}
const NOTHING = { runs: [], weights: [], responses: [] };

const reportOf = async (db: Db, agencyCode = 'p') =>
  (await buildReport(db, { subject: { agencyCode }, survey: 'round', period: 'all', scopes: [] }, NOW)).report;

const linesOf = ({ details }: Problem) => details.map(({ place, code }) => `${place} ${code}`);

onBothEngines('importing a sampled survey', (open) => {
  test('stores the weight, stratum, PSU and population size of every row, as the survey’s final run', async () => {
    await using database = await open();
    const { db } = database;
    const { survey } = await sampledSurvey(db);
    expect(await importRound(db, table(...GOOD))).toEqual({ added: 8, repeated: 0 });
    const { runs, weights, responses } = await stored(db);
    expect(runs).toEqual([
      expect.objectContaining({ survey_id: survey.id, state: 'final', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown })
    ]);
    expect(JSON.parse(runs[0]!.steps)).toEqual([{ kind: 'imported', file: 'sample.csv', hash: expect.any(String) as unknown, rows: 8 }]);
    expect(weights.map(({ response_id }) => response_id)).toEqual(responses.map(({ id }) => id));
    expect(new Set(weights.map(({ weighting_run_id }) => weighting_run_id))).toEqual(new Set([runs[0]!.id]));
    expect(weights.map(({ stratum, psu, fpc, base_weight, weight }) => [weight, base_weight, stratum, psu, fpc].join()).toSorted()).toEqual(
      GOOD.map((line) => line.split(','))
        .map(([, , , w, h, c, N]) => [w, w, h, c, N].join())
        .toSorted()
    );
    // An answer has its own row's weight: levels 2 and 3 were given once each, with 1 and 4.
    const weightOf = (answers: string) =>
      weights.find(({ response_id }) => response_id === responses.find((one) => one.answers === answers)!.id)!.weight;
    expect([weightOf('[2]'), weightOf('[3]')]).toEqual([1, 4]);
  });

  test('without a stratum column everybody is in one; without a PSU column everybody is one; decimal commas are read', async () => {
    await using database = await open();
    const { db } = database;
    await sampledSurvey(db);
    await importRound(db, 'agency;day;w;officer_1\na;2026-02-03;2,5;5\nb;2026-02-03;0,75;4\n', {
      agency: 'agency',
      day: 'day',
      weight: 'w'
    });
    const { weights } = await stored(db);
    expect(weights.map(({ weight }) => weight).toSorted()).toEqual([0.75, 2.5]);
    expect(weights.map(({ stratum, psu, fpc, response_id }) => [stratum, psu === response_id, fpc])).toEqual(
      Array(2).fill(['', true, null])
    );
  });

  test('more rows are added to the run, and its hash is that of every weight', async () => {
    await using database = await open();
    const { db } = database;
    await sampledSurvey(db);
    await importRound(db, table(...GOOD.slice(0, 6)));
    const first = await stored(db);
    // The rest, with two that are there already: their weights are not counted again.
    expect(await importRound(db, table(...GOOD.slice(4)))).toEqual({ added: 2, repeated: 2 });
    const second = await stored(db);
    expect(second.runs).toHaveLength(1);
    expect(second.runs[0]!.id).toBe(first.runs[0]!.id);
    expect((JSON.parse(second.runs[0]!.steps) as { rows: number }[]).map(({ rows }) => rows)).toEqual([6, 2]);
    expect(second.weights).toHaveLength(8);
    expect(second.weights.filter(({ response_id }) => first.weights.some((one) => one.response_id === response_id))).toEqual(first.weights);

    const hashOf = ({ weights }: Awaited<ReturnType<typeof stored>>) =>
      createHash('sha256')
        .update(
          weights.map(({ response_id, stratum, psu, fpc, weight }) => JSON.stringify([response_id, stratum, psu, fpc, weight])).join('\n')
        )
        .digest('hex');
    expect([first.runs[0]!.hash, second.runs[0]!.hash]).toEqual([hashOf(first), hashOf(second)]);

    // Everything again changes nothing, not even the run.
    expect(await importRound(db, table(...GOOD))).toEqual({ added: 0, repeated: 8 });
    expect(await stored(db)).toEqual(second);
  });

  test.each([
    ['a weight of zero', changed(2, 'w', '0'), ['line 4 row-value']],
    ['a negative weight', changed(0, 'w', '-1'), ['line 2 row-value']],
    ['a weight that is no number', changed(7, 'w', 'nhiều'), ['line 9 row-value']],
    ['a missing weight', changed(3, 'w', ''), ['line 5 row-value']],
    ['a weight without end', changed(3, 'w', 'Infinity'), ['line 5 row-value']],
    ['a missing stratum', changed(1, 'h', ''), ['line 3 row-empty']],
    ['a missing PSU', changed(6, 'c', ''), ['line 8 row-empty']],
    ['a missing population size', changed(5, 'N', ''), ['line 7 row-value']],
    ['a population size of zero', changed(5, 'N', '0'), ['line 7 row-value']],
    ['an agency that is not there', changed(4, 'agency', 'z'), ['line 6 agency-not-in-survey']],
    ['no agency', changed(4, 'agency', ''), ['line 6 agency-not-in-survey']]
  ])('refuses %s, naming the line, and stores nothing', async (_, text, lines) => {
    await using database = await open();
    await sampledSurvey(database.db);
    const problem = await problemOf(importRound(database.db, text));
    expect([problem.code, ...linesOf(problem)]).toEqual(['import-row', ...lines]);
    expect(await stored(database.db)).toEqual(NOTHING);
  });

  test('names every bad line, not the first alone, with column and cell', async () => {
    await using database = await open();
    await sampledSurvey(database.db);
    const lines = ['1,a,2026-02-03,0,,1,10,5', '2,z,2026-02-03,2,north,1,10,5', '3,b,2025-02-03,x,north,2,-1,9', GOOD[3]!];
    const problem = await problemOf(importRound(database.db, table(...lines)));
    expect(problem).toMatchObject({ code: 'import-row', parameters: { count: 3 } });
    expect(linesOf(problem)).toEqual([
      'line 2 row-value',
      'line 2 row-empty',
      'line 3 agency-not-in-survey',
      'line 4 level-out-of-scale',
      'line 4 day-outside-survey',
      'line 4 row-value',
      'line 4 row-value'
    ]);
    expect(problem.details[0]!.parameters).toMatchObject({ line: 2, column: 'w', value: '0' });
    expect(await stored(database.db)).toEqual(NOTHING);
  });

  test.each([
    ['differs within a stratum', changed(2, 'N', '11'), 'fpc-varies', { stratum: 'north', one: 10, other: 11 }],
    [
      'is smaller than the sampled units',
      table(...GOOD.map((line) => line.replace(',8,', ',1.5,'))),
      'fpc-too-small',
      { stratum: 'south', fpc: 1.5, units: 2 }
    ]
  ])('refuses a population size that %s, and stores nothing', async (_, text, code, parameters) => {
    await using database = await open();
    await sampledSurvey(database.db);
    expect(await problemOf(importRound(database.db, text))).toMatchObject({ code, parameters });
    expect(await stored(database.db)).toEqual(NOTHING);
  });

  test('holds later rows to the sample that is there: another size of its stratum, or none, is refused and what is there stays', async () => {
    await using database = await open();
    const { db } = database;
    await sampledSurvey(db);
    await importRound(db, table(...GOOD));
    const before = await stored(db);
    const more = (size: string) => importRound(db, table(`9,a,2026-02-09,2,north,3,${size},5`));
    expect(await problemOf(more('11'))).toMatchObject({ code: 'fpc-varies', parameters: { stratum: 'north' } });
    // A third village of a stratum of eight is fine; a ninth would not be.
    const ninth = Array.from({ length: 7 }, (_, i) => `${20 + i},a,2026-02-09,2,south,${3 + i},8,5`);
    expect(await problemOf(importRound(db, table(...ninth)))).toMatchObject({
      code: 'fpc-too-small',
      parameters: { stratum: 'south', fpc: 8, units: 9 }
    });
    const without = importRound(db, 'id,agency,day,w,h,c,officer_1\n9,a,2026-02-09,2,north,3,5\n', { ...MAPPING, fpc: undefined });
    expect((await problemOf(without)).code).toBe('fpc-varies');
    expect(await stored(db)).toEqual(before);
    expect(await more('10')).toEqual({ added: 1, repeated: 0 });
  });

  test('a fraction of the units is a population size too', async () => {
    await using database = await open();
    await sampledSurvey(database.db);
    await importRound(database.db, table(...THRICE.map((line) => line.replace(',10,', ',0.2,').replace(',8,', ',1,'))));
    const report = await reportOf(database.db);
    // The census of the south adds nothing: (1 − 0.2)·2·(…) of the north's two villages is all there is.
    const [y, x] = [2.5 + 2.5 + 1 + 3 + 4, 22 - 1];
    expect(x).toBe(GOOD.reduce((sum, line) => sum + Number(line.split(',')[3]), 0));
    const share = y / x;
    const u = [(5 - share * 5) / x, (1 - share * 2) / x];
    const mean = (u[0]! + u[1]!) / 2;
    const variance = 0.8 * 2 * ((u[0]! - mean) ** 2 + (u[1]! - mean) ** 2);
    expect(report.overall.estimate!.value).toBeCloseTo(share, 12);
    expect(report.overall.estimate!.standardError).toBeCloseTo(Math.sqrt(variance), 12);
    expect(report.overall.estimate).toMatchObject({ n: 24, degreesOfFreedom: 2, psus: 4, strata: 2 });
  });

  test('refuses a weight column where the survey is not sampled, and a sampled survey without one', async () => {
    await using database = await open();
    const { db } = database;
    await makeComparedProvince(db, { communes: ['a', 'b'] });
    await openRound(db, { code: 'days', questionnaire: 'sipas-short', psu: 'day' });
    await openRound(db, { code: 'people', questionnaire: 'sipas-short', psu: 'respondent', counterCodes: [] });
    await openRound(db, { code: 'round', questionnaire: 'sipas-short', psu: 'design' });
    for (const survey of ['days', 'people'])
      for (const column of ['weight', 'stratum', 'psu', 'fpc'] as const) {
        const text = 'agency,day,x,officer_1\na,2026-02-03,1,5\n';
        const refused = importTable(db, survey, text, { agency: 'agency', day: 'day', [column]: 'x' });
        expect(await problemOf(refused), `${survey} ${column}`).toMatchObject({ code: 'import-weight-unwanted', parameters: { survey } });
      }
    const plain = importRound(db, 'agency,day,officer_1\na,2026-02-03,5\n', { agency: 'agency', day: 'day' });
    expect(await problemOf(plain)).toMatchObject({ code: 'import-weight-missing', parameters: { survey: 'round' } });
    const unweighted = importRound(db, 'agency,day,h,officer_1\na,2026-02-03,x,5\n', { agency: 'agency', day: 'day', stratum: 'h' });
    expect((await problemOf(unweighted)).code).toBe('import-weight-missing');
    const misnamed = importRound(db, 'agency,day,w,officer_1\na,2026-02-03,1,5\n', { agency: 'agency', day: 'day', weight: 'weight' });
    expect(await problemOf(misnamed)).toMatchObject({ code: 'import-header', parameters: { columns: 'weight' } });
    expect(await stored(db)).toEqual(NOTHING);
  });

  test('refuses an agency with two counters: its rows must name the counter', async () => {
    await using database = await open();
    const { db } = database;
    const { counters } = await makeComparedProvince(db, { communes: ['a', 'b'] });
    const second = await createCounter(db, { agencyCode: 'a', name: 'Quầy 2', openedOn: OPENED }, NOW, randomBytes);
    await openRound(db, { code: 'round', questionnaire: 'sipas-short', psu: 'design' });
    const problem = await problemOf(importRound(db, table(...GOOD)));
    expect(problem.code).toBe('import-row');
    expect(linesOf(problem)).toEqual([2, 3, 4, 9].map((line) => `line ${line} agency-with-counters`));
    expect(problem.details[0]!.parameters).toEqual({ code: 'a' });
    expect(await stored(db)).toEqual(NOTHING);

    const byCounter = GOOD.map((line) => line.replace(',a,', `,${second.code},`).replace(',b,', `,${counters.get('b')!.code},`));
    expect(await importRound(db, table(...byCounter), { ...MAPPING, agency: undefined, counter: 'agency' })).toEqual({
      added: 8,
      repeated: 0
    });
    const at = await db.selectFrom('responses').select('receiving_counter_id').distinct().execute();
    expect(at.map(({ receiving_counter_id: id }) => id).toSorted()).toEqual([second.id, counters.get('b')!.id].toSorted());
  });
});

onBothEngines('a sampled survey', (open) => {
  test('with a stratum of one PSU has figures and says why they have no interval', async () => {
    await using database = await open();
    const { db } = database;
    await sampledSurvey(db);
    // The south is one village now.
    await importRound(db, table(...THRICE.map((line) => line.replace(',south,2,', ',south,1,'))));
    const report = await reportOf(db);
    expect(report).toMatchObject({ unit: 'psu', respondents: 24 });
    expect(report.overall).toMatchObject({
      disclosure: 'shown',
      estimate: { standardError: null, interval: null, designEffect: null, psus: 3, strata: 2, degreesOfFreedom: 1 }
    });
    expect(report.overall.estimate!.notes).toContain('lonely-stratum');
    expect(report.overall.estimate!.value).toBeCloseTo(13 / 21, 12);
    // A village more, and there is an interval.
    await importRound(db, table('9,b,2026-02-06,2,south,7,8,4'));
    const after = await reportOf(db);
    expect(after.overall.estimate).toMatchObject({ degreesOfFreedom: 2, psus: 4, interval: expect.any(Object) as unknown });
    expect(after.overall.estimate!.notes).not.toContain('lonely-stratum');
  });

  test('with a stratum of one PSU has no interval where nobody of that stratum is: it is the sample’s', async () => {
    await using database = await open();
    const { db } = database;
    await sampledSurvey(db);
    // The north is of a, the south of b, and one village.
    const lines = THRICE.map((line) => line.replace(/,[ab],/, line.includes('north') ? ',a,' : ',b,').replace(',south,2,', ',south,1,'));
    await importRound(db, table(...lines));
    const { overall } = await reportOf(db, 'a');
    expect(overall.estimate).toMatchObject({ n: 12, degreesOfFreedom: 1, standardError: null, interval: null });
    expect(overall.estimate!.notes).toContain('lonely-stratum');
  });

  test('opens at counters that a continuous survey holds, and is not offered at their forms', async () => {
    await using database = await open();
    const { db } = database;
    const { counters } = await makeComparedProvince(db, { communes: ['a', 'b'] });
    const only = [counters.get('a')!.code];
    const continuous = await openRound(db, { code: 'days', questionnaire: 'sipas-2017', psu: 'day', counterCodes: only });
    const sampled = await openRound(db, { code: 'round', questionnaire: 'sipas-short', psu: 'design' });
    expect([sampled.mode, sampled.psu, sampled.state]).toEqual(['sampled', 'design', 'open']);
    expect((await findCounterForm(db, counters.get('a')!.code, NOW)).survey.id).toBe(continuous.id);
    // At the other counter there is the sampled one alone: no form.
    await expect(findCounterForm(db, counters.get('b')!.code, NOW)).rejects.toMatchObject({ code: 'no-survey-here' });
    // Nor does it keep a continuous survey out, or stand in its way when that opens again.
    await openRound(db, { code: 'more', questionnaire: 'sipas-short', psu: 'day', counterCodes: [counters.get('b')!.code] });
    await changeSurveyState(db, 'days', 'close', NOW);
    await changeSurveyState(db, 'days', 'open', NOW);
    // Two continuous ones at one counter are refused as before.
    await expect(openRound(db, { code: 'again', questionnaire: 'sipas-short', psu: 'day', counterCodes: only })).rejects.toMatchObject({
      code: 'counter-taken'
    });
  });

  test('whose answers have no weight has no results', async () => {
    await using database = await open();
    const { db } = database;
    await sampledSurvey(db);
    await importRound(db, table(...THRICE));
    expect((await reportOf(db)).overall.n).toBe(24);
    const [first] = (await stored(db)).weights;
    await db.deleteFrom('response_weights').where('response_id', '=', first!.response_id).execute();
    await expect(reportOf(db)).rejects.toMatchObject({ code: 'response-unweighted', parameters: { survey: 'round' } });
  });
});

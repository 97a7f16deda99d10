// The file of a frozen round's answers: R's survey package makes the report's figures of it, and it tells nobody who answered.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { codebookCsv, microdataCsv } from '../../src/lib/server/export/microdata-csv';
import { buildReport } from '../../src/lib/server/operations/build-report';
import { changeWeights } from '../../src/lib/server/operations/change-weights';
import { exportMicrodata } from '../../src/lib/server/operations/export-microdata';
import { freezeRound } from '../../src/lib/server/operations/freeze-round';
import { openClosing } from '../../src/lib/server/operations/open-closing';
import { openWeights } from '../../src/lib/server/operations/open-weights';
import { totalField } from '../../src/lib/server/operations/read-margins';
import { readCsv } from '../../src/lib/server/read-csv';
import type { Db } from '../../src/lib/server/schema';
import { isSame } from '../reference/read-reference';
import { answerRound } from '../support/answered-round';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as } from '../support/people';
import { problemOf } from '../support/problem-of';
import { runR } from '../support/r-program';
import type { TestRound } from '../support/round';
import { makeRound, ROUND_NOW as NOW } from '../support/round';

const LIMITS = { minimumRespondents: '5', mostFactor: '3' };

/** Known totals of these variables: a little more of each level than the sample has, so that weights move. */
async function fit(db: Db, { coordinator }: TestRound, variables: readonly string[]): Promise<void> {
  const { variables: known } = await openWeights(db, as(coordinator), 'round', new URLSearchParams(), NOW);
  const fields: Record<string, string | readonly string[]> = { margin: variables, ...LIMITS };
  for (const code of variables) {
    const { levels } = known.find((one) => one.code === code)!;
    let rest = 1000;
    levels.forEach(({ level }, i) => {
      const total = i === levels.length - 1 ? rest : Math.round((1000 / levels.length) * (i % 2 === 0 ? 0.8 : 1.1));
      rest -= total;
      fields[totalField(code, level)] = `${total}`;
    });
  }
  await changeWeights(db, as(coordinator), 'round', 'fit', formOf(fields), NOW);
}

/**
 * Communes become PSUs of two strata, villages the clusters in them, as a draw in three stages has them. The first of each stratum were
 * certain to be drawn.
 */
async function inStages(db: Db, { agencyIds, frameId }: TestRound): Promise<void> {
  for (const [at, agencyId] of agencyIds.entries()) {
    const commune = `c${at + 1}`;
    const psuProbability = at < 2 ? 1 : 0.2 + 0.05 * at;
    await db
      .updateTable('sampled_units as u')
      .set((of) => ({
        stratum: at % 2 === 0 ? 'vùng cao' : 'vùng thấp',
        psu: commune,
        cluster: sql<string>`${`${commune}|`} || ${of
          .selectFrom('frame_units as f')
          .select('f.village')
          .where('f.frame_id', '=', frameId)
          .whereRef('f.unit_no', '=', 'u.unit_no')}`,
        psu_probability: psuProbability,
        inclusion_probability: psuProbability / 10
      }))
      .where('u.handling_agency_id', '=', agencyId)
      .execute();
  }
}

async function frozen(db: Db, kind: 'stratified' | 'stages' | 'post-stratified' | 'raked'): Promise<TestRound> {
  const communes = kind === 'stages' ? 8 : 3;
  const round = await makeRound(db, {
    communes,
    sample: 50,
    population: 300,
    state: 'closed',
    questionnaire: 'sipas-2017',
    interviewers: 0
  });
  await answerRound(db, round);
  if (kind === 'stages') await inStages(db, round);
  const change = (step: 'base' | 'non-response', fields: Record<string, string> = {}) =>
    changeWeights(db, as(round.coordinator), 'round', step, formOf(fields), NOW);
  await change('base');
  await change('non-response', { class: 'stratum', ...LIMITS });
  if (kind === 'post-stratified') await fit(db, round, ['item.on_time']);
  if (kind === 'raked') await fit(db, round, ['agency', 'field']);
  const { weights } = await openClosing(db, as(round.coordinator), 'round', NOW);
  await freezeRound(db, as(round.coordinator), 'round', formOf({ seen: weights!.hash }), NOW);
  return round;
}

async function filesOf(db: Db, { coordinator }: TestRound) {
  const answers = [...microdataCsv(await exportMicrodata(db, as(coordinator), 'round', 'answers', NOW))].join('');
  return { answers, codebook: codebookCsv(await exportMicrodata(db, as(coordinator), 'round', 'codebook', NOW)) };
}

/** How often each combination stands there of what an office may know of its own dossiers, by stratum and weight. */
function factCells(answers: string): ReadonlyMap<string, number> {
  const { header, rows } = readCsv<string>(Buffer.from(answers), 'a.csv', []);
  const known = [
    ...['design.stratum', 'design.fpc', 'design.base_weight', 'design.weight', 'unit.field', 'gender', 'age_band'],
    ...['has_result', 'submit_channel', 'trip_count', 'supplement_count', 'on_time', 'late_notice', 'harassment', 'extra_payment']
  ];
  expect(header).toEqual(expect.arrayContaining(known));
  const cells = new Map<string, number>();
  for (const { cells: own } of rows) {
    const key = known.map((column) => own[column]).join('|');
    cells.set(key, (cells.get(key) ?? 0) + 1);
  }
  return cells;
}

onBothEngines('the file of a round', (open, engine) => {
  // The file is made by one code of what was read: one design on PostgreSQL says that it reads the same.
  const kinds = engine === 'SQLite' ? (['stratified', 'stages', 'post-stratified', 'raked'] as const) : (['raked'] as const);
  test.each(kinds)('%s: R’s figures are the report’s', async (kind) => {
    await using database = await open();
    const { db } = database;
    const round = await frozen(db, kind);
    const { report } = await buildReport(db, { subject: { agencyCode: 'p' }, survey: 'round', scopes: ['/'], period: 'all' }, NOW);
    const factors = report.factors.filter(({ estimate }) => estimate?.standardError != null);
    expect(factors.length).toBeGreaterThan(3);
    const itemsOf = (code: string) => report.items.filter(({ section }) => section === code).map((item) => item.code);
    const wanted = [
      ...factors.map(({ code, estimate }) => ({ code, estimate: estimate!, items: itemsOf(code) })),
      {
        code: 'overall',
        estimate: report.overall.estimate!,
        items: factors.filter(({ inOverall }) => inOverall).flatMap(({ code }) => itemsOf(code))
      }
    ];

    const folder = mkdtempSync(join(tmpdir(), 'microdata-'));
    try {
      for (const [name, text] of Object.entries(await filesOf(db, round))) writeFileSync(join(folder, `${name}.csv`), text);
      const printed = runR('test/reference/estimate-microdata.R', [
        folder,
        ...wanted.map(({ code, items }) => `${code}=${items.join(',')}`)
      ]);
      const lines = printed
        .trim()
        .split('\n')
        .map((line) => line.trim().split(' '));
      expect(lines.map(([code]) => code)).toEqual(wanted.map(({ code }) => code));
      lines.forEach(([code, value, error], i) => {
        const { estimate } = wanted[i]!;
        expect(
          [isSame(estimate.value, Number(value)), isSame(estimate.standardError!, Number(error))],
          `${code} ${value} ${error} ${estimate.value} ${estimate.standardError}`
        ).toEqual([true, true]);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('clusters of the first stage are the PSUs; of one that was certain to be drawn its villages are, and it is a stratum', async () => {
    await using database = await open();
    const { db } = database;
    const round = await frozen(db, 'stages');
    const answered = await db
      .selectFrom('responses as r')
      .innerJoin('sampled_units as u', 'u.id', 'r.sampled_unit_id')
      .innerJoin('response_weights as w', 'w.response_id', 'r.id')
      .select(['u.stratum as drawnIn', 'u.psu as commune', 'u.cluster', 'w.stratum', 'w.psu', 'w.fpc'])
      .execute();
    for (const { drawnIn, commune, cluster, stratum, psu, fpc } of answered) {
      const isCertain = commune === 'c1' || commune === 'c2';
      expect([stratum, psu, fpc]).toEqual(isCertain ? [`${drawnIn} · ${commune}`, cluster, null] : [drawnIn, commune, null]);
    }
    const { header, rows } = readCsv<string>(Buffer.from((await filesOf(db, round)).answers), 'a.csv', []);
    const [stratum, psu] = header as [string, string];
    // Two strata of three communes each, and two communes of five villages each.
    const psus = (of: string) => new Set(rows.filter(({ cells }) => cells[stratum] === of).map(({ cells }) => cells[psu])).size;
    const strata = [...new Set(rows.map(({ cells }) => cells[stratum]!))];
    expect(strata.map(psus).toSorted()).toEqual([3, 3, 5, 5]);
    expect(new Set(rows.map(({ cells }) => cells[psu])).size).toBe(16);
  });

  test('says nothing of who answered: no ids, times or serials, small cells hidden, formulas made harmless', async () => {
    await using database = await open();
    const { db } = database;
    const early = await makeRound(db, { state: 'closed', communes: 1 });
    expect(await problemOf(exportMicrodata(db, as(early.coordinator), 'round', 'answers', NOW))).toMatchObject({
      code: 'round-not-frozen'
    });
    await using other = await open();
    const round = await frozen(other.db, 'stratified');
    await other.db.updateTable('sampled_units').set({ service_field: '=cmd()' }).where('survey_id', '=', round.survey.id).execute();
    const { answers, codebook } = await filesOf(other.db, round);
    for (const { id, serial } of round.units) expect(answers.includes(id) || answers.includes(`code-${serial}`)).toBe(false);
    const { header, rows } = readCsv<string>(Buffer.from(answers), 'a.csv', []);
    expect(header.slice(0, 7)).toEqual([
      ...['stratum', 'psu', 'fpc', 'base_weight', 'weight_before', 'weight'].map((part) => `design.${part}`),
      'unit.field'
    ]);
    expect(new Set(rows.map(({ cells }) => cells['unit.disposition']))).toEqual(new Set(['1.1']));
    expect(rows.length).toBe(107);
    expect(answers).not.toMatch(/2026|,=cmd/);
    expect(answers).toMatch(/,'=cmd\(\)/);
    expect(Math.min(...factCells(answers).values())).toBeGreaterThanOrEqual(5);
    expect(`${answers}${codebook}`).not.toMatch(/\bc[123]\b|Xã [123]/);
    expect(codebook).toMatch(/,protection,,"?Không được bảo vệ: .*design\.fpc/);
    expect(codebook).toMatch(/\ntrip_count,column,[1-9]\d*,/);
    expect(codebook).toContain('design.weight,column,');
    const events = await other.db.selectFrom('audit_events').select('change').where('action', '=', 'survey.microdata').execute();
    expect(events.map(({ change }) => (JSON.parse(change) as { part: string }).part)).toEqual(['answers', 'codebook']);
    expect(await problemOf(exportMicrodata(other.db, as(round.reinterviewer), 'round', 'answers', NOW))).toMatchObject({
      code: 'role-not-enough'
    });
  });
});

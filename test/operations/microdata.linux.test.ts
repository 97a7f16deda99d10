// The file of a frozen round's answers: R's survey package makes the report's figures of it, and it tells nobody who answered.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** Communes become PSUs of two strata, villages the clusters in them, as a draw in three stages has them. */
async function inStages(db: Db, round: TestRound): Promise<void> {
  await db
    .updateTable('draws')
    .set({ parameters: JSON.stringify({ stages: [{ by: 'agency' }, { by: 'village' }] }) })
    .where('id', '=', round.drawId)
    .execute();
  for (const [at, agencyId] of round.agencyIds.entries())
    await db
      .updateTable('sampled_units')
      .set({
        stratum: at % 2 === 0 ? 'vùng cao' : 'vùng thấp',
        psu: `c${at + 1}`,
        psu_probability: 0.2 + 0.05 * at,
        inclusion_probability: 0.02 + 0.005 * at
      })
      .where('handling_agency_id', '=', agencyId)
      .execute();
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

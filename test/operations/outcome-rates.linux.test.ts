// Outcome rates of generated rounds are R's, from the file of units that a reader is given and from what the test knows of each unit.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { expect, test } from 'vitest';
import { seededRandom } from '../../scripts/demo-answers';
import { MATTERS } from '../../src/lib/core/fieldwork/open-matters';
import { readFrozenRecord } from '../../src/lib/core/fieldwork/read-frozen-record';
import type { OutcomeRates } from '../../src/lib/core/fieldwork/response-rates';
import { codebookCsv, microdataCsv } from '../../src/lib/server/export/microdata-csv';
import { changeWeights } from '../../src/lib/server/operations/change-weights';
import { exportMicrodata } from '../../src/lib/server/operations/export-microdata';
import { exportOutcomes } from '../../src/lib/server/operations/export-outcomes';
import { freezeRound, reasonField } from '../../src/lib/server/operations/freeze-round';
import { openClosing } from '../../src/lib/server/operations/open-closing';
import { openFieldBoard } from '../../src/lib/server/operations/open-field-board';
import { readCsv } from '../../src/lib/server/read-csv';
import type { Db } from '../../src/lib/server/schema';
import { isSame } from '../reference/read-reference';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as } from '../support/people';
import { problemOf } from '../support/problem-of';
import { runR } from '../support/r-program';
import type { TestRound } from '../support/round';
import { makeRound, ROUND_NOW as NOW } from '../support/round';
import type { PlannedUnit } from '../support/scattered-outcomes';
import { scatterOutcomes } from '../support/scattered-outcomes';

const DESIGNS = ['simple', 'stratified', 'stages'] as const;
type Design = (typeof DESIGNS)[number];
const RATES = ['rr1', 'rr2', 'rr3', 'rr4', 'coop1', 'coop2', 'coop3', 'coop4', 'ref1', 'con1', 'e'] as const;

/** Of a commune's units in turn: its villages are of different sizes. */
const VILLAGES = [0, 1, 1, 2, 2, 2];

/** How the units of each commune were drawn: at once with one probability, at once with its own, or in villages of communes drawn by size. */
async function drawAs(
  db: Db,
  { units, agencyIds }: TestRound,
  design: Design
): Promise<ReadonlyMap<string, Readonly<Record<string, string | number>>>> {
  const drawn = new Map<string, Record<string, string | number>>();
  for (const { id, handling_agency_id: agencyId, unit_no: unitNo, role, stratum } of units) {
    const at = agencyIds.indexOf(agencyId);
    const own = { stratum, psu: '', cluster: '', role, probability: 0.2 };
    if (design === 'simple') own.stratum = 'cả tỉnh';
    if (design === 'stratified') own.probability = 1 / (3 + 4 * at);
    if (design === 'stages') {
      own.stratum = at % 2 === 0 ? 'vùng cao' : 'vùng thấp';
      own.psu = `c${at + 1}`;
      const village = VILLAGES[unitNo! % VILLAGES.length]!;
      own.cluster = `c${at + 1}|${village}`;
      own.probability = ((at + 1) / 10) * (0.1 + 0.05 * village);
    }
    const { probability, ...labels } = own;
    const stored = {
      ...labels,
      psu: design === 'stages' ? own.psu : id,
      psu_probability: design === 'stages' ? (at + 1) / 10 : probability
    };
    await db
      .updateTable('sampled_units')
      .set({ ...stored, inclusion_probability: probability })
      .where('id', '=', id)
      .execute();
    drawn.set(id, own);
  }
  return drawn;
}

async function generate(db: Db, design: Design, seed: number) {
  const round = await makeRound(db, { communes: design === 'stages' ? 6 : 3, sample: 30, reserve: 6, state: 'closed', interviewers: 0 });
  const drawn = await drawAs(db, round, design);
  const planned = await scatterOutcomes(db, round, seededRandom(seed));
  const asking = as(round.coordinator);
  await changeWeights(db, asking, 'round', 'base', formOf({}), NOW);
  await changeWeights(db, asking, 'round', 'non-response', formOf({ class: 'stratum', minimumRespondents: '5', mostFactor: '10' }), NOW);
  const { weights, open } = await openClosing(db, asking, 'round', NOW);
  const reasons = MATTERS.map((matter) => [reasonField(matter), 'Đã xem xét, chấp nhận để khóa sổ'] as const);
  expect(open!.units).toBeGreaterThan(0);
  await freezeRound(db, asking, 'round', formOf({ seen: weights!.hash, ...Object.fromEntries(reasons) }), NOW);
  const { frozen_record: text } = await db.selectFrom('rounds').select('frozen_record').executeTakeFirstOrThrow();
  const { counts, weights: weighted } = readFrozenRecord(text!);
  const { total } = await openFieldBoard(db, asking, 'round', NOW);
  const file = [...microdataCsv(await exportOutcomes(db, asking, 'round', NOW))].join('');
  return { round, counts, board: total, file, plan: planCsv(planned, drawn), planned, respondents: await countWeights(db), weighted };
}

const countWeights = async (db: Db) => (await db.selectFrom('response_weights').select('response_id').execute()).length;

/** The same table out of what the test did; R makes class and weight anyway. */
function planCsv(planned: readonly PlannedUnit[], drawn: ReadonlyMap<string, Readonly<Record<string, string | number>>>): string {
  const weightOf = (unit: PlannedUnit) => {
    const own = drawn.get(unit.id)!;
    const pool = planned.filter(({ id }) => ['stratum', 'psu', 'cluster'].every((part) => drawn.get(id)![part] === own[part]));
    const main = pool.filter(({ isReserve }) => !isReserve).length;
    return (main === 0 ? 1 : main / pool.length) / Number(own['probability']);
  };
  const rows = planned.map((unit) => ({ ...drawn.get(unit.id), base_weight: weightOf(unit), disposition: unit.code, class: classByHand(unit.code), used: unit.isUsed ? 1 : 0 })); // prettier-ignore
  return stringify(rows, { header: true });
}

function classByHand(code: string): string {
  const kinds = { '2.1': 'R', '2.2': 'NC', '2.3': 'O', '3.1': 'UH', '3.2': 'UO', '3.9': 'UO' } as const;
  if (code === '1.1' || code === '1.2') return code === '1.1' ? 'I' : 'P';
  return code === '4.31' || code === '4.32' ? 'UH' : (kinds[code.slice(0, 3) as '2.1'] ?? 'NE');
}

/** By file, its rates of units and of weights. */
function ratesOfR(folder: string, files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const paths = Object.keys(files).map((name) => join(folder, name));
  const lines = runR('test/reference/outcome-rates.R', paths).trim().split('\n').map((line) => line.trim().split(' ')); // prettier-ignore
  return new Map(
    lines.map(([name, kind, ...values]) => [`${name} ${kind}`, values.map((value) => (value === 'NA' ? null : Number(value)))])
  );
}

function expectSame(ours: OutcomeRates, theirs: readonly (number | null)[], about: string): void {
  RATES.forEach((rate, at) => {
    const [a, b] = [ours[rate], theirs[at]!];
    expect(a === null || b === null ? a === b : isSame(a, b), `${about} ${rate}: ${a} ${b}`).toBe(true);
  });
}

onBothEngines('the outcome rates of a round', (open, engine) => {
  // The board counts in SQL, so both engines; more rounds of each design where they cost nothing.
  const seeds = engine === 'SQLite' ? [1, 2, 3, 4] : [5];
  test('are R’s ratio estimates from the file of units, on generated rounds of every design', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outcomes-'));
    try {
      const made: { name: string; made: Awaited<ReturnType<typeof generate>> }[] = [];
      for (const design of DESIGNS)
        for (const seed of seeds) {
          await using database = await open();
          made.push({ name: `${design}-${seed}`, made: await generate(database.db, design, seed) });
        }
      const files = made.flatMap(({ name, made: { file, plan } }) => [[`${name}-file`, file], [`${name}-plan`, plan]] as const); // prettier-ignore
      const rates = ratesOfR(folder, Object.fromEntries(files));
      for (const {
        name,
        made: { counts, board, planned, respondents }
      } of made) {
        const isEven = new Set(readUnits(Object.fromEntries(files)[`${name}-file`]!).map((unit) => unit['drawn.base_weight'])).size === 1; // prettier-ignore
        for (const source of ['file', 'plan']) {
          expectSame(counts.rates, rates.get(`${name}-${source} units`)!, name);
          expectSame(board.rates, rates.get(`${name}-${source} units`)!, name);
          const weighted = rates.get(`${name}-${source} weighted`)!;
          if (isEven) expect(weighted.every((rate, at) => isSame(rate!, counts.rates[RATES[at]!]!))).toBe(true);
          expect([counts.weightedRates === null, board.weightedRates === null]).toEqual([isEven, isEven]);
          if (!isEven) for (const ours of [counts.weightedRates!, board.weightedRates!]) expectSame(ours, weighted, `${name} weighted`);
        }
        // Whoever has a weight responded or broke off.
        expect(respondents).toBe(counts.responded + counts.brokenOff!);
        expect(counts.brokenOff).toBe(planned.filter(({ code, isUsed }) => code === '2.12' && isUsed).length);
        expect(counts.brokenOff).toBeGreaterThan(0);
        expect(counts.dispositions['2.12']).toBeGreaterThan(counts.brokenOff!);
      }
      expect(new Set(made.flatMap(({ made: { counts } }) => Object.keys(counts.dispositions))).size).toBe(20);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('are in a file that names nobody', async () => {
    await using database = await open();
    const { db } = database;
    const { round, file } = await generate(db, 'stages', 9);
    const units = readUnits(file);
    for (const { id, serial } of round.units) expect(file.includes(id) || file.includes(`code-${serial}`)).toBe(false);
    expect(file).not.toMatch(/c[1-6]\b|vùng|2026|Bản/);
    expect(new Set(units.map((unit) => unit['drawn.psu'])).size).toBe(6);
    // So that whoever doubts break-offs makes the figures without them.
    const answers = readUnits([...microdataCsv(await exportMicrodata(db, as(round.coordinator), 'round', 'answers', NOW))].join(''));
    const used = (code: string) => units.filter((unit) => unit['outcome.used'] === '1' && unit['outcome.disposition'] === code).length;
    for (const code of ['1.1', '1.2', '2.12']) expect(answers.filter((row) => row['unit.disposition'] === code)).toHaveLength(used(code));
    const codebook = codebookCsv(await exportMicrodata(db, as(round.coordinator), 'round', 'codebook', NOW));
    for (const column of Object.keys(units[0]!)) expect(codebook).toContain(`\n${column},column,`);
    expect(codebook).toContain('\noutcome.disposition,value,2.12,R: Bỏ dở,R: Break-off');
    const events = await db.selectFrom('audit_events').select('change').where('action', '=', 'survey.microdata').execute();
    expect(events.map(({ change }) => JSON.parse(change) as unknown)).toContainEqual({ part: 'units', rows: units.length });
    await db.updateTable('rounds').set({ frozen_hash: null }).execute();
    expect(await problemOf(exportOutcomes(db, as(round.coordinator), 'round', NOW))).toMatchObject({ code: 'round-not-frozen' });
  });
});

function readUnits(file: string): readonly Readonly<Record<string, string>>[] {
  return readCsv<string>(Buffer.from(file), 'units.csv', []).rows.map(({ cells }) => cells);
}

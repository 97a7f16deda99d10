/**
 * The report of a frozen round of 75 communes whose weights were raked to three margins, beside the same round's with weights that were not fitted:
 * what the variance of fitted weights costs.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../src/lib/server/database';
import { migrateToLatest } from '../src/lib/server/migrate';
import { buildReport } from '../src/lib/server/operations/build-report';
import { changeWeights } from '../src/lib/server/operations/change-weights';
import { freezeRound, reasonField } from '../src/lib/server/operations/freeze-round';
import { openClosing } from '../src/lib/server/operations/open-closing';
import { totalField } from '../src/lib/server/operations/read-margins';
import { openWeights } from '../src/lib/server/operations/open-weights';
import type { WeightingVariable } from '../src/lib/server/operations/weighting-variables';
import type { Db } from '../src/lib/server/schema';
import { answerRound } from '../test/support/answered-round';
import { formOf } from '../test/support/asking';
import { as } from '../test/support/people';
import { makeRound, ROUND_NOW as NOW } from '../test/support/round';
import { median, printLines, rounded } from './print';

const COMMUNES = 75;
const IN_LIST = 260;
const EACH = 20;
const MARGINS = ['agency', 'field', 'item.gender'];
const REPEATS = 7;

export async function benchFrozenReport(): Promise<void> {
  const raked = await inDatabase((db) => measureRound(db, true));
  const unfitted = await inDatabase((db) => measureRound(db, false));
  const line = (what: 'province' | 'commune') => ({
    what: `the ${what}'s report`,
    figure: `${rounded(raked[what], 0)} ms`,
    beside: `${rounded(unfitted[what], 0)} ms, not fitted`,
    ratio: rounded(raked[what] / unfitted[what], 1),
    aim: '≤ 2'
  });
  printLines(
    `A frozen round's report (${COMMUNES} communes, ${raked.answers} answers, raked to ${MARGINS.length} margins; medians of ${REPEATS})`,
    [line('province'), line('commune')]
  );
}

async function inDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  mkdirSync('data', { recursive: true });
  const folder = mkdtempSync('data/bench-');
  const db = openDatabase(`sqlite:${join(folder, 'bench.sqlite')}`);
  try {
    await migrateToLatest(db);
    return await work(db);
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureRound(db: Db, isRaked: boolean) {
  const round = await makeRound(db, { communes: COMMUNES, population: IN_LIST, sample: EACH, reserve: 2, state: 'closed', questionnaire: 'sipas-2017' }); // prettier-ignore
  const { length: answers } = await answerRound(db, round, { released: 0 });
  const desk = [db, as(round.coordinator), 'round'] as const;
  const limits = { minimumRespondents: '1', mostFactor: '99' };
  await changeWeights(...desk, 'base', formOf({}), NOW);
  await changeWeights(...desk, 'non-response', formOf({ class: 'stratum', ...limits }), NOW);
  if (isRaked) {
    const { variables } = await openWeights(...desk, new URLSearchParams(), NOW);
    const margins = MARGINS.map((code) => variables.find((one) => one.code === code)!);
    await changeWeights(...desk, 'fit', formOf({ margin: MARGINS, ...knownTotals(margins), ...limits }), NOW);
  }
  const { weights } = await openClosing(...desk, NOW);
  await freezeRound(...desk, formOf({ seen: weights!.hash, [reasonField('units')]: 'Đo tốc độ' }), NOW);
  return { answers, province: await usualTime(db, 'p'), commune: await usualTime(db, 'c1') };
}

/** Not in proportion to who answered, so that there is something to fit; each margin adds up to the list. */
function knownTotals(variables: readonly Pick<WeightingVariable, 'code' | 'levels'>[]): Readonly<Record<string, string>> {
  const margins = variables.flatMap(({ code, levels }) => {
    const wanted = levels.map(({ respondents }, i) => respondents * (1 + (i % 3) / 10));
    const all = wanted.reduce((sum, one) => sum + one, 0);
    let left = COMMUNES * IN_LIST;
    return levels.map(({ level }, i) => {
      const total = i === levels.length - 1 ? left : Math.round((COMMUNES * IN_LIST * wanted[i]!) / all);
      left -= total;
      return [totalField(code, level), String(total)];
    });
  });
  return Object.fromEntries(margins) as Record<string, string>;
}

/** Milliseconds. The first run is left out: cold code. */
async function usualTime(db: Db, agencyCode: string): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i <= REPEATS; i++) {
    const started = performance.now();
    const { report } = await buildReport(db, { subject: { agencyCode }, survey: 'round', scopes: ['/'], period: 'all' }, NOW);
    if (report.overall.estimate === null) throw new Error(`the report of ${agencyCode} shows no figure`);
    if (i > 0) times.push(performance.now() - started);
  }
  return median(times);
}

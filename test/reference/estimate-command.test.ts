// R's figures for apistrat and apiclus1 as far as the command can be asked for them, through its arguments (test/data/expected*.json).
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { estimateDocument } from '../../scripts/estimate-command';
import { isSame, readFigures } from './read-reference';

const fileOf = (name: string) => fileURLToPath(new URL(`../data/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'estimate-'));
function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** Arguments as a shell would split them. */
async function estimates(line: string) {
  const { estimates: found } = JSON.parse(await estimateDocument(line.split(' '))) as {
    estimates: {
      by: Record<string, string> | null;
      value: number;
      standardError: number;
      interval: [number, number] | null;
      degreesOfFreedom: number;
      designEffect: number;
      n: number;
      note: string | null;
    }[];
  };
  return found;
}
const estimate = async (line: string) => (await estimates(line))[0]!;

function expectSame(actual: number | undefined, reference: number, what: string, tolerance?: number) {
  expect({ what, actual, reference }).toSatisfy(() => actual !== undefined && isSame(actual, reference, tolerance));
}

type R = { estimate: number; se: number; deff: number };
interface Block {
  mean_api00: R;
  total_enroll: R;
  ratio_api00_api99: R;
  proportion_sch_wide: R & { df: number; ci95: Record<string, { lower: number; upper: number }> };
  mean_api00_by_stype: Record<string, R>;
}
const expected = readFigures<
  Record<'apistrat' | 'apiclus1', Record<'with_fpc' | 'without_fpc', Block>> & {
    apiclus1: { post_stratified: { mean_api00: R } };
    lonely_psu: { mean_api00_se: Record<string, number> };
  }
>('expected.json');
const more = readFigures<{
  domain_H: Record<string, { n: number; df: number; beta: { lower: number; upper: number }; mean: { se: number; deff_replace: number } }>;
  mean_t_interval: { df: number; lower: number; upper: number };
  total_api_stu: { estimate: number; deff_wor: number; deff_replace: number };
  mean_deff_replace: { apistrat: number; apiclus1: number };
  ratio_deff: { wor: number; replace: number };
  post_stratified_domain_Yes: R & { df: number };
  raked: { mean_api00: number; se_jackknife_JK1: number };
  lonely: { total: Record<string, number> };
}>('expected-more.json');

const STRAT = `--data ${fileOf('apistrat.csv')} --weights pw --strata stype`;
const CLUS = `--data ${fileOf('apiclus1.csv')} --weights pw --psu dnum`;
const DESIGNS = [
  ['apistrat', 'with_fpc', `${STRAT} --fpc fpc`],
  ['apistrat', 'without_fpc', STRAT],
  ['apiclus1', 'with_fpc', `${CLUS} --fpc fpc`],
  ['apiclus1', 'without_fpc', CLUS]
] as const;

describe.each(DESIGNS)('%s %s', (name, fpc, design) => {
  const figures = expected[name][fpc];
  test.each([
    ['--mean api00', figures.mean_api00],
    ['--total enroll', figures.total_enroll],
    ['--ratio api00/api99', figures.ratio_api00_api99],
    ['--proportion sch.wide=Yes', figures.proportion_sch_wide]
  ] as const)('%s', async (what, reference) => {
    const actual = await estimate(`${design} ${what}`);
    expectSame(actual.value, reference.estimate, 'estimate');
    expectSame(actual.standardError, reference.se, 'standard error');
    if (reference.deff) expectSame(actual.designEffect, reference.deff, 'design effect');
  });

  test.each(Object.keys(figures.proportion_sch_wide.ci95))('--proportion sch.wide=Yes --ci %s', async (method) => {
    const { interval, degreesOfFreedom } = await estimate(`${design} --proportion sch.wide=Yes --ci ${method}`);
    const { lower, upper } = figures.proportion_sch_wide.ci95[method]!;
    const tolerance = method === 'logit' ? 1e-8 : 1e-9;
    expectSame(interval?.[0], lower, 'lower', tolerance);
    expectSame(interval?.[1], upper, 'upper', tolerance);
    expect(degreesOfFreedom).toBe(figures.proportion_sch_wide.df);
  });

  test('--mean api00 --by stype', async () => {
    const found = await estimates(`${design} --mean api00 --by stype`);
    expect(found.map(({ by }) => by)).toEqual([{ stype: 'E' }, { stype: 'H' }, { stype: 'M' }]);
    for (const { by, value, standardError } of found) {
      expectSame(value, figures.mean_api00_by_stype[by!['stype']!]!.estimate, 'estimate');
      expectSame(standardError, figures.mean_api00_by_stype[by!['stype']!]!.se, 'standard error');
    }
  });
});

test('the default of a share is Korn and Graubard’s interval; domains have their own n and degrees of freedom', async () => {
  for (const [key, design] of [
    ['apiclus1_fpc', `${CLUS} --fpc fpc`],
    ['apiclus1', CLUS]
  ] as const) {
    const reference = more.domain_H[key]!;
    const high = (await estimates(`${design} --proportion sch.wide=Yes --by stype --deff replace`)).find(
      ({ by }) => by?.['stype'] === 'H'
    )!;
    expect([high.n, high.degreesOfFreedom]).toEqual([reference.n, reference.df]);
    expectSame(high.standardError, reference.mean.se, 'standard error');
    expectSame(high.interval?.[0], reference.beta.lower, 'lower');
    expectSame(high.interval?.[1], reference.beta.upper, 'upper');
    expectSame(high.designEffect, reference.mean.deff_replace, 'design effect');
  }
});

test('t interval of a mean; design effects with and without replacement', async () => {
  const mean = await estimate(`${CLUS} --mean api00 --deff replace`);
  expectSame(mean.interval?.[0], more.mean_t_interval.lower, 'lower');
  expectSame(mean.interval?.[1], more.mean_t_interval.upper, 'upper');
  expectSame(mean.designEffect, more.mean_deff_replace.apiclus1, 'mean');
  expectSame((await estimate(`${STRAT} --fpc fpc --mean api00 --deff replace`)).designEffect, more.mean_deff_replace.apistrat, 'strata');
  expectSame((await estimate(`${CLUS} --total api.stu`)).designEffect, more.total_api_stu.deff_wor, 'total');
  expectSame((await estimate(`${CLUS} --total api.stu --deff replace`)).designEffect, more.total_api_stu.deff_replace, 'total');
  expectSame((await estimate(`${CLUS} --ratio api00/api99`)).designEffect, more.ratio_deff.wor, 'ratio');
  expectSame((await estimate(`${CLUS} --ratio api00/api99 --deff replace`)).designEffect, more.ratio_deff.replace, 'ratio');
});

const TYPES = 'variable,level,total\nstype,E,4421\nstype,H,755\nstype,M,1018\n';
const typesFile = write('types.csv', TYPES);
const marginsFile = write('margins.csv', `${TYPES}sch.wide,No,1072\nsch.wide,Yes,5122\n`);

test('--post-stratify: everybody and a domain', async () => {
  const design = `${CLUS} --fpc fpc --post-stratify ${typesFile}`;
  const mean = await estimate(`${design} --mean api00`);
  expectSame(mean.value, expected.apiclus1.post_stratified.mean_api00.estimate, 'estimate');
  expectSame(mean.standardError, expected.apiclus1.post_stratified.mean_api00.se, 'standard error');
  const yes = (await estimates(`${design} --mean api00 --by sch.wide`)).find(({ by }) => by?.['sch.wide'] === 'Yes')!;
  expectSame(yes.value, more.post_stratified_domain_Yes.estimate, 'estimate');
  expectSame(yes.standardError, more.post_stratified_domain_Yes.se, 'standard error');
  expect(yes.degreesOfFreedom).toBe(more.post_stratified_domain_Yes.df);
});

test('--rake: few PSUs, so the jackknife’s standard error stands, and the note says so', async () => {
  const mean = await estimate(`${CLUS} --rake ${marginsFile} --mean api00`);
  expectSame(mean.value, more.raked.mean_api00, 'estimate');
  expectSame(mean.standardError, more.raked.se_jackknife_JK1, 'standard error');
  expect(mean.note).toContain('jackknife');
});

describe('--lonely-psu', () => {
  const [header, ...rows] = readTableText('apistrat.csv');
  const lonely = [header, ...rows.filter((row) => row.split(',')[1] !== '"H"' || row.startsWith('627,'))].join('\n');
  const file = write('lonely.csv', lonely);
  const design = `--data ${file} --weights pw --strata stype`;

  test.each(['adjust', 'average', 'certainty', 'remove'])('%s', async (rule) => {
    const mean = await estimate(`${design} --mean api00 --lonely-psu ${rule}`);
    expectSame(mean.standardError, expected.lonely_psu.mean_api00_se[rule]!, 'mean');
    expectSame((await estimate(`${design} --total api00 --lonely-psu ${rule}`)).standardError, more.lonely.total[rule]!, 'total');
  });
  test('fail, the default, names the stratum', async () => {
    await expect(estimate(`${design} --mean api00`)).rejects.toMatchObject({ code: 'lonely-psu', parameters: { strata: 'H' } });
  });
});

function readTableText(name: string): readonly string[] {
  return readFileSync(fileOf(name), 'utf8').trim().split('\n');
}

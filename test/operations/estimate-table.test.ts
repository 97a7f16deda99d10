// What the estimate command refuses, each with a sentence, and what stands in an estimate that does not exist.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { EstimateRequest } from '../../src/lib/server/operations/estimate-table';
import { estimateTable } from '../../src/lib/server/operations/estimate-table';

const csv = (text: string) => ({ file: 'answers.csv', bytes: new TextEncoder().encode(text) });
const BASE = { by: [], level: 0.95, designEffect: 'replace', lonelyPsu: 'fail' } as const;
const ask = (text: string, more: Partial<EstimateRequest> = {}) =>
  estimateTable({ ...BASE, data: csv(text), design: {}, statistic: { kind: 'mean', column: 'y' }, ...more });
const refusal = (code: string, parameters = {}, lines: readonly string[] = []) =>
  expect.objectContaining({
    code,
    parameters: expect.objectContaining(parameters) as unknown,
    ...(lines.length > 0 && { details: lines.map((place) => expect.objectContaining({ place }) as unknown) })
  });
const reasons = (found: ReturnType<typeof ask>) => found.estimates.map((one) => one.reasons.map(({ code }) => code));

describe('a table that cannot be used is refused as a whole', () => {
  test('a column that is not there is named beside those that are', () => {
    expect(() => ask('x,z\n1,2\n')).toThrow(refusal('table-columns', { columns: 'y', known: 'x, z' }));
  });
  test('cells that are no numbers, by line', () => {
    expect(() => ask('y\n1\nmany\n3\n1,5\n')).toThrow(refusal('import-row', {}, ['line 5']));
    expect(() => ask('y,g\n1,a\nmany,a\n,a\n0x10,a\n1e999x,a\n')).toThrow(
      refusal('table-rows', { count: 3 }, ['line 3', 'line 5', 'line 6'])
    );
  });
  test('numbers that no sum of squares could hold', () => {
    expect(() => ask('y,g\n1,a\n1e400,a\n1e200,a\n')).toThrow(refusal('table-rows', { count: 2 }, ['line 3', 'line 4']));
    expect(() => ask('y,w\n1,1e308\n2,1\n', { design: { weights: 'w' } })).toThrow(refusal('table-rows', { count: 1 }, ['line 2']));
  });
  test('no row', () => expect(() => ask('y\n')).toThrow(refusal('table-empty')));
  test('weights that are zero, negative or missing', () => {
    const weighted = { design: { weights: 'w' } };
    expect(() => ask('y,w\n1,1\n2,0\n', weighted)).toThrow(refusal('weight-not-positive', { place: 'dòng (line) 3', value: 0 }));
    expect(() => ask('y,w\n1,-2\n2,1\n', weighted)).toThrow(refusal('weight-not-positive', { value: -2 }));
    expect(() => ask('y,w\n1,\n2,1\n', weighted)).toThrow(refusal('table-rows', {}, ['line 2']));
  });
  test('a stratum with one PSU', () => {
    const design = { strata: 'h', psu: 'c' };
    expect(() => ask('y,h,c\n1,a,1\n2,a,2\n3,b,1\n4,b,1\n', { design })).toThrow(refusal('lonely-psu', { strata: 'b' }));
    expect(() => ask('y\n1\n')).toThrow(refusal('lonely-psu'));
  });
  test('a value of a share that never occurs, which would be a silent zero', () => {
    const statistic = { kind: 'proportion', column: 'y', value: 'yes' } as const;
    expect(() => ask('y\nYes\nNo\n', { statistic })).toThrow(refusal('share-value-unknown', { value: 'yes', known: 'Yes, No' }));
  });
  test('an interval of shares for what is none', () => {
    expect(() => ask('y\n1\n5\n9\n', { interval: 'beta' })).toThrow(refusal('interval-not-share'));
    expect(() => ask('y\n1\n0\n1\n', { statistic: { kind: 'total', column: 'y' }, interval: 'wilson' })).toThrow(
      refusal('interval-not-share')
    );
  });
  test('totals of a level that nobody has, twice the same level, several variables to post-stratify by, both files', () => {
    const table = 'y,g\n1,a\n2,a\n3,b\n4,b\n';
    const postStratify = (text: string) => () => ask(table, { design: { postStratify: csv(text) } });
    expect(postStratify('variable,level,total\ng,a,10\ng,b,20\ng,c,5\n')).toThrow(refusal('margin-not-sampled', { level: 'c', total: 5 }));
    expect(postStratify('variable,level,total\ng,a,10\n')).toThrow(refusal('margin-unknown', { level: 'b' }));
    expect(postStratify('variable,level,total\ng,a,10\ng,a,20\n')).toThrow(refusal('table-rows', {}, ['line 3']));
    expect(postStratify('variable,level,total\ng,a,ten\n')).toThrow(refusal('table-rows', {}, ['line 2']));
    expect(postStratify('variable,level,total\ng,a,1\ng,b,2\ny,1,3\n')).toThrow();
    const margins = csv('variable,level,total\ng,a,1\ng,b,2\n');
    expect(() => ask(table, { design: { postStratify: margins, rake: margins } })).toThrow(refusal('options-exclusive'));
    expect(() =>
      ask('y,g,h\n1,a,p\n2,b,q\n', { design: { postStratify: csv('variable,level,total\ng,a,1\ng,b,2\nh,p,1\nh,q,2\n') } })
    ).toThrow(refusal('post-strata-variables', { variables: 'g, h' }));
  });
});

describe('an estimate that does not exist says why', () => {
  test('a domain without a valid value; missing values leave the domain', () => {
    const found = ask('y,g\n1,a\n3,a\nNA,a\n,b\nNA,b\n5,c\n6,c\n', { by: ['g'] });
    expect(found.estimates.map(({ by, value, n }) => [by, value, n])).toEqual([
      [{ g: 'a' }, 2, 2],
      [{ g: 'b' }, null, 0],
      [{ g: 'c' }, 5.5, 2]
    ]);
    expect(reasons(found)).toEqual([[], ['estimate-empty'], []]);
    expect(found.estimates[1]).toMatchObject({ standardError: null, interval: null, designEffect: null, degreesOfFreedom: 0 });
  });
  test('a ratio whose denominator is zero', () => {
    const found = ask('y,x\n1,0\n2,0\n', { statistic: { kind: 'ratio', numerator: 'y', denominator: 'x' } });
    expect(found.estimates[0]!.value).toBeNull();
    expect(reasons(found)).toEqual([['estimate-denominator-zero']]);
    // 0.1 + 0.2 − 0.3 is rounding, not a denominator.
    const cancelled = ask('y,x\n1,0.1\n2,0.2\n3,-0.3\n', { statistic: { kind: 'ratio', numerator: 'y', denominator: 'x' } });
    expect(reasons(cancelled)).toEqual([['estimate-denominator-zero']]);
  });
  test('a design effect of 0 leaves no effective size', () => {
    const found = ask('y,c\n1,1\n0,1\n1,2\n0,2\n1,3\n0,3\n', { design: { psu: 'c' } });
    expect(found.estimates[0]).toMatchObject({ standardError: 0, designEffect: 0, effectiveSize: null });
    expect(reasons(found)).toEqual([['effective-size-none']]);
  });
  test('a census stratum of one PSU does not keep a raked sample from being raked without each of the others', () => {
    const rows = ['A,1,1,3,m,u', 'A,1,1,5,f,v', 'A,1,1,2,m,v', 'B,1,40,1,f,u', 'B,1,40,4,m,v', 'B,2,40,2,f,v'];
    const more = ['B,2,40,5,m,u', 'B,3,40,4,f,u', 'B,3,40,2,m,v', 'B,4,40,5,f,v', 'B,4,40,1,m,u'];
    const margins = csv('variable,level,total\ng,m,45\ng,f,38\nd,u,40\nd,v,43\n');
    const design = { strata: 'h', psu: 'p', fpc: 'N', rake: margins };
    const [found] = ask(['h,p,N,y,g,d', ...rows, ...more].join('\n'), { design }).estimates;
    // By numpy: four replicates, each raked again; 0.9 · ¾ · Σ (θ − θ̄)².
    expect(found!.standardError).toBeCloseTo(0.1923, 4);
  });
  test('a domain in one PSU has a figure and no error', () => {
    const found = ask('y,c,g\n1,1,a\n2,1,a\n3,2,b\n4,3,b\n', { design: { psu: 'c' }, by: ['g'] });
    expect(found.estimates[0]).toMatchObject({ value: 1.5, standardError: null, interval: null, degreesOfFreedom: 0, n: 2 });
    expect(reasons(found)[0]).toEqual(['estimate-one-psu']);
  });
  test('shares of 0 and 1: the default keeps its interval and says by which rule; others are refused', () => {
    const statistic = { kind: 'proportion', column: 'y', value: 'Yes' } as const;
    const text = `y,g\n${'Yes,a\n'.repeat(5)}${'No,b\n'.repeat(5)}`;
    const beta = ask(text, { statistic, by: ['g'] });
    expect(beta.estimates.map(({ value, interval }) => [value, interval?.map((limit) => Math.round(limit * 1000) / 1000)])).toEqual([
      [1, [0.478, 1]],
      [0, [0, 0.522]]
    ]);
    expect(reasons(beta)).toEqual(Array(2).fill(['interval-zero-variance', 'design-effect-no-spread']));
    const wald = ask(text, { statistic, by: ['g'], interval: 'mean' });
    expect(wald.estimates.map(({ interval }) => interval)).toEqual([null, null]);
    expect(reasons(wald)[0]).toContain('interval-at-edge');
  });
  test('weights that add to no more than the respondents: no design effect without replacement', () => {
    const found = ask('y\n1\n2\n4\n', { designEffect: 'wor' });
    expect(found.estimates[0]!.designEffect).toBeNull();
    expect(reasons(found)).toEqual([['design-effect-population']]);
  });
});

test('several columns cross, numbers in order of size, rows without a group are in none', () => {
  const found = ask('y,g,h\n1,10,a\n2,9,a\n3,10,a\n4,9,a\n5,,a\n6,10,b\n7,10,b\n', { by: ['g', 'h'] });
  expect(found.estimates.map(({ by, n }) => [by, n])).toEqual([
    [{ g: '9', h: 'a' }, 2],
    [{ g: '10', h: 'a' }, 2],
    [{ g: '10', h: 'b' }, 2]
  ]);
  expect(found.sample.rows).toBe(7);
});

test('Excel’s table of a Vietnamese machine: semicolons, decimal commas, byte order mark', () => {
  expect(ask('\uFEFFy;w\r\n1,5;2\r\n2,5;2\r\n', { design: { weights: 'w' } }).estimates[0]!.value).toBe(2);
});

describe('the program', () => {
  const run = (...given: string[]) =>
    promisify(execFile)('npm', ['run', '-s', 'estimate', '--', ...given]).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (failure: { code: number; stdout: string; stderr: string }) => failure
    );

  test('prints one JSON document and nothing else', async () => {
    const { code, stdout, stderr } = await run('--data', 'test/data/apiclus1.csv', '--weights', 'pw', '--psu', 'dnum', '--mean', 'api00');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ estimates: [{ by: null, n: 183, degreesOfFreedom: 14, note: null }], sample: { psus: 15 } });
  });
  test('says what is wrong in both languages on standard error, and ends with 2', async () => {
    const { code, stdout, stderr } = await run('--data', 'test/data/apiclus1.csv', '--mean', 'api01');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('không có cột api01');
    expect(stderr).toContain('has no column api01');
    expect(stderr).not.toContain('    at ');
  });
  test('--help names every option', async () => {
    const { stdout } = await run('--help');
    for (const option of [
      'weights',
      'strata',
      'psu',
      'fpc',
      'mean',
      'proportion',
      'total',
      'ratio',
      'by',
      'ci',
      'level',
      'deff',
      'lonely-psu',
      'post-stratify',
      'rake'
    ])
      expect(stdout).toContain(`--${option}`);
  });
});

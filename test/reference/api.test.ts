// Every figure of R's survey package for its own stratified and cluster samples of schools (test/data/expected*.json), from the
// functions of core/estimation and core/weighting. What R calls is named with each.
import { describe, expect, test } from 'vitest';
import { measureAgreement } from '../../src/lib/core/estimation/agreement';
import { differenceOfDomains } from '../../src/lib/core/estimation/difference-of-domains';
import type { DomainEstimate } from '../../src/lib/core/estimation/domain-estimate';
import type { ShareIntervalMethod } from '../../src/lib/core/estimation/share-interval';
import { shareInterval } from '../../src/lib/core/estimation/share-interval';
import { tInterval } from '../../src/lib/core/estimation/t-interval';
import { varianceBetweenUnits } from '../../src/lib/core/estimation/variance';
import { column, estimate, isMet, lonelySchools, postStratified, raked, schoolsOf } from './api-sample';
import { isSame, readFigures, readTable } from './read-reference';

interface R {
  estimate: number;
  se: number;
  deff: number;
}
type Limits = { estimate: number; lower: number; upper: number };
interface Block {
  mean_api00: R;
  total_enroll: R;
  ratio_api00_api99: R;
  proportion_sch_wide: R & { df: number; ci95: Record<'logit' | 'beta' | 'mean' | 'asin' | 'xlogit', Limits> };
  mean_api00_by_stype: Record<'E' | 'H' | 'M', R>;
}
const expected = readFigures<
  Record<'apistrat' | 'apiclus1', Record<'with_fpc' | 'without_fpc', Block>> & {
    apiclus1: {
      post_stratified: { mean_api00: R };
      raked: { mean_api00: R; weights_by_cell: { stype: string; 'sch.wide': string; x: number | number[] }[] };
      difference_E_minus_M_without_fpc: R;
    };
    agreement: { n: number; percent_agreement: number; kappa: number; weighted_kappa_quadratic: number };
    lonely_psu: { kept_snum: number; mean_api00_se: Record<LonelyRule, number> };
  }
>('expected.json');
type LonelyRule = (typeof LONELY)[number];
const LONELY = ['adjust', 'average', 'certainty', 'remove'] as const;
type Domain = { n: number; df: number; beta: Limits; xlogit: Limits; mean: { se: number; deff_replace: number } };
const more = readFigures<{
  domain_H: Record<'apiclus1_fpc' | 'apiclus1' | 'apistrat_not_E', Domain>;
  mean_t_interval: { df: number; lower: number; upper: number };
  total_api_stu: R & { deff_wor: number; deff_replace: number };
  mean_deff_replace: { apistrat: number; apiclus1: number };
  ratio_deff: { wor: number; replace: number };
  post_stratified_domain_Yes: R & { df: number };
  raked: { mean_api00: number; se_linearised: number; se_jackknife_JK1: number };
  lonely: { df: number; total: Record<LonelyRule, number>; domain_not_E: Record<LonelyRule, number>; census_stratum_under_fail: number };
}>('expected-more.json');

function expectSame(actual: number | null, reference: number, what: string, tolerance?: number) {
  expect({ what, actual, reference }).toSatisfy(() => actual !== null && isSame(actual, reference, tolerance));
}

function expectR(actual: DomainEstimate, reference: Pick<R, 'estimate' | 'se'>) {
  expectSame(actual.value, reference.estimate, 'estimate');
  expectSame(Math.sqrt(actual.variance!), reference.se, 'standard error');
}

function expectInterval({ value, variance, degreesOfFreedom, n }: DomainEstimate, method: ShareIntervalMethod, { lower, upper }: Limits) {
  const interval = shareInterval({ share: value, variance: variance!, degreesOfFreedom, n, level: 0.95 }, method)!;
  // R's logit carries the tolerance of a fitted model.
  const tolerance = method === 'logit' ? 1e-8 : 1e-9;
  expectSame(interval.lower, lower, `${method}, lower`, tolerance);
  expectSame(interval.upper, upper, `${method}, upper`, tolerance);
}

const effect = (actual: DomainEstimate, kind: 'wor' | 'replace') => actual.designEffect(kind).value;
const everyone = (['apistrat', 'apiclus1'] as const).flatMap((name) =>
  [true, false].map((fpc) => ({ name, fpc, schools: schoolsOf(name, { fpc }), figures: expected[name][fpc ? 'with_fpc' : 'without_fpc'] }))
);

describe.each(everyone)('$name, fpc $fpc', ({ schools, figures }) => {
  test('svymean(~api00, deff = TRUE)', () => {
    const mean = estimate(schools, { of: column('api00') });
    expectR(mean, figures.mean_api00);
    expectSame(effect(mean, 'wor'), figures.mean_api00.deff, 'design effect');
  });
  test('svytotal(~enroll, na.rm = TRUE)', () => expectR(estimate(schools, { of: column('enroll'), total: true }), figures.total_enroll));
  test('svyratio(~api00, ~api99)', () =>
    expectR(estimate(schools, { of: column('api00'), over: column('api99') }), figures.ratio_api00_api99));
  test.each(['E', 'H', 'M'] as const)('svyby(~api00, ~stype, svymean): %s', (type) =>
    expectR(estimate(schools, { of: column('api00'), where: (school) => school['stype'] === type }), figures.mean_api00_by_stype[type])
  );
  test('svymean(~met, deff = TRUE), degf', () => {
    const met = estimate(schools, { of: isMet });
    expectR(met, figures.proportion_sch_wide);
    expectSame(effect(met, 'wor'), figures.proportion_sch_wide.deff, 'design effect');
    expect(met.degreesOfFreedom).toBe(figures.proportion_sch_wide.df);
  });
  test.each(['logit', 'beta', 'mean', 'asin', 'xlogit'] as const)('svyciprop(~met, method = "%s")', (method) =>
    expectInterval(estimate(schools, { of: isMet }), method, figures.proportion_sch_wide.ci95[method])
  );
});

describe('domains: degrees of freedom and n are the domain’s, n_h the whole sample’s', () => {
  test.each([
    ['apiclus1_fpc', schoolsOf('apiclus1', { fpc: true }), (type: string) => type === 'H'],
    ['apiclus1', schoolsOf('apiclus1', { fpc: false }), (type: string) => type === 'H'],
    ['apistrat_not_E', schoolsOf('apistrat', { fpc: true }), (type: string) => type !== 'E']
  ] as const)('%s', (key, schools, isIn) => {
    const reference = more.domain_H[key];
    const met = estimate(schools, { of: isMet, where: (school) => isIn(school['stype']!) });
    expect([met.n, met.degreesOfFreedom]).toEqual([reference.n, reference.df]);
    expectR(met, { estimate: reference.beta.estimate, se: reference.mean.se });
    expectInterval(met, 'beta', reference.beta);
    expectInterval(met, 'xlogit', reference.xlogit);
    expectSame(effect(met, 'replace'), reference.mean.deff_replace, 'design effect');
  });
});

describe('design effects', () => {
  const clusters = schoolsOf('apiclus1', { fpc: false });
  test('svymean(deff = "replace")', () => {
    const strata = schoolsOf('apistrat', { fpc: true });
    expectSame(effect(estimate(strata, { of: column('api00') }), 'replace'), more.mean_deff_replace.apistrat, 'apistrat');
    expectSame(effect(estimate(clusters, { of: column('api00') }), 'replace'), more.mean_deff_replace.apiclus1, 'apiclus1');
  });
  test('svytotal(~api.stu, deff = TRUE and "replace")', () => {
    const total = estimate(clusters, { of: column('api.stu'), total: true });
    expectR(total, more.total_api_stu);
    expectSame(effect(total, 'wor'), more.total_api_stu.deff_wor, 'without replacement');
    expectSame(effect(total, 'replace'), more.total_api_stu.deff_replace, 'with replacement');
  });
  test('svyratio(~api00, ~api99, deff = TRUE and "replace")', () => {
    const ratio = estimate(clusters, { of: column('api00'), over: column('api99') });
    expectSame(effect(ratio, 'wor'), more.ratio_deff.wor, 'without replacement');
    expectSame(effect(ratio, 'replace'), more.ratio_deff.replace, 'with replacement');
  });
});

test('confint(svymean(~api00), df = degf)', () => {
  const mean = estimate(schoolsOf('apiclus1', { fpc: false }), { of: column('api00') });
  expect(mean.degreesOfFreedom).toBe(more.mean_t_interval.df);
  const { lower, upper } = tInterval(mean.value, Math.sqrt(mean.variance!), mean.degreesOfFreedom, 0.95);
  expectSame(lower, more.mean_t_interval.lower, 'lower');
  expectSame(upper, more.mean_t_interval.upper, 'upper');
});

test('svycontrast(svyby(…, covmat = TRUE), c(E = 1, M = -1)): two domains that share PSUs', () => {
  const schools = schoolsOf('apiclus1', { fpc: false });
  const mean = (type: string) => estimate(schools, { of: column('api00'), where: (school) => school['stype'] === type });
  const { value, standardError, correlation } = differenceOfDomains(schools.sample, mean('E'), mean('M'), 0.95);
  expectSame(value, expected.apiclus1.difference_E_minus_M_without_fpc.estimate, 'difference');
  expectSame(standardError, expected.apiclus1.difference_E_minus_M_without_fpc.se, 'standard error');
  expect(correlation).toBeGreaterThan(0.5);
});

describe('weights fitted to totals', () => {
  const clusters = schoolsOf('apiclus1', { fpc: true });
  const free = schoolsOf('apiclus1', { fpc: false });

  test('postStratify(~stype): svymean(~api00), and the domain sch.wide = Yes', () => {
    const schools = postStratified(clusters);
    expectR(estimate(schools, { of: column('api00') }), expected.apiclus1.post_stratified.mean_api00);
    const domain = estimate(schools, { of: column('api00'), where: (school) => isMet(school) === 1 });
    expectR(domain, more.post_stratified_domain_Yes);
    expect(domain.degreesOfFreedom).toBe(more.post_stratified_domain_Yes.df);
  });

  test('rake(~stype, ~sch.wide): weights by cell', () => {
    const { schools, sample } = raked(free);
    for (const { stype, 'sch.wide': wide, x } of expected.apiclus1.raked.weights_by_cell) {
      const row = schools.findIndex((school) => school['stype'] === stype && school['sch.wide'] === wide);
      expectSame(sample.weights[row]!, [x].flat()[0]!, `${stype}, ${wide}`);
    }
  });

  test('calibrate(calfun = "raking") and the JK1 jackknife that rakes again: the larger stands', () => {
    const schools = raked(free);
    const mean = estimate(schools, { of: column('api00') });
    expectSame(mean.value, more.raked.mean_api00, 'estimate');
    expectSame(mean.value, expected.apiclus1.raked.mean_api00.estimate, 'rake’s estimate');
    expect(mean.varianceFrom).toBe('jackknife');
    expectSame(Math.sqrt(mean.variance!), more.raked.se_jackknife_JK1, 'jackknife');
    const linearised = varianceBetweenUnits(mean.u, { strata: schools.sample.strata, stratumOf: schools.sample.stratumOf });
    expectSame(Math.sqrt(linearised!), more.raked.se_linearised, 'linearised');
  });
});

describe('a stratum left with one PSU', () => {
  const schools = lonelySchools({ fpc: false });

  test.each(LONELY)('options(survey.lonely.psu = "%s"): mean, total, domain', (lonelyPsu) => {
    const mean = estimate(schools, { of: column('api00'), lonelyPsu });
    expectSame(Math.sqrt(mean.variance!), expected.lonely_psu.mean_api00_se[lonelyPsu], 'mean');
    expect(mean.degreesOfFreedom).toBe(more.lonely.df);
    expectSame(
      Math.sqrt(estimate(schools, { of: column('api00'), total: true, lonelyPsu }).variance!),
      more.lonely.total[lonelyPsu],
      'total'
    );
    const domain = estimate(schools, { of: column('api00'), where: (school) => school['stype'] !== 'E', lonelyPsu });
    expectSame(Math.sqrt(domain.variance!), more.lonely.domain_not_E[lonelyPsu], 'domain');
  });

  test('"fail": no variance; a census stratum is never lonely', () => {
    expect(estimate(schools, { of: column('api00') }).variance).toBeNull();
    const census = lonelySchools({ fpc: true, fpcOf: (school) => (school['stype'] === 'H' ? 1 : Number(school['fpc'])) });
    expectSame(Math.sqrt(estimate(census, { of: column('api00') }).variance!), more.lonely.census_stratum_under_fail, 'census');
  });
});

test('cohen.kappa of psych: agreement of two ratings on six levels', () => {
  const pairs = readTable('agreement.csv').map((row) => [Number(row['first']), Number(row['second'])] as const);
  const agreement = measureAgreement(pairs, 6);
  expect(agreement.pairs).toBe(expected.agreement.n);
  expectSame(agreement.exact, expected.agreement.percent_agreement, 'agreement');
  expectSame(agreement.kappa, expected.agreement.kappa, 'kappa');
  expectSame(agreement.weightedKappa, expected.agreement.weighted_kappa_quadratic, 'weighted kappa');
});

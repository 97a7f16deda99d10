// Linearised standard errors, degrees of freedom and intervals against R's survey package for the api samples (stratified and
// clustered, with and without fpc, domains): test/data/expected.json and expected-more.json.
import { describe, expect, test } from 'vitest';
import { kornGraubardInterval } from '../../src/lib/core/estimation/korn-graubard';
import type { Linearised } from '../../src/lib/core/estimation/ratio';
import { lineariseRatios, sum } from '../../src/lib/core/estimation/ratio';
import type { SampleDesign } from '../../src/lib/core/estimation/sample-design';
import { tInterval } from '../../src/lib/core/estimation/t-interval';
import { degreesOfFreedom, varianceBetweenUnits } from '../../src/lib/core/estimation/variance';
import { isSame, readFigures, readTable } from './read-reference';

type School = Readonly<Record<string, string>>;
interface R {
  estimate: number;
  se: number;
}
type Beta = { estimate: number; lower: number; upper: number };
interface Block {
  mean_api00: R;
  ratio_api00_api99: R;
  proportion_sch_wide: R & { df: number; ci95: { beta: Beta } };
  mean_api00_by_stype: Record<'E' | 'H' | 'M', R>;
}
const expected = readFigures<Record<'apistrat' | 'apiclus1', Record<'with_fpc' | 'without_fpc', Block>>>('expected.json');
const more = readFigures<{
  domain_H: Record<'apiclus1_fpc' | 'apiclus1' | 'apistrat_not_E', { n: number; df: number; beta: Beta; mean: { se: number } }>;
  mean_t_interval: { df: number; lower: number; upper: number };
}>('expected-more.json');

const everyone = () => true;
const isMet = (school: School) => (school['sch.wide'] === 'Yes' ? 1 : 0);
const score = (column: string) => (school: School) => Number(school[column]);
const one = () => 1;

/** The design as R's svydesign gets it: school = PSU in strata by type, or district = PSU. */
function sampleOf(name: 'apistrat' | 'apiclus1', fpc: boolean) {
  const schools = readTable(`${name}.csv`);
  const psu = (school: School) => (name === 'apistrat' ? school['snum']! : school['dnum']!);
  const stratum = (school: School) => (name === 'apistrat' ? school['stype']! : 'all');
  const codes = [...new Set(schools.map(stratum))];
  const strata = codes.map((code) => {
    const members = schools.filter((school) => stratum(school) === code);
    const units = new Set(members.map(psu)).size;
    return fpc ? { units, samplingFraction: units / Number(members[0]!['fpc']) } : { units };
  });

  return (y: (school: School) => number, x: (school: School) => number, inDomain: (school: School) => boolean) => {
    const domain = schools.filter(inDomain);
    const units = [...new Set(domain.map(psu))];
    const total = (value: (school: School) => number) =>
      units.map((unit) => sum(domain.filter((school) => psu(school) === unit).map((school) => Number(school['pw']) * value(school))));
    const members = units.map((unit) => domain.filter((school) => psu(school) === unit).length);
    const design: SampleDesign = {
      strata,
      stratumOf: units.map((unit) => codes.indexOf(stratum(domain.find((school) => psu(school) === unit)!)))
    };
    const linearised = lineariseRatios([{ y: total(y), x: total(x) }], [1]) as Linearised;
    return {
      value: linearised.value,
      variance: varianceBetweenUnits(linearised.u, design)!,
      n: domain.length,
      df: degreesOfFreedom(members, design)
    };
  };
}

function expectSame(actual: { value: number; variance: number }, reference: R) {
  expect(actual.value, 'estimate').toSatisfy((value: number) => isSame(value, reference.estimate));
  expect(Math.sqrt(actual.variance), 'standard error').toSatisfy((se: number) => isSame(se, reference.se));
}

function expectBeta(figure: { value: number; variance: number; n: number; df: number }, reference: Beta) {
  const { lower, upper } = kornGraubardInterval({
    share: figure.value,
    variance: figure.variance,
    degreesOfFreedom: figure.df,
    n: figure.n,
    level: 0.95
  });
  expect(lower, 'lower').toSatisfy((limit: number) => isSame(limit, reference.lower));
  expect(upper, 'upper').toSatisfy((limit: number) => isSame(limit, reference.upper));
}

describe.each(['apistrat', 'apiclus1'] as const)('%s', (name) => {
  describe.each(['with_fpc', 'without_fpc'] as const)('%s', (fpc) => {
    const estimate = sampleOf(name, fpc === 'with_fpc');
    const figures = expected[name][fpc];

    test('svymean(~api00)', () => expectSame(estimate(score('api00'), one, everyone), figures.mean_api00));
    test('svyratio(~api00, ~api99)', () => expectSame(estimate(score('api00'), score('api99'), everyone), figures.ratio_api00_api99));
    test.each(['E', 'H', 'M'] as const)('svymean(~api00) in the domain stype = %s', (type) =>
      expectSame(
        estimate(score('api00'), one, (school) => school['stype'] === type),
        figures.mean_api00_by_stype[type]
      )
    );
    test('svyciprop(~met, method = "beta"), degf', () => {
      const met = estimate(isMet, one, everyone);
      expectSame(met, figures.proportion_sch_wide);
      expect(met.df).toBe(figures.proportion_sch_wide.df);
      expectBeta(met, figures.proportion_sch_wide.ci95.beta);
    });
  });
});

describe('domains: degrees of freedom and n are the domain’s, n_h the whole sample’s', () => {
  test.each([
    ['apiclus1_fpc', 'apiclus1', true, (school: School) => school['stype'] === 'H'],
    ['apiclus1', 'apiclus1', false, (school: School) => school['stype'] === 'H'],
    ['apistrat_not_E', 'apistrat', true, (school: School) => school['stype'] !== 'E']
  ] as const)('%s', (key, name, fpc, inDomain) => {
    const reference = more.domain_H[key];
    const met = sampleOf(name, fpc)(isMet, one, inDomain);
    expect(met.n).toBe(reference.n);
    expect(met.df).toBe(reference.df);
    expectSame(met, { estimate: reference.beta.estimate, se: reference.mean.se });
    expectBeta(met, reference.beta);
  });
});

test('confint(svymean(~api00), df = degf): the t interval of a mean', () => {
  const mean = sampleOf('apiclus1', false)(score('api00'), one, everyone);
  expect(mean.df).toBe(more.mean_t_interval.df);
  const { lower, upper } = tInterval(mean.value, Math.sqrt(mean.variance), mean.df, 0.95);
  expect(lower).toSatisfy((limit: number) => isSame(limit, more.mean_t_interval.lower));
  expect(upper).toSatisfy((limit: number) => isSame(limit, more.mean_t_interval.upper));
});

// Figures of fitted weights against estimateDomain, which is held to R (test/reference/api.test.ts).
import { describe, expect, test } from 'vitest';
import { postStratifySample, rakeSample } from '../../../src/lib/core/estimation/calibrate-sample';
import { estimateDomain } from '../../../src/lib/core/estimation/domain-estimate';
import type { SurveySample } from '../../../src/lib/core/estimation/survey-sample';
import { makeSurveySample } from '../../../src/lib/core/estimation/survey-sample';
import { shareInterval } from '../../../src/lib/core/estimation/share-interval';
import type { Answers } from '../../../src/lib/core/response/response';
import { answersByRespondent } from '../../../src/lib/core/scoring/answers-by-respondent';
import type { Sample } from '../../../src/lib/core/scoring/estimate-figure';
import { estimateFigureTotals } from '../../../src/lib/core/scoring/estimate-figure';
import { fittedSample } from '../../../src/lib/core/scoring/fitted-sample';
import { differenceOfFigures } from '../../../src/lib/core/scoring/figure-difference';
import { figureIndex, indexTotals } from '../../../src/lib/core/scoring/survey-index';
import { matchMargin } from '../../../src/lib/core/weighting/margin';
import { isSame } from '../../reference/read-reference';
import { chance } from '../../support/compared-province';
import { METHOD } from '../tally/example-survey';
import { LAYOUT, shown } from './example-days';

const FACTOR = 'access';
interface Person {
  readonly stratum: string;
  readonly psu: string;
  readonly weight: number;
  readonly sex: string;
  readonly age: string;
  readonly answers: Answers;
}

/** Two strata of `psus` PSUs each, six people in each. */
function people(psus: number): readonly Person[] {
  const random = chance(7);
  return ['north', 'south'].flatMap((stratum) =>
    Array.from({ length: psus * 6 }, (_, i) => {
      const sex = random() < 0.4 ? 'f' : 'm';
      const level = () => (random() < (sex === 'f' ? 0.8 : 0.5) ? 5 : 2);
      return {
        ...{ stratum, sex, psu: `${i % psus}`, weight: 1 + 9 * random(), age: random() < 0.5 ? 'old' : 'young' },
        answers: [level(), random() < 0.2 ? null : level()]
      };
    })
  );
}

function fit(sample: readonly Person[], kind: 'post-stratified' | 'raked'): SurveySample {
  const made = makeSurveySample({
    rows: sample.length,
    weights: sample.map(({ weight }) => weight),
    strata: sample.map(({ stratum }) => stratum),
    psus: sample.map(({ psu }) => psu)
  });
  const matched = (variable: 'sex' | 'age', totals: Record<string, number>) =>
    matchMargin(
      { variable, totals: new Map(Object.entries(totals)) },
      sample.map((person) => person[variable])
    );
  const sex = matched('sex', { f: 500, m: 700 });
  return kind === 'raked'
    ? rakeSample(made, [sex, matched('age', { old: 800, young: 400 })], ['sex', 'age'])
    : postStratifySample(made, sex);
}

function figureOf(sample: readonly Person[], made: SurveySample, isMember: (person: Person) => boolean) {
  const units = sample.map(({ stratum, psu }) => `${stratum} ${psu}`);
  const rows = sample.flatMap((person, row) => (isMember(person) ? [{ ...person, row }] : []));
  const answers = answersByRespondent(
    LAYOUT,
    rows.map(({ answers: given, row }) => ({ answers: given, row, weight: made.weights[row]!, unit: units[row]! })),
    fittedSample([{ sample: made, units }])
  );
  const index = new Map(units.map((unit, row) => [unit, made.stratumOf[made.psuOf[row]!]!]));
  const of: Sample = {
    psus: made.stratumOf.length,
    capEffectiveSize: false,
    design: { strata: made.strata, stratumOf: (unit) => index.get(unit)! }
  };
  const totals = indexTotals(answers, figureIndex(LAYOUT, FACTOR));
  return { totals, sample: of, estimate: shown(estimateFigureTotals(totals, of, METHOD, 'satisfied-share')) };
}

function referenceOf(sample: readonly Person[], made: SurveySample, isMember: (person: Person) => boolean) {
  const valid = sample.map(({ answers }) => answers.filter((answer) => typeof answer === 'number' && answer > 0));
  const y = valid.map((answers) => answers.filter((answer) => (answer as number) >= 4).length);
  const members = Uint8Array.from(sample, (person, row) => (isMember(person) && valid[row]!.length > 0 ? 1 : 0));
  const outcome = estimateDomain(
    made,
    { kind: 'ratios', ratios: [{ y, x: valid.map(({ length }) => length) }], coefficients: [1] },
    members
  );
  if ('missing' in outcome) throw new Error('no estimate');
  return outcome;
}

describe.each(['post-stratified', 'raked'] as const)('%s', (kind) => {
  const sample = people(20);
  const made = fit(sample, kind);

  test.each([
    ['everybody', () => true],
    ['a domain in some of the PSUs', ({ psu, age }: Person) => age === 'old' && Number(psu) < 9]
  ] as const)('%s: share, standard error, degrees of freedom and interval', (_, isMember) => {
    const { estimate } = figureOf(sample, made, isMember);
    const reference = referenceOf(sample, made, isMember);
    expect(isSame(estimate.value, reference.value)).toBe(true);
    expect(isSame(estimate.standardError!, Math.sqrt(reference.variance!))).toBe(true);
    expect([estimate.degreesOfFreedom, estimate.n]).toEqual([reference.degreesOfFreedom, reference.n]);
    expect(isSame(estimate.designEffect!, reference.designEffect('replace').value!)).toBe(true);
    const { value: share, variance, degreesOfFreedom } = reference;
    const limits = shareInterval({ share, variance: variance!, degreesOfFreedom, n: sample.length, level: METHOD.level }, 'beta')!;
    expect(isSame(estimate.interval!.lower, limits.lower) && isSame(estimate.interval!.upper, limits.upper)).toBe(true);
    // Without what the totals explain it were another.
    const { fitted: __, ...unfitted } = figureOf(sample, made, isMember).totals;
    const plain = shown(estimateFigureTotals(unfitted, figureOf(sample, made, isMember).sample, METHOD, 'satisfied-share'));
    expect(isSame(plain.standardError!, estimate.standardError!)).toBe(false);
  });

  test('two domains share every PSU', () => {
    const old = figureOf(sample, made, ({ age }) => age === 'old');
    const young = { ...figureOf(sample, made, ({ age }) => age === 'young'), sample: old.sample };
    const [a, b] = [referenceOf(sample, made, ({ age }) => age === 'old'), referenceOf(sample, made, ({ age }) => age === 'young')];
    const difference = differenceOfFigures(old, young, 'satisfied-share', METHOD)!;
    expect(difference.value).toBeCloseTo(a.value - b.value, 12);
    // ρ from the sample's own u: their covariance is the sum of products around their stratum's mean.
    const covariance = [0, 1].reduce((sum, h) => {
      const psus = [...made.stratumOf.keys()].filter((psu) => made.stratumOf[psu] === h);
      const mean = (u: Float64Array) => psus.reduce((total, psu) => total + u[psu]!, 0) / psus.length;
      const products = psus.reduce((total, psu) => total + (a.u[psu]! - mean(a.u)) * (b.u[psu]! - mean(b.u)), 0);
      return sum + (psus.length / (psus.length - 1)) * products;
    }, 0);
    const rho = covariance / Math.sqrt(a.variance! * b.variance!);
    const [lower, upper] = [a.value - old.estimate.interval!.lower, young.estimate.interval!.upper - b.value];
    expect(difference.interval.lower).toBeCloseTo(difference.value - Math.sqrt(lower ** 2 - 2 * rho * lower * upper + upper ** 2), 9);
  });
});

test('a raked sample of few PSUs has the larger of two variances, and says so', () => {
  const sample = people(4);
  const made = fit(sample, 'raked');
  const { estimate } = figureOf(sample, made, () => true);
  const reference = referenceOf(sample, made, () => true);
  expect(isSame(estimate.standardError!, Math.sqrt(reference.variance!))).toBe(true);
  expect(estimate.notes.includes('jackknife')).toBe(reference.varianceFrom === 'jackknife');
  expect(reference.varianceFrom).toBe('jackknife');
});

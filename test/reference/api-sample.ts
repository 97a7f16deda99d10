/** apistrat and apiclus1 as R's svydesign gets them (test/data/README.md), and the statistics the reference figures are of. */
import { postStratifySample, rakeSample } from '../../src/lib/core/estimation/calibrate-sample';
import type { DomainEstimate } from '../../src/lib/core/estimation/domain-estimate';
import { estimateDomain } from '../../src/lib/core/estimation/domain-estimate';
import type { LonelyPsu } from '../../src/lib/core/estimation/lonely-psu';
import type { Statistic } from '../../src/lib/core/estimation/statistic';
import type { SurveySample } from '../../src/lib/core/estimation/survey-sample';
import { makeSurveySample } from '../../src/lib/core/estimation/survey-sample';
import { matchMargin } from '../../src/lib/core/weighting/margin';
import { readTable } from './read-reference';

export type School = Readonly<Record<string, string>>;
export type SampleName = 'apistrat' | 'apiclus1';

export interface Schools {
  readonly schools: readonly School[];
  readonly sample: SurveySample;
}

/** `fpcOf`: another fpc than the table's. */
export function schoolsOf(
  name: SampleName,
  { fpc, schools = readTable(`${name}.csv`), fpcOf }: { fpc: boolean; schools?: readonly School[]; fpcOf?: (school: School) => number }
): Schools {
  const column = (key: string) => schools.map((school) => school[key]!);
  return {
    schools,
    sample: makeSurveySample({
      rows: schools.length,
      weights: column('pw').map(Number),
      ...(name === 'apistrat' ? { strata: column('stype') } : { psus: column('dnum') }),
      ...(fpc && { fpc: fpcOf ? schools.map(fpcOf) : column('fpc').map(Number) })
    })
  };
}

/** apistrat with school 627 as its only high school. */
export function lonelySchools(options: { fpc: boolean; fpcOf?: (school: School) => number }): Schools {
  const schools = readTable('apistrat.csv').filter((school) => school['stype'] !== 'H' || school['snum'] === '627');
  return schoolsOf('apistrat', { ...options, schools });
}

const TYPES = { variable: 'stype', totals: new Map(Object.entries({ E: 4421, H: 755, M: 1018 })) };
const WIDE = { variable: 'sch.wide', totals: new Map(Object.entries({ No: 1072, Yes: 5122 })) };

export function postStratified({ schools, sample }: Schools): Schools {
  return {
    schools,
    sample: postStratifySample(
      sample,
      matchMargin(
        TYPES,
        schools.map((school) => school['stype']!)
      )
    )
  };
}

export function raked({ schools, sample }: Schools): Schools {
  const margins = [TYPES, WIDE].map((margin) =>
    matchMargin(
      margin,
      schools.map((school) => school[margin.variable]!)
    )
  );
  return { schools, sample: rakeSample(sample, margins, ['stype', 'sch.wide']) };
}

export type Value = (school: School) => number;
export const column =
  (name: string): Value =>
  (school) =>
    school[name] === '' ? NaN : Number(school[name]);
export const isMet: Value = (school) => (school['sch.wide'] === 'Yes' ? 1 : 0);
const one: Value = () => 1;

export interface Question {
  readonly of: Value;
  readonly over?: Value;
  readonly total?: true;
  readonly where?: (school: School) => boolean;
  readonly lonelyPsu?: LonelyPsu;
}

/** Schools without a value leave the domain. */
export function estimate(
  { schools, sample }: Schools,
  { of, over = one, total, where = () => true, lonelyPsu = 'fail' }: Question
): DomainEstimate {
  const [y, x] = [schools.map(of), schools.map(over)];
  const statistic: Statistic = total ? { kind: 'total', y } : { kind: 'ratios', ratios: [{ y, x }], coefficients: [1] };
  const members = Uint8Array.from(schools, (school, row) => (where(school) && !Number.isNaN(y[row]) && y[row] !== undefined ? 1 : 0));
  const outcome = estimateDomain(sample, statistic, members, lonelyPsu);
  if ('missing' in outcome) throw new Error('no estimate');
  return outcome;
}

// What a withheld indicator takes along, and that what is shown beside it does not give it away.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SHIPPED_METHODS } from '../../../src/lib/core/method/methods';
import { SIPAS_SHORT } from '../../../src/lib/core/questionnaire/instruments/sipas-short';
import type { ReportPlaces } from '../../../src/lib/core/report/report-places';
import type { Answers } from '../../../src/lib/core/response/response';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import type { TallyLayout } from '../../../src/lib/core/tally/layout';
import { COMMUNE, PROVINCE } from '../../support/subtraction';
import { ITEMS, LAYOUT } from '../scoring/component-survey';
import type { Answered } from './score-attacker';
import { PublishedScores } from './score-attacker';

const SPAN = { from: '2026-02-02', to: '2026-03-27' };
const AFTERWARDS = '2026-06-01';
const MONTHS = ['2026-02', '2026-03'];
const SCORES = ['papi-1.1', 'papi-1.2', 'papi-d1', 'papi-2.1', 'papi-2.2', 'papi-2.3', 'papi-d2', 'overall'];

const publish = (layout: TallyLayout, places: ReportPlaces, answered: readonly Answered[]) =>
  new PublishedScores(layout, places, SPAN, AFTERWARDS, answered);
const countersOf = ({ places }: ReportPlaces) => places.flatMap(({ id, counter }) => (counter ? [id] : []));

/** told, fair, paid, quality, asked, online, late: everything answered, or not whether it was fair. */
const [FULL, WITHOUT_FAIR]: [Answers, Answers] = [
  [1, 2, 1, 4, 1, 1, 2],
  [1, null, 1, 4, 1, 1, 2]
];
const people = (n: number, answers: Answers) => Array<Answers>(n).fill(answers);

/** Most items answered by most of those who came, some by a few or nobody. */
function tables(layout: TallyLayout, places: ReportPlaces): fc.Arbitrary<readonly Answered[]> {
  const most = 22;
  const answeredBy = fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 10, max: most }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 9 }) }
  );
  const person = (seed: number, i: number, counts: readonly number[]): Answers =>
    layout.items.map(({ kind, positions }, item) => {
      if (i >= counts[item]! || kind === 'choices') return null;
      // The first is a condition of another: mostly yes.
      return item === 0 && seed % 3 > 0 ? 1 : 1 + ((seed + item * (seed % 7)) % positions);
    });
  const cell = fc
    .tuple(
      fc.array(answeredBy, { minLength: layout.items.length, maxLength: layout.items.length }),
      fc.array(fc.nat(1000), { minLength: most, maxLength: most })
    )
    .map(([counts, seeds]) => seeds.map((seed, i) => person(seed, i, counts)));
  const at = countersOf(places).flatMap((counterId) => MONTHS.map((month) => ({ counterId, month })));
  return fc
    .array(cell, { minLength: at.length, maxLength: at.length })
    .map((cells) => cells.map((answers, i) => ({ ...at[i]!, answers: answers })));
}


test('explore', {timeout: 900000}, () => {
  const method = SHIPPED_METHODS.find(({ family, number }) => family === 'sipas' && number === 2)!;
  for (const [name, layout, places, numRuns] of [['papi', LAYOUT, PROVINCE, 500], ['papi2', LAYOUT, COMMUNE, 800], ['sipas', compileLayout(SIPAS_SHORT, method), COMMUNE, 150]] as const) {
    let leaks = 0, byScores = 0; const ex: unknown[] = [];
    fc.assert(fc.property(tables(layout, places), (answered) => {
      const survey = publish(layout, places, answered);
      const cells = survey.withheld();
      const known = survey.knowledge({ figures: () => true });
      const l = cells.filter((cell) => known.knows(survey.equationOf(cell)!));
      if (l.length) { leaks++;
        const plain = survey.knowledge({ figures: (c) => !c.startsWith('papi') && !(c === 'overall' && layout === LAYOUT) });
        const p = cells.filter((cell) => plain.knows(survey.equationOf(cell)!));
        if (p.length < l.length) { byScores++; ex.push(l.map((c) => [c.code, c.place, c.period.code])); }
      }
    }), { seed: 99, numRuns });
    console.log(name, { leaks, byScores }, JSON.stringify(ex.slice(0, 3)));
  }
});

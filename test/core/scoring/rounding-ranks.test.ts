// Everybody everywhere gives the same answer, with weights of two decimals: what then differs between agencies is rounding.
import { expect, test } from 'vitest';
import { unstratified } from '../../../src/lib/core/estimation/sample-design';
import { SHIPPED_METHODS } from '../../../src/lib/core/method/methods';
import { PAPI_STYLE_COMMUNE } from '../../../src/lib/core/questionnaire/instruments/papi-style-commune';
import { answersByRespondent } from '../../../src/lib/core/scoring/answers-by-respondent';
import { estimateFigureTotals } from '../../../src/lib/core/scoring/estimate-figure';
import { lineariseFigure } from '../../../src/lib/core/scoring/linearise-figure';
import { rankAgencies } from '../../../src/lib/core/scoring/ranking';
import { figureIndex, indexTotals } from '../../../src/lib/core/scoring/survey-index';
import { compileLayout } from '../../../src/lib/core/tally/compile-layout';
import { chance } from '../../support/compared-province';

test('agencies whose people all answered alike cannot be told apart', () => {
  const method = SHIPPED_METHODS.find(({ family }) => family === 'papi-style')!;
  const layout = compileLayout(PAPI_STYLE_COMMUNE, method);
  const random = chance(7);
  let [told, outside] = [0, 0];
  for (let draw = 0; draw < 100; draw++) {
    const units = Array.from({ length: 36 }, (_, i) => `${i}`);
    const index = figureIndex(layout, 'papi-3.1');
    const candidates = [0, 1, 2].map((agency) => {
      const people = Array.from({ length: 48 }, (_, i) => ({
        answers: layout.items.map(({ kind, positions }) => (kind === 'choice' ? (positions >= 7 ? 3 : 1) : null)),
        weight: Math.round(1000 * random()) / 100 + 0.5,
        unit: `${12 * agency + (i % 12)}`
      }));
      const totals = indexTotals(answersByRespondent(layout, people), index);
      const estimate = estimateFigureTotals(totals, { psus: 36, capEffectiveSize: false }, method, index.measure, index.bounds);
      const linearised = lineariseFigure(totals);
      if ('refused' in estimate || 'refused' in linearised) throw new Error('refused');
      const u = new Float64Array(36);
      linearised.units.forEach((unit, i) => (u[units.indexOf(unit)] = linearised.u[i]!));
      return {
        value: estimate.value,
        variance: estimate.standardError! ** 2,
        degreesOfFreedom: estimate.degreesOfFreedom,
        n: estimate.n,
        u
      };
    });
    const ranks = rankAgencies(candidates, null, unstratified(36), { unit: 1, bounds: index.bounds, lowerIsBetter: false });
    if (ranks.some(({ from, to }) => from !== 1 || to !== 3)) told++;
    if (ranks.some(({ rank, from, to }) => rank < from || rank > to)) outside++;
  }
  expect({ told, outside }).toEqual({ told: 0, outside: 0 });
});

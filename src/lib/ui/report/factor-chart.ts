import type { ChartConfiguration } from 'chart.js';
import { textIn } from '../../core/questionnaire/questionnaire';
import type { FactorFigure } from '../../core/report/report';
import type { DisplayLanguage } from '../../i18n/format';
import { axisFor } from './axis';
import type { ChartLook } from './chart-look';
import { dot, shareScale, targetLine } from './chart-parts';

/** Height of one factor's line and its name, in rem. */
export const FACTOR_ROW = 3;

/** One line per factor: its name above, the dot on its interval's bar below. A factor without a figure keeps its empty line. */
export function factorChart(
  factors: readonly FactorFigure[],
  target: number | null,
  look: ChartLook,
  language: DisplayLanguage
): ChartConfiguration {
  const estimates = factors.map((factor) => factor.estimate);
  const axis = axisFor([target, ...estimates.flatMap((estimate) => (estimate ? [estimate.interval?.lower ?? estimate.value] : []))]);
  const names = factors.map((factor) => textIn(factor.shortName, language));
  return {
    type: 'bar',
    data: {
      labels: names,
      datasets: [
        {
          type: 'line',
          indexAxis: 'y',
          data: estimates.map((estimate) => (estimate ? estimate.value * 100 : null)),
          ...dot(look)
        },
        {
          type: 'bar',
          data: estimates.map((estimate) => (estimate?.interval ? [estimate.interval.lower * 100, estimate.interval.upper * 100] : null)),
          backgroundColor: look.interval,
          barThickness: look.rem * 0.5,
          borderSkipped: false
        }
      ]
    },
    options: {
      indexAxis: 'y',
      layout: { autoPadding: false, padding: { top: look.rem * 0.5, right: look.rem * 0.5, left: 1 } },
      scales: {
        x: shareScale(axis, target, look, language),
        y: {
          // The names stand above the lines, not beside them.
          afterFit: (scale) => {
            scale.width = 0;
          },
          grid: { display: false, tickLength: 0 },
          border: { display: false },
          ticks: {
            mirror: true,
            padding: 0,
            labelOffset: -look.rem * 1.05,
            color: look.ink,
            font: { family: look.fontFamily, size: look.textSize, weight: 600 },
            z: 1,
            callback(value) {
              const { ctx, chart } = this;
              return shorten(names[Number(value)] ?? '', (text) => ctx.measureText(text).width <= chart.width - look.rem);
            }
          }
        }
      },
      plugins: { annotation: { annotations: targetLine(target, 'x', look) } }
    }
  };
}

/** The table beside it has the name in full. */
function shorten(name: string, fits: (text: string) => boolean): string {
  if (fits(name)) return name;
  const words = name.split(' ');
  while (words.length > 1 && !fits(`${words.join(' ')}…`)) words.pop();
  return `${words.join(' ')}…`;
}

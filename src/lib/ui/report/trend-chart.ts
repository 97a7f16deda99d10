import type { ChartConfiguration } from 'chart.js';
import type { MonthFigure } from '../../core/report/report';
import type { DisplayLanguage } from '../../i18n/format';
import { axisFor } from './axis';
import type { ChartLook } from './chart-look';
import { dot, shareScale, targetLine } from './chart-parts';

/** Points joined from month to month over a band of intervals; broken where a month is not shown. */
export function trendChart(
  months: readonly MonthFigure[],
  target: number | null,
  look: ChartLook,
  language: DisplayLanguage
): ChartConfiguration {
  const estimates = months.map((month) => month.estimate);
  const axis = axisFor([target, ...estimates.flatMap((estimate) => (estimate ? [estimate.interval?.lower ?? estimate.value] : []))]);
  const hasInterval = (i: number) => estimates[i]?.interval != null;
  // A month whose neighbours are missing has no area to be part of: its interval is a bar.
  const alone = (i: number) => hasInterval(i) && !hasInterval(i - 1) && !hasInterval(i + 1);
  const limit = (side: 'lower' | 'upper') => estimates.map((estimate) => (estimate?.interval ? estimate.interval[side] * 100 : null));
  const edge = { pointRadius: 0, borderWidth: 0, backgroundColor: look.intervalSoft };
  return {
    type: 'line',
    data: {
      labels: months.map(({ month }) => month),
      datasets: [
        {
          ...dot(look),
          data: estimates.map((estimate) => (estimate ? estimate.value * 100 : null)),
          borderColor: look.accent,
          borderWidth: 2,
          showLine: true
        },
        {
          type: 'bar',
          data: estimates.map((estimate, i) =>
            estimate?.interval && alone(i) ? [estimate.interval.lower * 100, estimate.interval.upper * 100] : null
          ),
          backgroundColor: look.interval,
          barThickness: look.rem * 0.5,
          borderSkipped: false
        },
        { ...edge, data: limit('lower') },
        { ...edge, data: limit('upper'), fill: '-1' }
      ]
    },
    options: {
      layout: { padding: { top: look.rem * 0.5, right: look.rem * 0.25 } },
      scales: {
        y: shareScale(axis, target, look, language),
        x: {
          offset: true,
          grid: { display: false },
          border: { color: look.lineStrong },
          ticks: {
            color: look.inkSoft,
            font: { family: look.fontFamily, size: look.textSize },
            maxRotation: 0,
            autoSkipPadding: look.rem * 0.5,
            callback: (_, i) => tickLabel(months[i]?.month ?? '', i)
          }
        }
      },
      plugins: { filler: { drawTime: 'beforeDatasetsDraw', propagate: false }, annotation: { annotations: targetLine(target, 'y', look) } }
    }
  };
}

/** The year stands at the first month and at each January: `10/25`, `11`, `12`, `1/26`. */
function tickLabel(month: string, i: number): string {
  const number = Number(month.slice(5, 7));
  return i === 0 || number === 1 ? `${number}/${month.slice(2, 4)}` : String(number);
}

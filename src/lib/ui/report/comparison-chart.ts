import type { ChartConfiguration } from 'chart.js';
import type { Comparison } from '../../core/report/report';
import type { DisplayLanguage } from '../../i18n/format';
import { axisFor } from './axis';
import type { ChartLook } from './chart-look';
import { dot, shareScale, targetLine } from './chart-parts';

/** Dots nearer than this share of the axis stand on one another. */
const COLUMN = 1 / 40;

/** Unnamed sisters as a heap of dots; the reader's own agency below it, with its interval. */
export function comparisonChart(
  comparison: Comparison,
  target: number | null,
  look: ChartLook,
  language: DisplayLanguage
): ChartConfiguration {
  const own = comparison.units.find((unit) => unit.own);
  const others = comparison.units.filter((unit) => !unit.own && !unit.thin).map((unit) => unit.value);
  const axis = axisFor([target, ...others, ...(own ? [own.interval?.lower ?? own.value] : [])]);
  const heap = heapDots(others, (axis.to - axis.from) * COLUMN);
  const rows = Math.max(1, ...heap.map(({ row }) => row));
  return {
    type: 'line',
    data: {
      datasets: [
        { ...dot(look), data: own ? [{ x: own.value * 100, y: -1 }] : [] },
        {
          data: own?.interval
            ? [
                { x: own.interval.lower * 100, y: -1 },
                { x: own.interval.upper * 100, y: -1 }
              ]
            : [],
          borderColor: look.interval,
          borderWidth: look.rem * 0.5,
          pointRadius: 0
        },
        {
          ...dot(look),
          data: heap.map(({ value, row }) => ({ x: value * 100, y: row })),
          pointRadius: look.rem * 0.34,
          pointBackgroundColor: look.interval,
          pointBorderWidth: 1
        }
      ]
    },
    options: {
      layout: { autoPadding: false, padding: { top: look.rem * 0.5, right: look.rem * 0.5, left: 1 } },
      scales: { x: shareScale(axis, target, look, language), y: { type: 'linear', display: false, min: -2, max: rows + 1 } },
      plugins: { annotation: { annotations: targetLine(target, 'x', look) } }
    }
  };
}

/** Each value in the lowest row (from 1) where no dot of about the same value stands yet. */
function heapDots(values: readonly number[], width: number): readonly { readonly value: number; readonly row: number }[] {
  const lastInRow: number[] = [];
  return values
    .toSorted((a, b) => a - b)
    .map((value) => {
      const free = lastInRow.findIndex((last) => value - last >= width);
      const row = free === -1 ? lastInRow.length : free;
      lastInRow[row] = value;
      return { value, row: row + 1 };
    });
}

import type { ChartConfiguration } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import { textIn } from '../../core/questionnaire/questionnaire';
import type { MonthFigure, Report } from '../../core/report/report';
import type { DisplayLanguage } from '../../i18n/format';
import { formatDay } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';
import { axisFor } from './axis';
import type { ChartLook } from './chart-look';
import { formedMonth } from './lineage-text';
import { dot, shareScale, targetLine } from './chart-parts';
import { rewordingsByMonth } from './wording-text';

/** What a trend is drawn from. */
export type Trend = Pick<Report, 'trend' | 'methods' | 'lineage'>;

/**
 * Points joined from month to month over a band of intervals; broken where a month is not shown, and where the method changed, with a
 * dotted line there and the two methods named at its sides.
 */
export function trendChart(
  { trend, methods, lineage }: Trend,
  target: number | null,
  look: ChartLook,
  language: DisplayLanguage
): ChartConfiguration {
  const months = withGaps(trend);
  const estimates = months.map((month) => month?.estimate ?? null);
  const axis = axisFor([target, ...estimates.flatMap((estimate) => (estimate ? [estimate.interval?.lower ?? estimate.value] : []))]);
  const hasInterval = (i: number) => estimates[i]?.interval != null;
  // A month whose neighbours are missing has no area to be part of: its interval is a bar.
  const alone = (i: number) => hasInterval(i) && !hasInterval(i - 1) && !hasInterval(i + 1);
  const limit = (side: 'lower' | 'upper') => estimates.map((estimate) => (estimate?.interval ? estimate.interval[side] * 100 : null));
  const edge = { pointRadius: 0, borderWidth: 0, backgroundColor: look.intervalSoft };
  return {
    type: 'line',
    data: {
      labels: months.map((month) => month?.month ?? ''),
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
      plugins: {
        filler: { drawTime: 'beforeDatasetsDraw', propagate: false },
        annotation: {
          annotations: {
            ...targetLine(target, 'y', look),
            ...breakLines(months, methods, look, language),
            ...formedLine(months, lineage, look, language),
            ...rewordingLines(months, { trend, methods }, look, language)
          }
        }
      }
    }
  };
}

/** An empty place between two months that were measured differently. */
function withGaps(trend: readonly MonthFigure[]): readonly (MonthFigure | null)[] {
  return trend.flatMap((month, i) => (i > 0 && trend[i - 1]!.method !== month.method ? [null, month] : [month]));
}

function breakLines(
  months: readonly (MonthFigure | null)[],
  methods: Trend['methods'],
  look: ChartLook,
  language: DisplayLanguage
): Record<string, AnnotationOptions> {
  return Object.fromEntries(
    months.flatMap((month, i): [string, AnnotationOptions][] => {
      if (month) return [];
      const sides = [
        ['start', months[i - 1]!.method, -1],
        ['end', months[i + 1]!.method, 1]
      ] as const;
      const line: AnnotationOptions = {
        type: 'line',
        scaleID: 'x',
        value: i,
        borderColor: look.inkSoft,
        borderWidth: 1.5,
        borderDash: [2, 4]
      };
      const names = sides.map(([side, method, direction]): [string, AnnotationOptions] => [
        `break ${i} ${side}`,
        {
          type: 'label',
          xValue: i,
          yAdjust: 0,
          // There is no room for names on a phone; the caption has them.
          display: ({ chart }) => chart.width > look.rem * MOST_NARROW,
          content: shortName(textIn(methods[method]!.name, language)),
          color: look.inkSoft,
          font: { family: look.fontFamily, size: look.textSize * 0.9 },
          position: { x: side === 'start' ? 'end' : 'start', y: 'end' },
          yValue: (context) => context.chart.scales['y']!.min,
          xAdjust: direction * look.rem * 0.4
        }
      ]);
      return [[`break ${i}`, line], ...names];
    })
  );
}

/** Between the last month of the former agencies and the first of the one that took over: the line goes on, the area is the same. */
function formedLine(
  months: readonly (MonthFigure | null)[],
  lineage: Trend['lineage'],
  look: ChartLook,
  language: DisplayLanguage
): Record<string, AnnotationOptions> {
  const at = formedMonth(
    lineage,
    months.map((month) => ({ month: month?.month ?? '' }))
  );
  if (at === null || !lineage.formed) return {};
  return {
    formed: {
      type: 'line',
      scaleID: 'x',
      value: at - 0.5,
      borderColor: look.inkSoft,
      borderWidth: 1.5,
      borderDash: [2, 4],
      label: {
        display: true,
        content: m.agency_formed_break({ day: formatDay(lineage.formed.on) }, { locale: language }),
        position: 'end',
        backgroundColor: look.paper,
        color: look.inkSoft,
        font: { family: look.fontFamily, size: look.textSize * 0.9, weight: 'normal' },
        padding: 2
      }
    }
  };
}

/** In the month, at the day, from which another wording was used; the line goes on. */
function rewordingLines(
  months: readonly (MonthFigure | null)[],
  trend: Pick<Trend, 'trend' | 'methods'>,
  look: ChartLook,
  language: DisplayLanguage
): Record<string, AnnotationOptions> {
  const lines = [...rewordingsByMonth(trend)].flatMap(([month, rewordings]) =>
    rewordings.map(({ number, from }): [string, AnnotationOptions] => {
      const at = months.findLastIndex((one) => one?.month === month) - 0.5 + (Number(from.slice(8)) - 1) / MOST_DAYS;
      const label = {
        display: true,
        content: m.report_reworded_short({ number }, { locale: language }),
        position: 'start' as const,
        backgroundColor: look.paper,
        color: look.inkSoft,
        font: { family: look.fontFamily, size: look.textSize * 0.9, weight: 'normal' as const },
        padding: 2
      };
      return [
        `reworded ${number}`,
        { type: 'line', scaleID: 'x', value: at, borderColor: look.lineStrong, borderWidth: 1, borderDash: [2, 4], label }
      ];
    })
  );
  return Object.fromEntries(lines);
}

/** Of a month, which is one step of the axis. */
const MOST_DAYS = 31;

/** In rem: where the names of two methods stand beside each other. */
const MOST_NARROW = 26;

/** `SIPAS theo phương pháp năm 2017`: without what stands in brackets, over two lines. */
function shortName(name: string): string[] {
  const words = name
    .replace(/ \(.*$/, '')
    .replace(/, .*$/, '')
    .split(' ');
  const half = Math.ceil(words.length / 2);
  return [words.slice(0, half).join(' '), words.slice(half).join(' ')];
}

/** The year stands at the first month and at each January: `10/25`, `11`, `12`, `1/26`. */
function tickLabel(month: string, i: number): string {
  if (month === '') return '';
  const number = Number(month.slice(5, 7));
  return i === 0 || number === 1 ? `${number}/${month.slice(2, 4)}` : String(number);
}

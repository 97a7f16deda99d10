/** A method without a target: what the page says and draws of one is not there, and nothing stands in its place. */
import type { ChartConfiguration } from 'chart.js';
import { describe, expect, test } from 'vitest';
import { axisFor, ticksBeside } from '../../src/lib/ui/report/axis';
import type { ChartLook } from '../../src/lib/ui/report/chart-look';
import { comparisonChart } from '../../src/lib/ui/report/comparison-chart';
import { factorChart } from '../../src/lib/ui/report/factor-chart';
import { targetKey, targetLabel, targetText } from '../../src/lib/ui/report/figure-text';
import { trendChart } from '../../src/lib/ui/report/trend-chart';
import { fullReport } from '../support/report-fixtures';

const LOOK: ChartLook = {
  ink: 'ink',
  inkSoft: 'inkSoft',
  paper: 'paper',
  line: 'line',
  lineStrong: 'lineStrong',
  accent: 'accent',
  interval: 'interval',
  intervalSoft: 'intervalSoft',
  target: 'target',
  fontFamily: 'sans-serif',
  textSize: 13,
  rem: 16,
  paperWidth: 245,
  paperRem: 13
};

const report = fullReport();
const charts: readonly (readonly [string, 'x' | 'y', (target: number | null) => ChartConfiguration])[] = [
  ['factors', 'x', (target) => factorChart(report.factors, target, LOOK, 'vi')],
  ['months', 'y', (target) => trendChart(report, target, LOOK, 'vi')],
  ['sisters', 'x', (target) => comparisonChart(report.comparison!, target, LOOK, 'vi')]
];

interface Ticks {
  readonly min: number;
  afterBuildTicks(scale: { ticks: { value: number }[]; isHorizontal(): boolean; chart: { width: number } }): void;
  readonly ticks: { color(context: { tick: { value: number } }): string };
}

function scaleOf({ options }: ChartConfiguration, name: 'x' | 'y') {
  const scale = options!.scales![name] as unknown as Ticks;
  const built = { ticks: [] as { value: number }[], isHorizontal: () => name === 'x', chart: { width: 1000 } };
  scale.afterBuildTicks(built);
  return { min: scale.min, colours: built.ticks.map((tick) => scale.ticks.color({ tick })) };
}

describe.each(charts)('the chart of %s', (_name, scale, configure) => {
  test('has a line and a tick of the target', () => {
    expect(configure(0.9).options!.plugins!.annotation).toMatchObject({
      annotations: { target: { [`${scale}Min`]: 90, [`${scale}Max`]: 90 } }
    });
    expect(scaleOf(configure(0.9), scale).colours.filter((colour) => colour === LOOK.target)).toHaveLength(1);
  });

  test('without a target has neither, and an axis of the other values', () => {
    const chart = configure(null);
    expect(chart.options!.plugins!.annotation).toEqual({ annotations: {} });
    const { colours, min } = scaleOf(chart, scale);
    expect(colours.length).toBeGreaterThanOrEqual(3);
    expect(colours).not.toContain(LOOK.target);
    // A target at 0 would start the axis there.
    expect(min).toBeGreaterThan(0);
    expect(scaleOf(configure(0), scale).min).toBe(0);
  });
});

test('no sentence, no label and no key without a target', () => {
  for (const language of ['vi', 'en'] as const) {
    for (const interval of [null, { lower: 0.8, upper: 0.9 }]) expect(targetText(interval, null, language)).toBe('');
    expect(targetLabel(null, language)).toBe('');
    expect(targetKey(null, language)).toBe('');
  }
  expect(targetLabel(0.9, 'vi')).toBe('Mục tiêu 90%');
  expect(targetKey(0.9, 'vi')).toBe('Vạch đứt: mục tiêu.');
});

test('an axis leaves out what is not there, and gives way to the target alone', () => {
  expect(axisFor([null, 0.93, null])).toEqual(axisFor([0.93]));
  const axis = axisFor([0.72]);
  expect(ticksBeside(axis, null, 0.02)).toEqual(axis.ticks);
  expect(ticksBeside(axis, axis.ticks[1]!, 0.02)).toEqual(axis.ticks.filter((_, i) => i !== 1));
});

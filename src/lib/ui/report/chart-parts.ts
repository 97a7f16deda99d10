/** Parts that the report's charts share: an axis of shares, the target's line, the dot with its white rim. */
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { DisplayLanguage } from '../../i18n/format';
import { formatTarget } from '../../i18n/format';
import type { Axis } from './axis';
import { ticksBeside } from './axis';
import type { ChartLook } from './chart-look';

/** Widths of a letter that a tick's label and the gap beside it take. */
const TICK_ROOM = 3.5;

/** A linear scale of per cent with the axis's ticks and the target's own, in its colour; only 100 carries the sign. */
export function shareScale(axis: Axis, target: number | null, look: ChartLook, language: DisplayLanguage) {
  const step = axis.ticks[1]! - axis.ticks[0]!;
  const ticks = [...ticksBeside(axis, target, step * 0.4), ...(target === null ? [] : [target])].toSorted((a, b) => a - b);
  const isTarget = (tick: { value: number } | undefined) =>
    tick !== undefined && target !== null && Math.abs(tick.value - target * 100) < 1e-6;
  return {
    type: 'linear' as const,
    min: axis.from * 100,
    max: 100,
    afterBuildTicks: (scale: { ticks: { value: number }[]; isHorizontal(): boolean; chart: { width: number } }) => {
      const crowded = scale.isHorizontal() && scale.chart.width < ticks.length * look.textSize * TICK_ROOM;
      const kept = crowded ? ticks.filter((tick, i) => i === 0 || tick === target || tick === 1) : ticks;
      scale.ticks = kept.map((value) => ({ value: value * 100 }));
    },
    ticks: {
      color: (context: { tick?: { value: number } }) => (isTarget(context.tick) ? look.target : look.inkSoft),
      font: (context: { tick?: { value: number } }) => ({
        family: look.fontFamily,
        size: look.textSize,
        weight: isTarget(context.tick) ? 600 : 400
      }),
      autoSkip: false,
      maxRotation: 0,
      align: 'inner' as const,
      callback: (value: string | number) => (Number(value) === 100 ? '100%' : formatTarget(Number(value) / 100, language).replace('%', ''))
    },
    grid: { color: look.line, drawTicks: false },
    border: { display: false }
  };
}

/** The plum dashed line of a target, across the axis `scale`: `x` for lying charts, `y` for standing ones. Its tick names it. */
export function targetLine(target: number | null, scale: 'x' | 'y', look: ChartLook): Record<string, AnnotationOptions> {
  if (target === null) return {};
  const at = target * 100;
  const place = scale === 'x' ? { xMin: at, xMax: at } : { yMin: at, yMax: at };
  return {
    target: { type: 'line', ...place, borderColor: look.target, borderWidth: 2, borderDash: [4, 3], drawTime: 'beforeDatasetsDraw' }
  };
}

export function dot(look: ChartLook) {
  return {
    // Half of a dot at 100% stands outside the axis.
    clip: false as const,
    pointRadius: look.rem * 0.44,
    pointBackgroundColor: look.accent,
    pointBorderColor: look.paper,
    pointBorderWidth: 2,
    showLine: false
  };
}

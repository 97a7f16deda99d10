/** An axis for what is drawn as dots: it may start above its scale's lowest value (bars may not), and has three to six round ticks. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

const STEPS = [0.05, 0.1, 0.2, 0.25];
const MOST_TICKS = 6;
/** The room left of the least value, in parts of the axis, so that a dot's rim and a label fit. */
const LEFT_ROOM = 0.12;

/** Wide enough for every value in `shares` (0–1); null is none. */
export function axisFor(shares: readonly (number | null)[]): Axis {
  const least = Math.min(0.8, ...shares.filter((share) => share !== null));
  for (const step of STEPS) {
    const wanted = least - LEFT_ROOM * (1 - least);
    const from = Math.max(0, Math.floor(wanted / step + 1e-9) * step);
    const count = Math.round((1 - from) / step) + 1;
    if (count <= MOST_TICKS) return { from, to: 1, ticks: Array.from({ length: count }, (_, i) => round(from + i * step)) };
  }
  return { from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1] };
}

const ROUND_STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20];

/** An axis around values of any scale, within its bounds: for scores, means and rates. */
export function axisAround(values: readonly number[], [lowest, highest]: readonly [number, number]): Axis {
  const [least, most] = [Math.min(...values, highest), Math.max(...values, lowest)];
  const room = Math.max((most - least) * LEFT_ROOM, (highest - lowest) / 200);
  for (const step of ROUND_STEPS) {
    const from = Math.max(lowest, lowest + Math.floor((least - room - lowest) / step + 1e-9) * step);
    const to = Math.min(highest, lowest + Math.ceil((most + room - lowest) / step - 1e-9) * step);
    const count = Math.ceil((to - from) / step - 1e-9) + 1;
    if (count > MOST_TICKS) continue;
    const inner = Array.from({ length: count - 1 }, (_, i) => round(from + i * step));
    // The last one stands at the end; one just before it would touch it.
    return { from, to, ticks: [...inner.filter((tick) => to - tick > step / 2), to] };
  }
  return { from: lowest, to: highest, ticks: [lowest, highest] };
}

/** Where a value lies on the axis, 0–100, for SVG positions in per cent. */
export function positionOn(axis: Axis, value: number): number {
  return Math.min(100, Math.max(0, ((value - axis.from) / (axis.to - axis.from)) * 100));
}

/** The ticks further than `room` (in shares) from the target, which has its own; all of them where there is no target. */
export function ticksBeside(axis: Axis, target: number | null, room: number): readonly number[] {
  return axis.ticks.filter((tick) => target === null || Math.abs(tick - target) > room);
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}

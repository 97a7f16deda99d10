/** The two marks of the house as path data: the five-petalled ban flower (five factors) and the woven edge. */
import type { Colour, Path } from './drawing';

const TURNS = [0, 72, 144, 216, 288];
/** One petal in the square from −16 to 16, upright: where it begins, then curves of two handles and an end. */
const PETAL: readonly (readonly [number, number])[] = [
  [0, -2],
  [-6, -5],
  [-6, -12],
  [0, -15],
  [6, -12],
  [6, -5],
  [0, -2]
];
const FLOWER = TURNS.map(petal).join('');
/** A tooth of the woven edge, in millimetres on A5. */
const TOOTH = { width: 4, height: 2.5 };

/** In a square of `size`. */
export function banFlower(x: number, y: number, size: number, colour: Colour): Path {
  return { kind: 'path', path: FLOWER, x: x + size / 2, y: y + size / 2, scale: size / 32, colour };
}

/** Whole teeth over `width`, about `scale` times as large as on A5. */
export function wovenEdge(y: number, width: number, scale: number, colour: Colour): Path {
  const teeth = Math.round(width / (TOOTH.width * scale));
  const path = `M0 0${'l2 2.5 2-2.5'.repeat(teeth)}z`;
  return { kind: 'path', path, x: 0, y, scale: width / (teeth * TOOTH.width), colour };
}

export function edgeHeight(scale: number): number {
  return TOOTH.height * scale;
}

function petal(degrees: number): string {
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const turned = PETAL.map(([x, y]) => `${round(x * cosine - y * sine)} ${round(x * sine + y * cosine)}`);
  return `M${turned[0]}C${turned.slice(1, 4).join(' ')}C${turned.slice(4).join(' ')}Z`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

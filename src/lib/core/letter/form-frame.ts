/** The measures of a paper form, and its ticking box. Type in points, lengths in millimetres. */
import type { Path } from '../poster/drawing';

export const PAGE = { width: 210, height: 297, margin: 15, headTop: 9, headHeight: 25, bottom: 284, foot: 287 } as const;
export const FORM_WIDTH = PAGE.width - 2 * PAGE.margin;

/** Be Vietnam Pro at 10.5 pt has the x-height of Times New Roman at 13, the least that official forms use. */
export const FORM_TYPE = { item: 10.5, label: 7.2, section: 11, small: 8.5 } as const;

/** Outer edge, then the inner one the other way round: what is filled is the frame. */
const FRAME = 'M0 0h10v10h-10zM.6 .6v8.8h8.8v-8.8z';
export const BOX = 4.2;

export function box(x: number, y: number): Path {
  return { kind: 'path', path: FRAME, x, y, scale: BOX / 10, colour: 'ink' };
}

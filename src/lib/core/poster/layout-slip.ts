/**
 * The delivery slip of one agency, in Vietnamese, on the paper that its posters are printed on, so that a printer needs no other:
 * the counters with their codes, where giver and receiver sign, and the card for staff. It takes as many pages as it needs.
 */
import type { Drawing, Measure } from './drawing';
import { drawParts, flowPages } from './flow-pages';
import type { PosterFormat } from './formats';
import { PAPERS } from './formats';
import { setText } from './set-text';
import type { Slip } from './slip';
import type { SlipFrame } from './slip-parts';
import { cardOf, columnsOf, footOf, headOf, rowOf, signaturesOf, SLIP_TEXT } from './slip-parts';

/** Type and lengths against A5. */
const SCALES: Readonly<Record<PosterFormat, number>> = { a4: 1.2, stickers: 1.2, a5: 1, a6: 0.78 };
/** No single name takes more than this part of a page. */
const HIGHEST = 0.25;

export function layoutSlip({ posters, words }: Slip, format: PosterFormat, measure: Measure): readonly Drawing[] {
  const paper = PAPERS[format];
  const scale = SCALES[format];
  const margin = 12 * scale;
  const set: SlipFrame['set'] = (text, style, width, highest = Infinity) => {
    // A name without end is printed smaller rather than cut off.
    for (let size = (style.sizePt ?? SLIP_TEXT.sizePt) * scale; ; size *= 0.9) {
      const one = setText(text, { ...SLIP_TEXT, ...style, sizePt: size }, width, measure);
      if (one.height <= highest) return one;
    }
  };
  const frame: SlipFrame = { scale, margin, width: paper.width - 2 * margin, highest: HIGHEST * paper.height, set };
  const head = headOf(frame, words, posters[0]!);
  const columns = columnsOf(frame, words);
  const rows = posters.map((poster, i) => rowOf(frame, i + 1, poster));

  const top = 10 * scale;
  const foot = paper.height - 9 * scale;
  const room = foot - 4 * scale - top - head.height - columns.height;
  const pages = flowPages([...rows, signaturesOf(frame, words), cardOf(frame, words)], room);
  return pages.map((parts, i) => ({
    ...paper,
    shapes: [
      ...head.draw(top),
      // Where only signatures or the card are left, there is no table to head.
      ...drawParts(rows.includes(parts[0]!) ? [columns, ...parts] : parts, top + head.height),
      ...footOf(frame, words, foot, i + 1, pages.length)
    ]
  }));
}

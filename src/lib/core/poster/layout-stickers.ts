/**
 * A sheet of labels, filled row by row: the question in one line, the QR code, whose counter it is, and the code in letters for who
 * cannot scan. A sticker is read with the eyes close to it, in the language of the place; a long counter name ends in `…`.
 */
import type { Poster } from '../fieldwork/poster';
import type { Drawing, Measure, Shape } from './drawing';
import { PAPERS, QUIET_ZONE, STICKERS, STICKERS_ON_A_SHEET } from './formats';
import type { PosterWords } from './poster-words';
import type { SetText, Stack, TextStyle } from './set-text';
import { heightOf, placeStack, placeText, setText } from './set-text';

export interface Sticker {
  readonly poster: Poster;
  readonly words: PosterWords;
}

/** Printers leave some millimetres at the edges of the paper blank, and labels are never quite in line. */
const PADDING = 4.5;
/** With its quiet zone, which reaches into the padding. */
const QR = 27;
const QR_TOP = 8.2;
const INK: TextStyle = { face: 'semibold', sizePt: 7.5, colour: 'ink', language: 'vi', lineHeight: 1.25 };
const SOFT: TextStyle = { ...INK, face: 'regular', sizePt: 6.5, colour: 'ink-soft' };
const QUESTION: TextStyle = { ...INK, sizePt: 9.5, colour: 'accent' };
const CODE: TextStyle = { ...INK, face: 'figures', sizePt: 14.5, lineHeight: 1.1, tracking: 0.04 };

/** Throws a RangeError for more than `STICKERS_ON_A_SHEET`. */
export function layoutStickers(stickers: readonly Sticker[], measure: Measure): Drawing {
  if (stickers.length > STICKERS_ON_A_SHEET) throw new RangeError(`${stickers.length} stickers on one sheet`);
  const { columns, rows, width, height } = STICKERS;
  const paper = PAPERS.stickers;
  const left = (paper.width - columns * width) / 2;
  const top = (paper.height - rows * height) / 2;
  const shapes = stickers.flatMap((sticker, i) =>
    drawSticker(sticker, left + (i % columns) * width, top + Math.floor(i / columns) * height, measure)
  );
  return { ...paper, shapes };
}

function drawSticker({ poster, words }: Sticker, x: number, y: number, measure: Measure): readonly Shape[] {
  const right = STICKERS.width - PADDING;
  const qrX = PADDING - (QUIET_ZONE / poster.qr.size) * QR;
  const width = right - qrX - QR;
  const column: Stack = [
    { set: setText(poster.counterName, INK, width, measure, { most: 2 }), above: 0 },
    { set: setInLines(words.open.vi, 2, SOFT, width, measure), above: 1.2 },
    { set: setInLines(poster.printedCode, 1, CODE, width, measure), above: 0.4 },
    { set: setInLines(words.notForYou.vi, 1, SOFT, width, measure), above: 0.8 }
  ];
  return [
    placeText(setInLines(words.question.vi, 1, QUESTION, right - PADDING, measure), x + PADDING, y + 3.8),
    { kind: 'qr', x: x + qrX, y: y + QR_TOP, size: QR, qr: poster.qr, label: words.qrLabel },
    ...placeStack(column, x + qrX + QR, y + QR_TOP + (QR - heightOf(column)) / 2)
  ];
}

/** In the style's size, or as much smaller as so many lines ask. */
function setInLines(text: string, most: number, style: TextStyle, width: number, measure: Measure): SetText {
  for (let sizePt = style.sizePt; ; sizePt *= 0.97) {
    const set = setText(text, { ...style, sizePt }, width, measure, { balanced: true });
    if (set.lines.length <= most) return set;
  }
}

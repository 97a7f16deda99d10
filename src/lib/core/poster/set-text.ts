/**
 * Texts in a column: first set (how many lines, how high), then placed. The line box is as in CSS: the font's own height, centred
 * in the line height. Figures are Be Vietnam Pro's, whose capitals with two marks (Ấ, Ễ) reach nearly its ascent.
 */
import type { Colour, Face, Language, Measure, TextBlock } from './drawing';
import { POINT } from './drawing';
import { printable, shorten, wrapBalanced, wrapText } from './wrap-text';

/** In parts of the size. */
const ASCENT = 1;
const DESCENT = 0.265;

export interface TextStyle {
  readonly face: Face;
  readonly sizePt: number;
  readonly colour: Colour;
  readonly language: Language;
  /** In parts of the size. */
  readonly lineHeight: number;
  readonly tracking?: number;
}

export interface SetText {
  readonly style: TextStyle;
  readonly lines: readonly { readonly text: string; readonly width: number }[];
  /** Of the longest line, and of all lines. */
  readonly width: number;
  readonly height: number;
}

/** `balanced`: lines about equally long; `most`: so many lines and then `…`. */
export interface Breaking {
  readonly balanced?: boolean;
  readonly most?: number;
}

export function setText(text: string, style: TextStyle, width: number, measure: Measure, { balanced, most }: Breaking = {}): SetText {
  const tracking = (style.tracking ?? 0) * style.sizePt * POINT;
  const widthOf = (part: string) => measure(part, style.face, style.sizePt) + tracking * [...part].length;
  const clean = printable(text);
  const texts = most === undefined ? (balanced ? wrapBalanced : wrapText)(clean, width, widthOf) : shorten(clean, width, most, widthOf);
  const lines = texts.map((line) => ({ text: line, width: widthOf(line) }));
  return {
    style,
    lines,
    width: Math.max(...lines.map((line) => line.width)),
    height: lines.length * style.lineHeight * style.sizePt * POINT
  };
}

export type Alignment = 'left' | 'centre' | 'right';

/** With its upper edge at `y`; `x` is its left edge, its middle or its right edge. */
export function placeText({ style, lines }: SetText, x: number, y: number, alignment: Alignment = 'left'): TextBlock {
  const size = style.sizePt * POINT;
  const first = y + ((style.lineHeight - ASCENT - DESCENT) / 2 + ASCENT) * size;
  const part = { left: 0, centre: 0.5, right: 1 }[alignment];
  return {
    kind: 'text',
    lines: lines.map((line, i) => ({ ...line, x: x - part * line.width, y: first + i * style.lineHeight * size })),
    face: style.face,
    sizePt: style.sizePt,
    colour: style.colour,
    tracking: style.tracking ?? 0,
    language: style.language
  };
}

/** Texts under each other, each with the space above it; the first one's counts nothing. */
export type Stack = readonly { readonly set: SetText; readonly above: number }[];

export function heightOf(stack: Stack): number {
  return stack.reduce((sum, { set, above }, i) => sum + set.height + (i === 0 ? 0 : above), 0);
}

export function placeStack(stack: Stack, x: number, y: number): readonly TextBlock[] {
  let top = y;
  return stack.map(({ set, above }, i) => {
    if (i > 0) top += above;
    const block = placeText(set, x, top);
    top += set.height;
    return block;
  });
}

/**
 * A sheet of paper as plain values: text, rectangles, paths and QR codes with their place in millimetres from the upper left
 * corner. The page draws it as SVG and the server as PDF, both from here, so that what is seen is what is printed. It knows no
 * font file: how wide a text is, whoever makes a drawing is told by a `Measure`.
 */
import type { QrDrawing } from '../fieldwork/poster';

/** Names of design tokens (src/app.css). */
export type Colour = 'paper' | 'ink' | 'ink-soft' | 'accent' | 'on-accent' | 'accent-tint' | 'line';

/** `figures`: semibold whose digits, dots and hyphens are those of the tables, all of one width. */
export type Face = 'regular' | 'semibold' | 'figures';

export type Language = 'vi' | 'en';

/** How wide a text stands, in millimetres. */
export type Measure = (text: string, face: Face, sizePt: number) => number;

/** `x`: where it begins; `y`: its baseline. */
export interface TextLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Lines that are read together. */
export interface TextBlock {
  readonly kind: 'text';
  readonly lines: readonly TextLine[];
  readonly face: Face;
  readonly sizePt: number;
  readonly colour: Colour;
  /** Added after every character, in parts of the size. */
  readonly tracking: number;
  readonly language: Language;
}

export interface Rectangle {
  readonly kind: 'rectangle';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: Colour;
}

/** SVG path data, `scale` times as large, its origin at `x`, `y`. */
export interface Path {
  readonly kind: 'path';
  readonly path: string;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly colour: Colour;
}

/** Black on the paper, whatever the colours around it. */
export interface QrCode {
  readonly kind: 'qr';
  readonly x: number;
  readonly y: number;
  /** Its quiet zone included. */
  readonly size: number;
  readonly qr: QrDrawing;
  readonly label: string;
}

export type Shape = TextBlock | Rectangle | Path | QrCode;

/** `shapes`: from back to front, and in the order in which they are read. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** Millimetres in one typographic point. */
export const POINT = 25.4 / 72;

/** The papers that something for a counter is printed on. Lengths in millimetres. */
export const POSTER_FORMATS = ['a4', 'a5', 'a6', 'stickers'] as const;
export type PosterFormat = (typeof POSTER_FORMATS)[number];

export interface Paper {
  readonly width: number;
  readonly height: number;
}

const A4: Paper = { width: 210, height: 297 };

export const PAPERS: Readonly<Record<PosterFormat, Paper>> = {
  a4: A4,
  a5: { width: 148, height: 210 },
  a6: { width: 105, height: 148 },
  stickers: A4
};

/** Smaller than this a QR code is not printed, quiet zone included: text shrinks instead. */
export const LEAST_QR: Readonly<Record<PosterFormat, number>> = { a4: 90, a5: 40, a6: 32, stickers: 24 };

/** Modules of white around the dark ones of a QR code (`drawQr`). */
export const QUIET_ZONE = 4;

/** The usual sheet of labels, 3 × 8 of 70 × 37 mm: as wide as the paper and half a millimetre lower at either end. */
export const STICKERS = { columns: 3, rows: 8, width: 70, height: 37 } as const;
export const STICKERS_ON_A_SHEET = STICKERS.columns * STICKERS.rows;

export function isPosterFormat(text: string): text is PosterFormat {
  return (POSTER_FORMATS as readonly string[]).includes(text);
}

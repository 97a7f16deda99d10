/**
 * Where things stand on a letter: DIN 5008 form B, which the windows of DL and C6/5 envelopes are cut for (the address 20 mm from
 * the left, 45 mm from above, 85 × 45 mm; folded at 105 and 210 mm). Lengths in millimetres, type in points.
 */
export const WINDOW = { x: 20, y: 45, width: 85, height: 45 } as const;
export const FOLDS: readonly number[] = [105, 210];
export const A4 = { width: 210, height: 297 } as const;

export interface LetterSizes {
  readonly margin: number;
  readonly right: number;
  readonly head: number;
  readonly title: number;
  readonly body: number;
  readonly small: number;
  /** Between paragraphs. */
  readonly gap: number;
  readonly code: number;
  /** With its quiet zone. */
  readonly qr: number;
}

const SIZES: LetterSizes = { margin: 22, right: 18, head: 10.5, title: 18, body: 12, small: 8, gap: 3, code: 13, qr: 46 };

/** Type and gaps get smaller step by step; the QR code and the code in letters stay as they are. */
export function letterSizes(step: number): LetterSizes {
  const part = 0.96 ** step;
  return { ...SIZES, title: SIZES.title * part, body: SIZES.body * part, gap: SIZES.gap * part, head: SIZES.head * part };
}

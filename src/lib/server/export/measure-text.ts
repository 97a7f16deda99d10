/** How wide a text stands on a poster, by the fonts that it is printed with. Widths are remembered by word; nothing is drawn. */
import type { Face, Measure } from '../../core/poster/drawing';
import { POINT } from '../../core/poster/drawing';
import { openPdf } from './open-pdf';
import { FEATURES_OF_FIGURES, registerFonts } from './pdf-fonts';

/** Of words remembered at a time; a province's names have some thousands. */
const MOST_WORDS = 20_000;

let opened: Measure | undefined;

/** Opened once in a process. */
export function openMeasure(): Measure {
  opened ??= open();
  return opened;
}

function open(): Measure {
  const document = openPdf({ fontLayoutCache: false });
  const fonts = registerFonts(document);
  /** In points at a size of one. */
  const widths = new Map<string, number>();
  const widthOf = (text: string, face: Face): number => {
    const key = `${face} ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    const options = face === 'figures' ? { features: FEATURES_OF_FIGURES } : {};
    let width = 0;
    for (const run of fonts.split(text, face)) width += document.font(run.font).fontSize(1).widthOfString(run.text, options);
    if (widths.size >= MOST_WORDS) widths.clear();
    widths.set(key, width);
    return width;
  };
  return (text, face, sizePt) => {
    let width = 0;
    // A word with the blank behind it, as PDFKit lays out what it draws.
    for (const word of text.match(/[^ ]* |[^ ]+$/g) ?? []) width += widthOf(word, face);
    return width * sizePt * POINT;
  };
}

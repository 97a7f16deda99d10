/** Posters as one PDF, in the order in which they come. */
import type { Writable } from 'node:stream';
import type { PosterFormat } from '../../core/poster/formats';
import { STICKERS } from '../../core/poster/formats';
import { posterName } from '../../i18n/poster-names';
import { m } from '../../paraglide/messages.js';
import { openMeasure } from './measure-text';
import type { Posters, SheetOptions } from './poster-sheets';
import { posterSheets } from './poster-sheets';
import type { PdfOptions } from './write-pdf';
import { writePdf } from './write-pdf';

export interface PrintOptions extends Partial<SheetOptions>, PdfOptions {}

/** Ends `out` and resolves with the number of pages; rejects as `writePdf`, also if there is no poster. */
export async function writePosterPdf(posters: Posters, format: PosterFormat, out: Writable, options: PrintOptions): Promise<number> {
  const { slips = false, stickersEach = STICKERS.columns } = options;
  const title = m.poster_pdf_title({ what: posterName(format, 'vi') }, { locale: 'vi' });
  return writePdf(title, posterSheets(posters, format, { slips, stickersEach }, openMeasure()), out, options);
}

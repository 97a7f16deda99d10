/**
 * Drawings as one PDF, written as they come: of ten thousand only a few are in memory. Each page has the size of its paper, fonts are
 * embedded once, and the file names no person: its title says what it is, its author is the platform.
 */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Drawing } from '../../core/poster/drawing';
import { m } from '../../paraglide/messages.js';
import { addDrawing } from './draw-pdf';
import { openPdf } from './open-pdf';
import { registerFonts } from './pdf-fonts';

export interface PdfOptions {
  readonly createdAt: Date;
  /** After each page, with how many there are by now. */
  readonly onPage?: (pages: number) => void;
  /** False: pages stay readable as text, for tests. */
  readonly compress?: boolean;
}

/**
 * Ends `out`. Rejects, and stops making pages, when `out` is closed or fails before the end, or when a drawing cannot be had; then
 * `out` holds half a file. Resolves with the number of pages, at least one: a PDF without a page cannot be opened, so it throws a
 * RangeError if there is no drawing.
 */
export async function writePdf(
  title: string,
  drawings: AsyncIterable<Drawing> | Iterable<Drawing>,
  out: Writable,
  options: PdfOptions
): Promise<number> {
  const brand = m.brand({}, { locale: 'vi' });
  const document = openPdf({
    compress: options.compress ?? true,
    lang: 'vi-VN',
    displayTitle: true,
    info: { Title: title, Author: brand, Creator: brand, CreationDate: options.createdAt }
  });
  const fonts = registerFonts(document);
  const written = new Promise<void>((resolve, reject) => {
    out.once('finish', resolve).once('error', reject);
    out.once('close', () => reject(new Error('closed before the last page')));
  });
  // Looked at after every page and at the end; in between a failure must not count as unhandled.
  written.catch(() => {});
  document.on('data', (chunk: Buffer) => out.write(chunk));

  let pages = 0;
  for await (const drawing of drawings) {
    addDrawing(document, fonts, drawing);
    pages++;
    options.onPage?.(pages);
    // Lets what the page is made of go out, and other requests in.
    await setImmediate();
    if (out.writableNeedDrain || out.destroyed) await Promise.race([once(out, 'drain'), written]);
  }
  if (pages === 0) throw new RangeError('nothing to print');
  document.once('end', () => out.end());
  document.end();
  await written;
  return pages;
}

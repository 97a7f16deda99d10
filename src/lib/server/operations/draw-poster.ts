/** The poster of one counter as a drawing for the page, and as a PDF. Both say the same, since both are of one layout. */
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Drawing } from '../../core/poster/drawing';
import { layoutPoster } from '../../core/poster/layout-poster';
import type { PrintChoice } from '../../core/poster/read-print-choice';
import { posterWords } from '../../i18n/poster-words';
import type { Config } from '../config';
import { openMeasure } from '../export/measure-text';
import { writePosterPdf } from '../export/poster-pdf';
import type { Db } from '../schema';
import type { Counter } from '../store/counters';
import { buildPoster } from './build-poster';

/** Throws `public-url-missing`. */
export async function drawPoster(db: Db, config: Config, counter: Counter, { format, stickers }: PrintChoice, now: Date): Promise<Drawing> {
  const poster = await buildPoster(db, config, counter, now);
  return layoutPoster(poster, posterWords(poster), format, openMeasure(), stickers);
}

/** Throws `public-url-missing`. */
export async function printPoster(db: Db, config: Config, counter: Counter, choice: PrintChoice, now: Date): Promise<Buffer> {
  const poster = await buildPoster(db, config, counter, now);
  const out = new PassThrough();
  const options = { createdAt: now, stickersEach: choice.stickers };
  const [bytes] = await Promise.all([buffer(out), writePosterPdf([poster], choice.format, out, options)]);
  return bytes;
}

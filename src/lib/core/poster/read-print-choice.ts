/** What an address asks to have printed: `?format=a4|a5|a6|stickers`, A5 if it says nothing, and `&count=` of stickers. */
import { Problem } from '../problem';
import type { PosterFormat } from './formats';
import { isPosterFormat, POSTER_FORMATS, STICKERS, STICKERS_ON_A_SHEET } from './formats';

export interface PrintChoice {
  readonly format: PosterFormat;
  /** Stickers for one counter: 1 to a whole sheet; a row if the address says nothing. */
  readonly stickers: number;
}

/** Throws `poster-format-unknown`, `sticker-count-wrong`. */
export function readPrintChoice(query: Pick<URLSearchParams, 'get'>): PrintChoice {
  const format = query.get('format') ?? 'a5';
  if (!isPosterFormat(format)) throw new Problem('poster-format-unknown', { format, known: POSTER_FORMATS.join(', ') });
  const count = query.get('count') ?? String(STICKERS.columns);
  const stickers = /^\d{1,2}$/.test(count) ? Number(count) : 0;
  if (stickers < 1 || stickers > STICKERS_ON_A_SHEET) throw new Problem('sticker-count-wrong', { count, most: STICKERS_ON_A_SHEET });
  return { format, stickers };
}

/**
 * The poster of a counter on a paper: A4, A5, A6 or a row of stickers. Long names wrap and shrink in steps until the QR code has
 * its least size; nothing is cut off, except a counter's name on a sticker. It refuses no name: a longer one is printed smaller.
 */
import type { Poster } from '../fieldwork/poster';
import { composePoster } from './compose-poster';
import type { Drawing, Measure } from './drawing';
import type { PosterFormat } from './formats';
import { LEAST_QR, PAPERS, STICKERS } from './formats';
import { layoutStickers } from './layout-stickers';
import { POSTER_SIZES, shrunk, STEPS_OF_NAMES } from './poster-sizes';
import type { PosterWords } from './poster-words';

/** `stickers`: how many, where it is these that are asked for; left out: the first row of a sheet. */
export function layoutPoster(
  poster: Poster,
  words: PosterWords,
  format: PosterFormat,
  measure: Measure,
  stickers: number = STICKERS.columns
): Drawing {
  if (format === 'stickers') {
    const copies = Array.from({ length: stickers }, () => ({ poster, words }));
    return layoutStickers(copies, measure);
  }
  // The pressure line is A4's: who hangs it on a wall has room for it.
  const said = format === 'a4' ? words : { ...words, pressure: undefined };
  const sizes = POSTER_SIZES[format];
  const compose = (step: number, leastQr: number) => composePoster(poster, said, shrunk(sizes, step), PAPERS[format], leastQr, measure);
  for (let step = 0; step < STEPS_OF_NAMES; step++) {
    const drawing = compose(step, sizes.goodQr);
    if (drawing) return drawing;
  }
  for (let step = STEPS_OF_NAMES; ; step++) {
    const drawing = compose(step, LEAST_QR[format]);
    if (drawing) return drawing;
  }
}

/**
 * From posters to sheets of paper, one at a time: a poster is a sheet; stickers fill sheets across counters and leave none blank
 * between them. With slips each agency's sheets stand behind its slip, and its stickers begin a sheet of their own, since what
 * one agency gets must not hang together with another's. Posters come sorted: an agency is what follows each other.
 */
import type { Poster } from '../../core/fieldwork/poster';
import type { Drawing, Measure } from '../../core/poster/drawing';
import type { PosterFormat } from '../../core/poster/formats';
import { STICKERS_ON_A_SHEET } from '../../core/poster/formats';
import { layoutPoster } from '../../core/poster/layout-poster';
import { layoutSlip } from '../../core/poster/layout-slip';
import type { Sticker } from '../../core/poster/layout-stickers';
import { layoutStickers } from '../../core/poster/layout-stickers';
import { posterWords } from '../../i18n/poster-words';
import { slipWords } from '../../i18n/slip-words';

export type Posters = AsyncIterable<Poster> | Iterable<Poster>;

export interface SheetOptions {
  readonly slips: boolean;
  /** For each counter, 1 to a whole sheet; other formats have one sheet each. */
  readonly stickersEach: number;
}

export async function* posterSheets(
  posters: Posters,
  format: PosterFormat,
  { slips, stickersEach }: SheetOptions,
  measure: Measure
): AsyncGenerator<Drawing> {
  const sheetsOf = (some: Posters) =>
    format === 'stickers' ? stickerSheets(some, stickersEach, measure) : posterPages(some, format, measure);
  if (!slips) {
    yield* sheetsOf(posters);
    return;
  }
  for await (const ofAgency of byAgency(posters)) {
    yield* layoutSlip({ posters: ofAgency, words: slipWords(ofAgency, format, stickersEach) }, format, measure);
    yield* sheetsOf(ofAgency);
  }
}

async function* posterPages(posters: Posters, format: PosterFormat, measure: Measure): AsyncGenerator<Drawing> {
  for await (const poster of posters) yield layoutPoster(poster, posterWords(poster), format, measure);
}

async function* stickerSheets(posters: Posters, each: number, measure: Measure): AsyncGenerator<Drawing> {
  let stickers: Sticker[] = [];
  for await (const poster of posters) {
    const words = posterWords(poster);
    for (let copy = 0; copy < each; copy++) {
      stickers.push({ poster, words });
      if (stickers.length < STICKERS_ON_A_SHEET) continue;
      yield layoutStickers(stickers, measure);
      stickers = [];
    }
  }
  if (stickers.length > 0) yield layoutStickers(stickers, measure);
}

async function* byAgency(posters: Posters): AsyncGenerator<readonly Poster[]> {
  let group: Poster[] = [];
  for await (const poster of posters) {
    if (group.length > 0 && group[0]!.agencyCode !== poster.agencyCode) {
      yield group;
      group = [];
    }
    group.push(poster);
  }
  if (group.length > 0) yield group;
}

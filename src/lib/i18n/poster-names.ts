/** What the formats of a poster are called: as a choice, and as what it is. */
import type { PosterFormat } from '../core/poster/formats';
import { m } from '../paraglide/messages.js';
import type { DisplayLanguage } from './format';

const CHOICES = {
  a4: m.poster_choice_a4,
  a5: m.poster_choice_a5,
  a6: m.poster_choice_a6,
  stickers: m.poster_choice_stickers
} as const satisfies Record<PosterFormat, unknown>;

const NAMES = {
  a4: m.poster_name_a4,
  a5: m.poster_name_a5,
  a6: m.poster_name_a6,
  stickers: m.poster_name_stickers
} as const satisfies Record<PosterFormat, unknown>;

/** In the language of the page. */
export function posterChoice(format: PosterFormat): string {
  return CHOICES[format]();
}

/** `language` left out: that of the page. */
export function posterName(format: PosterFormat, language?: DisplayLanguage): string {
  return NAMES[format]({}, language && { locale: language });
}

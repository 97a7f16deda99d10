/** The sentences of a counter's poster: both languages at once, whatever the reader of the page speaks. */
import type { Poster } from '../core/fieldwork/poster';
import type { PosterWords, Sentence } from '../core/poster/poster-words';
import { m } from '../paraglide/messages.js';
import { formatDay } from './format';

const VI = { locale: 'vi' } as const;
const EN = { locale: 'en' } as const;

export function posterWords({ counterName, shortUrl, minutes: min, hotline, printedOn }: Poster): PosterWords {
  return {
    question: inBoth((language) => m.poster_question({}, language)),
    scan: inBoth((language) => (min === undefined ? m.poster_scan_unknown_length({}, language) : m.poster_scan({ min }, language))),
    paper: inBoth((language) => m.poster_paper({}, language)),
    open: inBoth((language) => m.poster_open({ shortUrl }, language)),
    notForYou: inBoth((language) => m.poster_not_for_you({}, language)),
    pressure: hotline === undefined ? undefined : inBoth((language) => m.poster_pressure({ hotline }, language)),
    qrLabel: m.poster_qr_label({ counter: counterName }, VI),
    printedOn: m.poster_printed_on({ day: formatDay(printedOn) }, VI)
  };
}

function inBoth(sentence: (language: typeof VI | typeof EN) => string): Sentence {
  return { vi: sentence(VI), en: sentence(EN) };
}

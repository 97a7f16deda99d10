/** The sentences of a delivery slip, in Vietnamese: it is signed by officials, whoever prints it. */
import type { PosterFormat } from '../core/poster/formats';
import type { SlipWords } from '../core/poster/slip';
import type { Poster } from '../core/fieldwork/poster';
import { m } from '../paraglide/messages.js';
import { formatCount, formatDay } from './format';
import { posterName } from './poster-names';

const VI = { locale: 'vi' } as const;

/** `posters`: those of one agency, at least one; `stickersEach`: for each counter, if it is stickers. */
export function slipWords(posters: readonly Poster[], format: PosterFormat, stickersEach: number): SlipWords {
  const what = posterName(format, 'vi');
  const counters = formatCount(posters.length, 'vi');
  const count =
    format === 'stickers'
      ? m.slip_stickers({ what, count: formatCount(posters.length * stickersEach, 'vi'), counters }, VI)
      : m.slip_posters({ what, count: counters }, VI);
  return {
    title: m.slip_title({}, VI),
    count,
    printedOn: m.poster_printed_on({ day: formatDay(posters[0]!.printedOn) }, VI),
    columns: { number: m.slip_number({}, VI), counter: m.slip_counter({}, VI), code: m.slip_code({}, VI) },
    date: m.slip_date({}, VI),
    giver: m.slip_giver({}, VI),
    receiver: m.slip_receiver({}, VI),
    sign: m.slip_sign({}, VI),
    mustNot: {
      title: m.staff_must_not({}, VI),
      rules: [
        m.staff_not_answer({}, VI),
        m.staff_not_watch({}, VI),
        m.staff_not_hint({}, VI),
        m.staff_not_pick({}, VI),
        m.staff_not_gift({}, VI),
        m.staff_not_photograph({}, VI),
        m.staff_not_trace({}, VI)
      ]
    },
    may: { title: m.staff_may({}, VI), rules: [m.staff_may_show({}, VI), m.staff_may_read({}, VI)] },
    page: (page, pages) => m.slip_page({ page, pages }, VI)
  };
}

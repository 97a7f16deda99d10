/** How a card stands, in words: its rank, and against the year before. */
import type { YearChange } from '../../core/scoring/scorecard-ranks';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount } from '../../i18n/format';
import { formatParPoints, formatPointsChange } from '../../i18n/format-points';
import { m } from '../../paraglide/messages.js';

/** For a column: `+1,25 điểm; tăng 4 bậc`. */
export function changeText(change: YearChange, language: DisplayLanguage): string {
  const locale = { locale: language };
  switch (change.kind) {
    case 'change':
      return m.scorecard_change(
        { points: formatPointsChange(change.points, language), places: placesText(change.places, language) },
        locale
      );
    case 'none':
      return m.scorecard_change_none({}, locale);
    case 'different-rules':
      return m.scorecard_change_rules({}, locale);
    case 'incomplete':
      return m.scorecard_change_incomplete({}, locale);
  }
}

/** As a sentence of the card's headline. */
export function changeSentence(change: YearChange, year: number, language: DisplayLanguage): string {
  const locale = { locale: language };
  const before = String(year - 1);
  switch (change.kind) {
    case 'change': {
      const points = formatParPoints(Math.abs(change.points), language);
      const sentence = change.points > 0 ? m.scorecard_more : change.points < 0 ? m.scorecard_less : m.scorecard_equal;
      return sentence({ before, points, places: placesText(change.places, language) }, locale);
    }
    case 'none':
      return m.scorecard_no_year_before({ before }, locale);
    case 'different-rules':
      return m.scorecard_other_rules_before({ before }, locale);
    case 'incomplete':
      return m.scorecard_incomplete_before({ before }, locale);
  }
}

function placesText(places: number, language: DisplayLanguage): string {
  const locale = { locale: language };
  if (places === 0) return m.scorecard_same_place({}, locale);
  const count = formatCount(Math.abs(places), language);
  return places > 0 ? m.scorecard_up({ count }, locale) : m.scorecard_down({ count }, locale);
}

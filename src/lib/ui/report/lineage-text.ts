/** What pages say of an agency that took over others: its sentence, and the month of the trend it begins in. */
import type { Lineage } from '../../core/report/lineage';
import { textIn } from '../../core/questionnaire/questionnaire';
import type { DisplayLanguage } from '../../i18n/format';
import { formatDay, formatList } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';

export function formedNote({ formed }: Lineage, language: DisplayLanguage): string | null {
  if (!formed) return null;
  const list = formatList(
    formed.from.map((name) => textIn(name, language)),
    language
  );
  return m.agency_formed_note({ day: formatDay(formed.on), list }, { locale: language });
}

/** Index of the first month that is the new agency's, where months before it are shown too. */
export function formedMonth({ formed }: Lineage, months: readonly { readonly month: string }[]): number | null {
  if (!formed) return null;
  const at = months.findIndex(({ month }) => month >= formed.on.slice(0, 7));
  return at > 0 ? at : null;
}

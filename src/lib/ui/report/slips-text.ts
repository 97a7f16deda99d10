/** How many of those with a code on their slip answered, in a sentence. */
import { FEWEST_SLIPS } from '../../core/report/slip-coverage';
import type { SlipCoverage } from '../../core/report/slip-coverage';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount, formatPercentNumber } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';

export function slipsText({ registered, counted, answered }: SlipCoverage, language: DisplayLanguage): string {
  const locale = { locale: language };
  const n = (count: number) => formatCount(count, language);
  if (answered === null) return m.report_slips_few({ registered: n(registered) }, locale);
  const said = { registered: n(registered), answered: n(answered), share: formatPercentNumber(answered / counted, language) };
  if (counted === registered) return m.report_slips(said, locale);
  return m.report_slips_part({ ...said, counted: n(counted), least: n(FEWEST_SLIPS) }, locale);
}

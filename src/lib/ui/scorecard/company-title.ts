/** What agencies of each kind are called, as a choice and counted. */
import type { AgencyKind } from '../../core/agency/agency';
import { textIn } from '../../core/questionnaire/questionnaire';
import type { ScorecardCompany } from '../../core/scoring/scorecard-view';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';

const COUNTED = {
  province: m.scorecard_count_province,
  department: m.scorecard_count_department,
  district: m.scorecard_count_district,
  commune: m.scorecard_count_commune,
  centre: m.scorecard_count_centre
} as const satisfies Record<AgencyKind, unknown>;

/** `Tỉnh Sơn La: 14 sở, ban, ngành` */
export function companyTitle({ kind, parent, cards }: ScorecardCompany, language: DisplayLanguage): string {
  const locale = { locale: language };
  const agencies = COUNTED[kind]({ count: formatCount(cards.length, language) }, locale);
  return parent ? m.scorecard_company({ parent: textIn(parent, language), agencies }, locale) : agencies;
}

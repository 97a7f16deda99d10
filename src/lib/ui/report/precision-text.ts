/** What a statistician asks of a figure beside its interval: standard error, degrees of freedom, strata, design effect. */
import { textIn } from '../../core/questionnaire/questionnaire';
import type { Figure } from '../../core/report/report';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount, formatDesignEffect, formatPercentNumber } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';

/** `Chỉ số hài lòng chung: sai số chuẩn 0,61 điểm phần trăm · 51 bậc tự do · …`; empty where there is no standard error. */
export function precisionText({ name, estimate }: Pick<Figure, 'name' | 'estimate'>, language: DisplayLanguage): string {
  if (!estimate || estimate.standardError === null) return '';
  const { standardError, degreesOfFreedom, strata, designEffect } = estimate;
  const locale = { locale: language };
  const figures = [
    m.report_precision_error({ points: formatPercentNumber(standardError, language, 2) }, locale),
    m.report_precision_freedom({ count: formatCount(degreesOfFreedom, language) }, locale),
    strata > 1 && m.report_precision_strata({ count: formatCount(strata, language) }, locale),
    designEffect !== null && m.report_precision_effect({ effect: formatDesignEffect(designEffect, language) }, locale)
  ];
  return m.report_precision({ name: textIn(name, language), figures: figures.filter(Boolean).join(' · ') }, locale);
}

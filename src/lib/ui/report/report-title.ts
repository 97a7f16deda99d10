import { textIn } from '../../core/questionnaire/questionnaire';
import type { Report } from '../../core/report/report';
import type { DisplayLanguage } from '../../i18n/format';
import { formatPeriod } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';
import { shareWords } from './share-words';

/** For the browser's tab and its history: the narrowest first. */
export function reportTitle(report: Report, language: DisplayLanguage): string {
  const agency = textIn(report.agency.name, language);
  const place = report.counter ? `${report.counter.name}, ${agency}` : agency;
  const { overall } = shareWords(report.survey.method, language);
  return m.report_title({ place, period: formatPeriod(report.period, language), overall }, { locale: language });
}

/** What a figure says in words: why it is not shown, how sure it is, whether the target is met. */
import type { Estimate, Interval } from '../../core/estimation/estimate';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { textIn } from '../../core/questionnaire/questionnaire';
import type { Change, Figure, Report } from '../../core/report/report';
import type { DisplayLanguage } from '../../i18n/format';
import {
  formatAlternatives,
  formatCount,
  formatList,
  formatPeriod,
  formatPoints,
  formatPointsSize,
  formatShare,
  formatTarget
} from '../../i18n/format';
import { m } from '../../paraglide/messages.js';

type Method = Report['survey']['method'];

/** `names`: of items and factors by code, for the parts that nobody answered. Null where the figure is shown. */
export function withheldText(
  figure: Pick<Figure, 'disclosure' | 'n' | 'missing'>,
  method: Method,
  language: DisplayLanguage,
  names: ReadonlyMap<string, string> = new Map()
): string | null {
  const locale = { locale: language };
  const k = formatCount(method.minimumRespondents, language);
  switch (figure.disclosure) {
    case 'shown':
      return null;
    case 'none':
      return m.report_none({}, locale);
    case 'few':
      if (figure.n === null) return m.report_suppressed({ k }, locale);
      return m.report_count_only({ n: formatCount(figure.n, language), k }, locale);
    case 'complement':
      return m.report_suppressed_second({}, locale);
    case 'near':
      return m.report_suppressed_near({ k }, locale);
    case 'refused': {
      if (figure.missing.length === 0) return m.report_refused_plain({}, locale);
      const missing = formatList(
        figure.missing.map((code) => `“${names.get(code) ?? code}”`),
        language
      );
      return m.report_refused({ missing }, locale);
    }
  }
}

export type TargetClass = 'met' | 'below' | 'unclear' | 'no-interval';

/** Said only where the whole interval lies on one side. */
export function againstTarget(interval: Interval | null, target: number): TargetClass {
  if (!interval) return 'no-interval';
  if (interval.lower >= target) return 'met';
  return interval.upper < target ? 'below' : 'unclear';
}

export function targetText(interval: Interval | null, target: number, language: DisplayLanguage): string {
  const parameters = { target: formatTarget(target, language) };
  const locale = { locale: language };
  switch (againstTarget(interval, target)) {
    case 'met':
      return m.report_target_met(parameters, locale);
    case 'below':
      return m.report_target_below(parameters, locale);
    case 'unclear':
      return m.report_target_unclear(parameters, locale);
    case 'no-interval':
      return m.report_target_no_interval(parameters, locale);
  }
}

export function intervalText(estimate: Estimate, level: number, language: DisplayLanguage): string {
  if (!estimate.interval)
    return estimate.notes.includes('one-unit')
      ? m.report_ci_one_unit({}, { locale: language })
      : m.report_ci_none({}, { locale: language });
  return m.report_ci(
    {
      level: formatTarget(level, language),
      lo: formatShare(estimate.interval.lower, language),
      hi: formatShare(estimate.interval.upper, language)
    },
    { locale: language }
  );
}

/** How to read the interval, in the words of what was compared. */
export function intervalHelp(report: Pick<Report, 'unit' | 'survey'>, language: DisplayLanguage): string {
  const locale = { locale: language };
  if (report.unit === 'respondent') return m.report_ci_help_imported({}, locale);
  if (report.survey.mode === 'sampled') return m.report_ci_help_sampled({}, locale);
  return report.unit === 'week' ? m.report_ci_help_week({}, locale) : m.report_ci_help_day({}, locale);
}

/** Stands before an interval in a table; the words stand below the table, once. */
export const FEW_DISSATISFIED_MARK = '°';

/** The notes of an estimate in words; `one-unit` is said in place of the interval. */
export function noteTexts(estimate: Pick<Estimate, 'notes'>, unit: Report['unit'], language: DisplayLanguage): readonly string[] {
  const locale = { locale: language };
  const fewUnits = { day: m.report_note_few_days, week: m.report_note_few_weeks, respondent: m.report_note_few_units }[unit];
  return estimate.notes.flatMap((note) => {
    if (note === 'few-days') return [fewUnits({}, locale)];
    if (note === 'few-dissatisfied') return [m.report_note_few_dissatisfied({}, locale)];
    return note === 'zero-variance' ? [m.report_note_zero_variance({}, locale)] : [];
  });
}

export function changeText(change: Change, value: number, language: DisplayLanguage): string {
  const common = {
    period: formatPeriod(change.previous, language),
    previous: formatShare(value - change.difference, language),
    lo: formatPoints(change.interval.lower, language),
    hi: formatPoints(change.interval.upper, language)
  };
  const locale = { locale: language };
  if (!change.beyondError) return m.report_change_none({ ...common, difference: formatPoints(change.difference, language) }, locale);
  const sentence = change.difference > 0 ? m.report_change_up : m.report_change_down;
  return sentence({ ...common, difference: formatPointsSize(change.difference, language) }, locale);
}

/** The labels that count as satisfied, quoted: `“Hài lòng” hoặc “Rất hài lòng”`; null where the items' scales differ or are withheld. */
export function satisfiedLabels(report: Pick<Report, 'items'>, satisfied: boolean, language: DisplayLanguage): string | null {
  const scales = report.items.flatMap((item) => (item.levels ? [labelsOf(item.levels, satisfied, language)] : []));
  const [first] = scales;
  if (!first || scales.some((labels) => labels.join('\n') !== first.join('\n'))) return null;
  const quoted = first.map((label) => `“${label}”`);
  return formatAlternatives(quoted, language);
}

function labelsOf(
  levels: readonly { readonly label: LocalizedText; readonly satisfied: boolean }[],
  satisfied: boolean,
  language: DisplayLanguage
) {
  return levels.filter((level) => level.satisfied === satisfied).map((level) => textIn(level.label, language));
}

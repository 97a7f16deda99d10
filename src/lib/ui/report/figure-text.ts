/** What a figure says in words: why it is not shown, how sure it is, whether the target is met. */
import type { Estimate, Interval } from '../../core/estimation/estimate';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { textIn } from '../../core/questionnaire/questionnaire';
import type { Change, Figure, Report } from '../../core/report/report';
import type { DisplayLanguage } from '../../i18n/format';
import {
  formatAlternatives,
  formatCount,
  formatDay,
  formatList,
  formatPeriod,
  formatPoints,
  formatPointsSize,
  formatShare,
  formatTarget
} from '../../i18n/format';
import { m } from '../../paraglide/messages.js';
import { shareWords } from './share-words';
import { UNIT_WORDS } from './unit-words';

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
      return m.report_refused({ missing: partNames(figure.missing, names, language) }, locale);
    }
  }
}

/** The parts that the method left out of a mean; empty where it left out none. */
export function absentText({ absent }: Pick<Estimate, 'absent'>, names: ReadonlyMap<string, string>, language: DisplayLanguage): string {
  if (absent.length === 0) return '';
  return m.report_absent({ parts: partNames(absent, names, language) }, { locale: language });
}

function partNames(codes: readonly string[], names: ReadonlyMap<string, string>, language: DisplayLanguage): string {
  const quoted = codes.map((code) => `“${names.get(code) ?? code}”`);
  return formatList(quoted, language);
}

export type TargetClass = 'met' | 'below' | 'unclear' | 'no-interval';

/** Said only where the whole interval lies on one side. */
export function againstTarget(interval: Interval | null, target: number): TargetClass {
  if (!interval) return 'no-interval';
  if (interval.lower >= target) return 'met';
  return interval.upper < target ? 'below' : 'unclear';
}

/** `Mục tiêu 90%`; empty where there is none. */
export function targetLabel(target: number | null, language: DisplayLanguage): string {
  return target === null ? '' : m.report_target({ target: formatTarget(target, language) }, { locale: language });
}

/** What the target's line looks like in a chart; empty where there is none. */
export function targetKey(target: number | null, language: DisplayLanguage): string {
  return target === null ? '' : m.report_target_key({}, { locale: language });
}

/** Empty where there is no target. */
export function targetText(interval: Interval | null, target: number | null, language: DisplayLanguage): string {
  if (target === null) return '';
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

/** The interval, or why there is none. */
export function intervalText(
  { interval, notes }: Pick<Estimate, 'interval' | 'notes'>,
  { unit, survey }: Pick<Report, 'unit' | 'survey'>,
  language: DisplayLanguage
): string {
  const locale = { locale: language };
  if (interval) {
    const [lo, hi] = [formatShare(interval.lower, language), formatShare(interval.upper, language)];
    return m.report_ci({ level: formatTarget(survey.method.level, language), lo, hi }, locale);
  }
  if (notes.includes('lonely-stratum')) return m.report_ci_lonely_stratum({}, locale);
  return notes.includes('one-unit') ? UNIT_WORDS[unit].one({}, locale) : m.report_ci_none({}, locale);
}

/** How to read the interval, in the words of what was compared. */
export function intervalHelp({ unit, survey }: Pick<Report, 'unit' | 'survey'>, language: DisplayLanguage): string {
  const level = formatTarget(survey.method.level, language);
  const { respondents } = shareWords(survey.method, language);
  return UNIT_WORDS[unit].help({ level, count: level.replace('%', ''), respondents }, { locale: language });
}

/** Stands before an interval in a table; the words stand below the table, once. */
export const FEW_DISSATISFIED_MARK = '°';

/** The notes of an estimate in words; `one-unit` and `lonely-stratum` are said in place of the interval. */
export function noteTexts(
  estimate: Pick<Estimate, 'notes'>,
  { unit, survey }: Pick<Report, 'unit' | 'survey'>,
  language: DisplayLanguage
): readonly string[] {
  const locale = { locale: language };
  return estimate.notes.flatMap((note) => {
    if (note === 'few-days') return [UNIT_WORDS[unit].few({}, locale)];
    if (note === 'few-dissatisfied') return [shareWords(survey.method, language).few];
    if (note === 'jackknife') return [m.report_note_jackknife({}, locale)];
    return note === 'zero-variance' ? [UNIT_WORDS[unit].equal({}, locale)] : [];
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

/** By index of the method that begins: `Từ 01/04/2026 thay đổi phương pháp đo (…)`. Of methods that a shown month was made by. */
export function breakTexts({ trend, methods }: Pick<Report, 'trend' | 'methods'>, language: DisplayLanguage): ReadonlyMap<number, string> {
  const used = [...new Set(trend.map(({ method }) => method))];
  const nameOf = (method: number) => `${textIn(methods[method]!.name, language)}, ${methods[method]!.number}`;
  return new Map(
    used.slice(1).map((method, i) => {
      const [day, before, after] = [formatDay(methods[method]!.from), nameOf(used[i]!), nameOf(method)];
      const text =
        before === after
          ? m.report_break_questionnaire({ day }, { locale: language })
          : m.report_break({ day, before, after }, { locale: language });
      return [method, text];
    })
  );
}

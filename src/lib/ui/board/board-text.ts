/** What a PAPI-style board says in words. */
import type { Board, BoardDimension, ScoreFigure } from '../../core/report/board';
import type { Report } from '../../core/report/report';
import type { GroupedUnit, QuartileGroup } from '../../core/scoring/quartile-groups';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount, formatList, formatPeriod, formatScore, formatScoreChange } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';
import { withheldText } from '../report/figure-text';

const GROUPS: Readonly<Record<QuartileGroup, (typeof m)['board_group_lowest']>> = {
  highest: m.board_group_highest,
  'upper-middle': m.board_group_upper_middle,
  'lower-middle': m.board_group_lower_middle,
  lowest: m.board_group_lowest
};

export function groupText({ group }: GroupedUnit, language: DisplayLanguage): string {
  return GROUPS[group]({}, { locale: language });
}

export function scoreInterval({ estimate }: ScoreFigure, language: DisplayLanguage): string {
  if (!estimate?.interval) return '–';
  return `${formatScore(estimate.interval.lower, language)}–${formatScore(estimate.interval.upper, language)}`;
}

/** Why a score is in no group: `Sai số vượt ngưỡng, không xếp nhóm (dưới 30 người trả lời)`. */
export function insufficientText({ why }: ScoreFigure, limits: Board['limits'], language: DisplayLanguage): string {
  const locale = { locale: language };
  const reasons = why.map((reason) => {
    if (reason === 'wide-interval')
      return m.board_why_wide({ limit: formatScore(limits.mostHalfWidth, language).replace(/0$/, '') }, locale);
    if (reason === 'few-respondents') return m.board_why_respondents({ limit: formatCount(limits.minimumRespondents, language) }, locale);
    return m.board_why_degrees({ limit: formatCount(limits.minimumDegreesOfFreedom, language) }, locale);
  });
  return `${m.board_insufficient({}, locale)} (${reasons.join('; ')})`;
}

/** Why there is no score at all. `names`: of items, for a score of which a part was not answered. */
export function absentScoreText(
  figure: ScoreFigure,
  method: Report['survey']['method'],
  names: ReadonlyMap<string, string>,
  language: DisplayLanguage
): string {
  if (figure.disclosure === 'refused') {
    const items = formatList(
      figure.missing.map((code) => `“${names.get(code) ?? code}”`),
      language
    );
    return m.board_missing({ items }, { locale: language });
  }
  return withheldText(figure, method, language, names) ?? '';
}

/** A dimension without a score of its own: not asked at all, or asked in part. */
export function coverageText({ subDimensions }: BoardDimension, language: DisplayLanguage): string {
  const covered = subDimensions.filter(({ figure }) => figure !== null).length;
  if (covered === 0) return m.board_not_covered({}, { locale: language });
  return m.board_partly_covered({ covered, all: subDimensions.length }, { locale: language });
}

/** The change on the period before in words; empty where there is none to speak of. */
export function scoreChangeText({ change }: ScoreFigure, language: DisplayLanguage): string {
  if (!change) return '';
  const period = formatPeriod(change.previous, language);
  if (!change.beyondError) return m.board_no_change({ period }, { locale: language });
  const signed = (value: number) => formatScoreChange(value, language);
  return m.board_change(
    { period, change: signed(change.difference), interval: `${signed(change.interval.lower)}; ${signed(change.interval.upper)}` },
    { locale: language }
  );
}

/** What a ranking says in words. */
import { textIn } from '../../core/questionnaire/questionnaire';
import type { RankedAgency, Ranking } from '../../core/report/ranking';
import type { Rank } from '../../core/scoring/ranking';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount, formatTarget } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';
import type { IndexScale } from './index-scale';

const KINDS: Readonly<Record<string, (typeof m)['ranking_kind_commune']>> = {
  province: m.ranking_kind_province,
  department: m.ranking_kind_department,
  district: m.ranking_kind_district,
  commune: m.ranking_kind_commune,
  centre: m.ranking_kind_centre
};

/** `xã, phường` */
export function kindText(kind: string, language: DisplayLanguage): string {
  return KINDS[kind]?.({}, { locale: language }) ?? kind;
}

/** `mục tiêu 90%`, `mức chung 88,4%`; empty without a reference. */
export function referenceText({ reference }: Pick<Ranking, 'reference'>, scale: IndexScale, language: DisplayLanguage): string {
  if (!reference) return '';
  const locale = { locale: language };
  return reference.kind === 'target'
    ? m.ranking_against_target({ target: formatTarget(reference.value, language) }, locale)
    : m.ranking_against_whole({ value: scale.text(reference.value) }, locale);
}

/** The sentence at the top: how many stand where against the reference. */
export function leadText(ranking: Ranking, scale: IndexScale, language: DisplayLanguage): string {
  const locale = { locale: language };
  const { method } = ranking.survey;
  const ranked = ranking.agencies.filter(({ state }) => state === 'ranked');
  const count = (wanted: Rank['class']) => formatCount(ranked.filter(({ rank }) => rank!.class === wanted).length, language);
  if (ranked.length === 0)
    return m.ranking_lead_none(
      { min: formatCount(method.minimumForRanking, language), df: formatCount(method.minimumDegreesOfFreedom, language) },
      locale
    );
  const all = formatCount(ranked.length, language);
  if (!ranking.reference)
    return m.ranking_lead_no_reference(
      { ranked: all, best: ranking.index.lowerIsBetter ? m.ranking_best_low({}, locale) : m.ranking_best_high({}, locale) },
      locale
    );
  return m.ranking_lead(
    {
      ranked: all,
      higher: count('higher'),
      lower: count('lower'),
      unclear: count('unclear'),
      reference: referenceText(ranking, scale, language)
    },
    locale
  );
}

/** `5 (3–9)` in words. */
export function rankHelp({ rank, from, to }: Rank, count: number, language: DisplayLanguage): string {
  const locale = { locale: language };
  if (isWide({ from, to }, count)) return m.ranking_rank_wide({ rank, count }, locale);
  return m.ranking_rank({ rank, count, from, to }, locale);
}

/** The data rule out no rank at all. */
export function isWide({ from, to }: Pick<Rank, 'from' | 'to'>, count: number): boolean {
  return count > 1 && from === 1 && to === count;
}

/** The change in a cell: signed, or that there is none to speak of; null where there is nothing to compare. */
export function changeCell({ change }: Pick<RankedAgency, 'change'>, scale: IndexScale, language: DisplayLanguage): string | null {
  if (!change) return null;
  return change.beyondError ? scale.change(change.difference) : m.ranking_no_change({}, { locale: language });
}

export function agencyName({ name }: Pick<RankedAgency, 'name'>, language: DisplayLanguage): string {
  return textIn(name, language);
}

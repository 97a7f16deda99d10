/** Words, addresses and figures of designs and draws. */
import { AGENCY_KINDS } from '../../core/agency/agency';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { textIn } from '../../core/questionnaire/questionnaire';
import type { AllocationKind, ClusterKind, ClusterMethod, SamplingDesign, SizeRule, StratumPart } from '../../core/sampling/design';
import type { PlanWarning } from '../../core/sampling/plan-sample';
import type { ArithmeticStep, SizeWarning } from '../../core/sampling/sample-size';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount, formatNumber, formatPointsSize, formatTarget } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';
import { kindName } from '../agency/agency-address';
import { deskPath } from '../desk/desk-words';

/** Of a list in a sentence. */
const NAMED = 5;

export type Names = Readonly<Record<string, LocalizedText>>;

export const designPath = (surveyCode: string, label: string): string => `${deskPath(surveyCode, 'design')}/${label}`;
export const comparePath = (surveyCode: string): string => `${deskPath(surveyCode, 'design')}/compare`;
export const recordPath = (surveyCode: string): string => `${deskPath(surveyCode, 'draw')}/record`;
export const unitsPath = (surveyCode: string): string => `${deskPath(surveyCode, 'draw')}/units`;

/** Where a seed comes from. A typed one without machine digits is of an older draw. */
export function seedOrigin(seed: string, isTyped: boolean): string {
  if (!isTyped) return m.draw_seed_drawn();
  return seed.includes('-') ? m.draw_seed_joined() : m.draw_seed_typed();
}

const PARTS: Readonly<Record<StratumPart | ClusterKind, () => string>> = {
  agency: m.sampling_part_agency,
  level: m.sampling_part_level,
  field: m.sampling_part_field,
  area: m.sampling_part_area,
  village: m.sampling_part_village,
  personKind: m.sampling_part_personKind
};
export const partName = (part: StratumPart | ClusterKind): string => PARTS[part]();

const METHODS: Readonly<Record<ClusterMethod | SamplingDesign['selection'], () => string>> = {
  pps: m.sampling_method_pps,
  srs: m.sampling_method_srs,
  systematic: m.sampling_method_systematic
};
export const methodName = (method: keyof typeof METHODS): string => METHODS[method]();

const SIZES: Readonly<Record<SizeRule['kind'], () => string>> = {
  fixed: m.sampling_size_fixed,
  slovin: m.sampling_size_slovin,
  proportion: m.sampling_size_proportion,
  bands: m.sampling_size_bands
};
export const sizeName = (kind: SizeRule['kind']): string => SIZES[kind]();

const ALLOCATION_NAMES: Readonly<Record<AllocationKind, () => string>> = {
  proportional: m.sampling_allocation_proportional,
  equal: m.sampling_allocation_equal,
  neyman: m.sampling_allocation_neyman,
  power: m.sampling_allocation_power
};
export const allocationName = (kind: AllocationKind): string => ALLOCATION_NAMES[kind]();

const PERSON_KINDS: Readonly<Record<string, () => string>> = { person: m.weights_level_person, organisation: m.weights_level_organisation };

/** `Xã Mường La · Đất đai · Cá nhân`: codes of agencies and levels in words. */
export function stratumText(name: string, parts: readonly StratumPart[], names: Names, language: DisplayLanguage): string {
  if (parts.length === 0) return m.sampling_whole();
  const pieces = name.split(' · ');
  return pieces
    .map((piece, at) => {
      if (piece === '') return m.sampling_unnamed();
      const agency = parts[at] === 'agency' ? names[piece] : undefined;
      if (agency) return textIn(agency, language);
      if (parts[at] === 'personKind') return PERSON_KINDS[piece]?.() ?? piece;
      const kind = parts[at] === 'level' ? AGENCY_KINDS.find((one) => one === piece) : undefined;
      return kind ? kindName(kind) : piece;
    })
    .join(' · ');
}

/** Each with its words, in the order of them. */
export function namedStrata<T extends { readonly name: string }>(
  strata: readonly T[],
  parts: readonly StratumPart[],
  names: Names,
  language: DisplayLanguage
): readonly (T & { readonly text: string })[] {
  return strata
    .map((one) => ({ ...one, text: stratumText(one.name, parts, names, language) }))
    .toSorted((a, b) => compareNames(a.text, b.text));
}

/** `Phân tầng`, one after another. */
export function strataText({ strata }: SamplingDesign): string {
  return strata.length === 0 ? m.sampling_strata_none() : strata.map(partName).join(' · ');
}

/** A line a stage. */
export function stageTexts({ stages }: SamplingDesign, language: DisplayLanguage): readonly string[] {
  if (stages.length === 0) return [m.sampling_one_stage()];
  return stages.map(
    ({ by, count, method }, at) =>
      `${m.sampling_stage({ number: at + 1 })}: ${m.sampling_stage_text({ count: formatCount(count, language), part: partName(by), method: methodName(method) })}`
  );
}

/** With its figures: `… , 5%`. */
export function sizeText({ size }: SamplingDesign, language: DisplayLanguage): string {
  if (size.kind === 'fixed') return `${sizeName(size.kind)}: ${formatCount(size.count, language)}`;
  if (size.kind !== 'bands') return `${sizeName(size.kind)}, ${formatTarget(size.margin, language)}`;
  const bands = size.bands.map(
    ({ upTo, share }) => `${upTo === null ? '>' : `≤ ${formatCount(upTo, language)}`}: ${formatTarget(share, language)}`
  );
  return `${sizeName(size.kind)} (${bands.join('; ')})`;
}

/** A step as symbols and as figures: `n₀ = z² × …` and `= 1,96² × … = 384,16`. */
export function stepTexts({ symbol, formula, values, result }: ArithmeticStep, language: DisplayLanguage) {
  const fill = (text: (name: string) => string) => formula.replaceAll(/\{([^}]+)\}/g, (_, name: string) => text(name));
  return {
    symbols: `${symbol} = ${fill((name) => name)}`,
    figures: fill((name) => formatNumber(values[name] ?? NaN, language)),
    result: formatNumber(result, language)
  };
}

export function sizeWarningText(warning: SizeWarning, language: DisplayLanguage): string {
  const count = (n: number) => formatCount(n, language);
  if (warning.kind === 'slovin-assumes') return m.sampling_warn_slovin();
  if (warning.kind === 'all-taken') return m.sampling_warn_all({ points: formatPointsSize(warning.margin, language) });
  return m.sampling_warn_edge({ at: count(warning.at), takes: count(warning.takes), then: count(warning.then) });
}

export function planWarningText(warning: PlanWarning, language: DisplayLanguage): string {
  const count = (n: number) => formatCount(n, language);
  if (warning.kind === 'shares-of-none')
    return m.sampling_warn_shares({ names: warning.names.slice(0, NAMED).join('; '), count: count(warning.names.length) });
  if (warning.kind === 'one-cluster') return m.sampling_warn_one_cluster({ count: count(warning.strata) });
  if (warning.kind === 'small-clusters') return m.sampling_warn_small({ count: count(warning.clusters), take: count(warning.take) });
  return m.sampling_warn_thin({ count: count(warning.strata) });
}

/** `± 2,4 điểm phần trăm`. */
export function marginText(margin: number | null, language: DisplayLanguage): string {
  return margin === null ? m.sampling_margin_none() : m.sampling_margin_value({ points: formatPointsSize(margin, language) });
}

/**
 * Stratum, PSU and finite population correction of each respondent of a round, as its variance takes them (docs/methods.md, "Weights of
 * a round"; Särndal, Swensson and Wretman 1992, ch. 4; Wolter 2007, 2.5 for joined strata):
 *
 *   one stage           the respondent is the PSU; fpc N_h = Σw of the stratum's sampled units where they were drawn with one
 *                       probability, else none (with replacement)
 *   several stages      the first stage's unit, with replacement; where all of a drawn PSU was taken, with one probability, the
 *                       number of PSUs. A PSU that was certain to be drawn (π = 1) is a stratum of its own, the clusters taken in it
 *                       the PSUs, or its respondents where its units were drawn at once
 *
 * A stratum left with one PSU has no variance of its own: in order of labels it is joined to whichever neighbour it has more of its first parts in
 * common with (another field of the same agency), else to the next (the last one to the one before), until none is left. What was joined is listed.
 */
import { STRATUM_PARTS_BETWEEN } from '../sampling/design';
import type { WeightedUnit } from './weighted-unit';

export interface DesignRow {
  readonly stratum: string;
  readonly psu: string;
  /** Members of the stratum's population, in PSUs; null: with replacement. */
  readonly fpc: number | null;
}

export interface RoundDesign {
  /** By unit; of respondents only. */
  readonly rows: readonly (DesignRow | null)[];
  /** Strata that became one. */
  readonly joined: readonly (readonly string[])[];
}

/** Relative: probabilities and sums this near each other are equal. */
const EQUAL = 1e-9;
const CERTAIN = 1 - EQUAL;

interface Stratum {
  readonly label: string;
  readonly names: readonly string[];
  readonly fpc: number | null;
  readonly members: readonly { readonly row: number; readonly psu: string }[];
}

/** `weights`: base weights by unit. */
export function designRows(units: readonly WeightedUnit[], weights: ArrayLike<number>, isOneStage: boolean): RoundDesign {
  const parts = new Map<string, number[]>();
  units.forEach((unit, row) => {
    const label = !isOneStage && unit.psuProbability >= CERTAIN ? `${unit.stratum} · ${unit.psu}` : unit.stratum;
    const rows = parts.get(label) ?? [];
    parts.set(label, rows);
    rows.push(row);
  });
  const strata = [...parts]
    .map(([label, rows]) => stratumOf(label, rows, units, weights, isOneStage))
    .filter(({ members }) => members.length > 0)
    .toSorted((a, b) => (a.label < b.label ? -1 : 1));
  const steady = joinLonely(strata);

  const rows = new Array<DesignRow | null>(units.length).fill(null);
  for (const { label, fpc, members } of steady) for (const { row, psu } of members) rows[row] = { stratum: label, psu, fpc };
  return { rows, joined: steady.flatMap(({ names }) => (names.length > 1 ? [names] : [])) };
}

function stratumOf(
  label: string,
  rows: readonly number[],
  units: readonly WeightedUnit[],
  weights: ArrayLike<number>,
  isOneStage: boolean
): Stratum {
  const own = rows.map((row) => units[row]!);
  const isCertain = !isOneStage && own[0]!.psuProbability >= CERTAIN;
  // Also where one cluster was taken of several: its units share it, and are no sample of the whole PSU.
  const hasClusters = own.some(({ psu, cluster }) => cluster !== psu);
  const isUnit = isOneStage || (isCertain && !hasClusters);
  const labelOf = ({ id, psu, cluster }: WeightedUnit) => (isUnit ? id : isCertain ? cluster : psu);
  const members = rows.filter((row) => units[row]!.outcome === 'responded').map((row) => ({ row, psu: labelOf(units[row]!) }));
  const fpc = isUnit
    ? isEqual(own.map(({ inclusionProbability }) => inclusionProbability))
      ? wholeNumber(rows.reduce((sum, row) => sum + weights[row]!, 0))
      : null
    : isCertain
      ? null
      : wholePsus(own);
  return { label, names: [label], fpc, members };
}

/** PSUs in the stratum, where whole ones were drawn with one probability. */
function wholePsus(units: readonly WeightedUnit[]): number | null {
  const { psuProbability } = units[0]!;
  const isWhole = units.every(({ inclusionProbability }) => Math.abs(inclusionProbability / psuProbability - 1) <= EQUAL);
  if (!isWhole || !isEqual(units.map((unit) => unit.psuProbability))) return null;
  return wholeNumber(new Set(units.map(({ psu }) => psu)).size / psuProbability);
}

function isEqual(values: readonly number[]): boolean {
  return values.every((value) => Math.abs(value / values[0]! - 1) <= EQUAL);
}

/** A count that rounding has left as such. */
function wholeNumber(count: number): number {
  const whole = Math.round(count);
  return Math.abs(count - whole) <= 1e-6 * whole ? whole : count;
}

function joinLonely(strata: readonly Stratum[]): readonly Stratum[] {
  const steady = [...strata];
  for (;;) {
    const at = steady.findIndex(isLonely);
    if (at < 0 || steady.length === 1) return steady;
    const [before, lonely, after] = [steady[at - 1], steady[at]!, steady[at + 1]];
    const isNearerBefore = !after || (before !== undefined && partsInCommon(before, lonely) > partsInCommon(lonely, after));
    const first = isNearerBefore ? at - 1 : at;
    steady.splice(first, 2, join(steady[first]!, steady[first + 1]!));
  }
}

/** First parts that the nearest strata of two neighbours share. */
function partsInCommon(a: Stratum, b: Stratum): number {
  const [left, right] = [a.names.at(-1)!, b.names[0]!].map((name) => name.split(STRATUM_PARTS_BETWEEN));
  const apart = left!.findIndex((part, i) => part !== right![i]);
  return apart < 0 ? left!.length : apart;
}

function isLonely({ members, fpc }: Stratum): boolean {
  const units = new Set(members.map(({ psu }) => psu)).size;
  return units === 1 && fpc !== 1;
}

function join(a: Stratum, b: Stratum): Stratum {
  const apart = ({ label, names, members }: Stratum) =>
    members.map(({ row, psu }) => ({ row, psu: names.length > 1 ? psu : `${label} / ${psu}` }));
  return {
    label: `${a.label} + ${b.label}`,
    names: [...a.names, ...b.names],
    fpc: a.fpc === null || b.fpc === null ? null : a.fpc + b.fpc,
    members: [...apart(a), ...apart(b)]
  };
}

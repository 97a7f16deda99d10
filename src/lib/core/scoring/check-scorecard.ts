/**
 * What is wrong with the points of a scorecard: over the maximum, negative, on a line that the rules do not have or do not give to
 * that group, parts that do not add up to what stands beside them, totals by group that do not agree with the declared composition.
 * Each problem names its line and column (`fieldPlace`); sums are compared in whole hundredths
 * (docs/methods.md, "PAR INDEX points").
 */
import { Problem } from '../problem';
import type { ProblemCode, ProblemDetail, ProblemParameters } from '../problem';
import { roundPoints, sumPoints } from './par-points';
import type { ParRules } from './par-rules';
import { rulesLabel } from './par-rules';
import type { AssembledLine, AssembledScorecard, Composition, PointGroup, Scorecard, ScorecardField, ScorecardLine } from './scorecard';
import { fieldPlace, GROUP_OF_SOURCE, POINT_GROUPS, TOTAL_LINE } from './scorecard';

const ENTERED = ['selfAssessed', ...POINT_GROUPS, 'combined'] as const;
const GROUP_DIFFERS = {
  appraised: 'composition-appraised-differs',
  leaders: 'composition-leaders-differs',
  citizens: 'composition-citizens-differs'
} as const satisfies Record<PointGroup, ProblemCode>;

/** `lines`: those that points are given to, assembled; `total`: the sum of the areas' points. */
export function problemsOfScorecard(
  rules: ParRules,
  card: Scorecard,
  lines: readonly AssembledLine[],
  total: number | null
): readonly ProblemDetail[] {
  const assembled = new Map(lines.map((line) => [line.code, line]));
  const areas = new Set(rules.areas.map((area) => area.code));
  const seen = new Set<string>();
  const ofLines = card.lines.flatMap((entry) => {
    const { code } = entry;
    const line = assembled.get(code);
    if (seen.has(code)) return [problemAt(code, 'code', 'points-line-repeated')];
    seen.add(code);
    if (line) return problemsOfLine(entry, line);
    if (!areas.has(code)) return [problemAt(code, 'code', 'points-line-unknown', { rules: rulesLabel(rules) })];
    return ENTERED.filter((field) => entry[field] !== null).map((field) => problemAt(code, field, 'points-area-divided'));
  });
  return [...ofLines, ...(card.composition ? problemsOfComposition(card.composition, lines, total) : [])];
}

/** Throws `scorecard-invalid` with every problem. */
export function requireSoundScorecard({ problems }: AssembledScorecard): void {
  if (problems.length > 0) throw new Problem('scorecard-invalid', { count: problems.length }, problems);
}

function problemsOfLine(entry: ScorecardLine, line: AssembledLine): readonly ProblemDetail[] {
  const { code, max } = line;
  const ofFields = ENTERED.flatMap((field) => {
    if (entry[field] === null) return [];
    const points = roundPoints(entry[field]);
    return [
      ...(takes(line, field) ? [] : [problemAt(code, field, 'points-group-wrong')]),
      ...(points < 0 ? [problemAt(code, field, 'points-negative', { points })] : []),
      ...(points > max ? [problemAt(code, field, 'points-over-max', { points, max })] : [])
    ];
  });
  return ofFields.length > 0 ? ofFields : [...problemsOfParts(line), ...problemsOfSurvey(entry, line)];
}

/** The parts that are there may not exceed the whole, and must make it up where all are there. */
function problemsOfParts(line: AssembledLine): readonly ProblemDetail[] {
  const { code, max, combined } = line;
  const parts = line.sources.map((source) => line[GROUP_OF_SOURCE[source]]).filter((part) => part !== null);
  const sum = sumPoints(parts);
  if (combined !== null && (parts.length === line.sources.length ? sum !== combined : sum > combined))
    return [problemAt(code, 'combined', 'points-parts-differ', { points: combined, sum })];
  return sum > max ? [problemAt(code, 'combined', 'points-over-max', { points: sum, max })] : [];
}

function problemsOfSurvey(entry: ScorecardLine, line: AssembledLine): readonly ProblemDetail[] {
  return (['leaders', 'citizens'] as const).flatMap((group) => {
    const survey = line.fromSurvey[group]?.points ?? null;
    const points = entry[group];
    if (survey === null || points === null || roundPoints(points) === survey) return [];
    return [problemAt(line.code, group, 'points-survey-differs', { points: roundPoints(points), survey })];
  });
}

function problemsOfComposition(composition: Composition, lines: readonly AssembledLine[], total: number | null): readonly ProblemDetail[] {
  const declared = sumPoints(POINT_GROUPS.map((group) => composition[group]));
  return [
    ...POINT_GROUPS.flatMap((group) => problemsOfGroup(group, roundPoints(composition[group]), lines)),
    ...(total === null || declared === total
      ? []
      : [problemAt(TOTAL_LINE, 'combined', 'composition-total-differs', { declared, points: total })])
  ];
}

/** Where a line does not say what the group gave it, the others may not add up to more than the declared total. */
function problemsOfGroup(group: PointGroup, declared: number, lines: readonly AssembledLine[]): readonly ProblemDetail[] {
  if (declared < 0) return [problemAt(TOTAL_LINE, group, 'points-negative', { points: declared })];
  const given = lines.filter((line) => takes(line, group)).map((line) => line[group]);
  const known = given.filter((points) => points !== null);
  const points = sumPoints(known);
  const agrees = known.length === given.length ? points === declared : points <= declared;
  return agrees ? [] : [problemAt(TOTAL_LINE, group, GROUP_DIFFERS[group], { declared, points })];
}

/** Points that do not say whose they are stand only where several groups give them. */
function takes({ sources }: AssembledLine, field: (typeof ENTERED)[number]): boolean {
  if (field === 'selfAssessed') return true;
  if (field === 'combined') return sources.length > 1;
  return sources.some((source) => GROUP_OF_SOURCE[source] === field);
}

function problemAt(code: string, field: ScorecardField, problem: ProblemCode, parameters: ProblemParameters = {}): ProblemDetail {
  return { place: fieldPlace(code, field), code: problem, parameters: { ...parameters, place: code } };
}

/**
 * A scorecard as pages and files show it: every line with its printed and lost points, areas and the total as sums of printed
 * points (docs/methods.md, "PAR INDEX points"). A survey's figure gives a line its points by the rules' conversion; a line without
 * points leaves its area and the total without any, never with a zero.
 *
 * Refused (thrown): rules that are not the card's, a figure for a line that the rules do not have.
 */
import { problemsOfScorecard } from './check-scorecard';
import { lostPoints, roundPoints, sumPoints } from './par-points';
import type { ParArea, ParRules, PointLine, SurveySource } from './par-rules';
import { pointLinesOf, rulesLabel } from './par-rules';
import type { AssembledArea, AssembledLine, AssembledScorecard, GroupPoints, PointGroup, Scorecard, ScorecardLine } from './scorecard';
import { GROUP_OF_SOURCE, POINT_GROUPS } from './scorecard';
import type { SurveyFigure } from './survey-points';
import { pointsFromSurvey } from './survey-points';

/** A survey's figure for a line of the rules. */
export interface LineFigure {
  readonly line: string;
  readonly group: SurveySource;
  readonly figure: SurveyFigure;
}

type Entries = ReadonlyMap<string, ScorecardLine>;

export function assembleScorecard(rules: ParRules, card: Scorecard, figures: readonly LineFigure[] = []): AssembledScorecard {
  if (rulesLabel(rules) !== rulesLabel(card.rules)) throw new Error(`a card of ${rulesLabel(card.rules)} by ${rulesLabel(rules)}`);
  const lines = rules.areas.flatMap(pointLinesOf);
  const stray = figures.find(({ line }) => !lines.some(({ code }) => code === line));
  if (stray) throw new Error(`a figure for the line ${stray.line}, which ${rulesLabel(rules)} does not have`);

  // Of a line entered twice the first counts; the problem names the other.
  const entries: Entries = new Map(card.lines.toReversed().map((line) => [line.code, line]));
  const areas = rules.areas.map((area) => assembleArea(area, entries, figures));
  const pointLines = areas.flatMap((area) => area.criteria ?? [area]);
  const summed = sumGroups(pointLines);
  const declaredGroups = card.composition ? POINT_GROUPS.filter((group) => summed[group] === null) : [];
  const points = sumOrNull(areas.map((area) => area.points));
  const assembled = {
    agencyCode: card.agencyCode,
    year: card.year,
    rules: { family: rules.family, number: rules.number },
    areas,
    max: rules.total,
    selfAssessed: sumOrNull(areas.map((area) => area.selfAssessed)),
    groups: { ...summed, ...Object.fromEntries(declaredGroups.map((group) => [group, roundPoints(card.composition![group])])) },
    declaredGroups,
    composition: card.composition,
    points,
    lost: points === null ? null : lostPoints(rules.total, points),
    missing: pointLines.filter((line) => line.points === null).map((line) => line.code),
    published: card.published
  };
  return { ...assembled, problems: problemsOfScorecard(rules, card, pointLines, points) };
}

function assembleArea(area: ParArea, entries: Entries, figures: readonly LineFigure[]): AssembledArea {
  const lines = pointLinesOf(area).map((line) => assembleLine(line, entries.get(line.code), figures));
  if (area.criteria === null) return { ...lines[0]!, criteria: null };
  const points = sumOrNull(lines.map((line) => line.points));
  return {
    code: area.code,
    name: area.name,
    max: area.max,
    sources: [...new Set(lines.flatMap((line) => line.sources))],
    selfAssessed: sumOrNull(lines.map((line) => line.selfAssessed)),
    ...sumGroups(lines),
    combined: null,
    points,
    lost: points === null ? null : lostPoints(area.max, points),
    reason: entries.get(area.code)?.reason ?? null,
    fromSurvey: { leaders: null, citizens: null },
    criteria: lines
  };
}

function assembleLine(line: PointLine, entry: ScorecardLine | undefined, figures: readonly LineFigure[]): AssembledLine {
  const { code, name, max, sources, conversion } = line;
  const surveyPoints = (group: SurveySource) => {
    const found = figures.find((each) => each.line === code && each.group === group);
    return found ? pointsFromSurvey(conversion, max, found.figure) : null;
  };
  const fromSurvey = { leaders: surveyPoints('leaders'), citizens: surveyPoints('citizens') };
  const groups: GroupPoints = {
    appraised: roundOrNull(entry?.appraised),
    leaders: fromSurvey.leaders?.points ?? roundOrNull(entry?.leaders),
    citizens: fromSurvey.citizens?.points ?? roundOrNull(entry?.citizens)
  };
  const combined = roundOrNull(entry?.combined);
  const points = sumOrNull(sources.map((source) => groups[GROUP_OF_SOURCE[source]])) ?? combined;
  return {
    code,
    name,
    max,
    sources,
    selfAssessed: roundOrNull(entry?.selfAssessed),
    ...groups,
    combined,
    points,
    lost: points === null ? null : lostPoints(max, points),
    reason: entry?.reason ?? null,
    fromSurvey
  };
}

/** By group, the sum over the lines that it gives points to; null where it gives none, or to one not yet. */
function sumGroups(lines: readonly AssembledLine[]): GroupPoints {
  const sumOf = (group: PointGroup) =>
    sumOrNull(lines.filter((line) => line.sources.some((source) => GROUP_OF_SOURCE[source] === group)).map((line) => line[group]));
  return { appraised: sumOf('appraised'), leaders: sumOf('leaders'), citizens: sumOf('citizens') };
}

function sumOrNull(points: readonly (number | null)[]): number | null {
  const there = points.filter((each) => each !== null);
  return there.length > 0 && there.length === points.length ? sumPoints(there) : null;
}

function roundOrNull(points: number | null | undefined): number | null {
  return points === null || points === undefined ? null : roundPoints(points);
}

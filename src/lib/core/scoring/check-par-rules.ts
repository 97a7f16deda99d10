/**
 * Finds what is wrong with a version of the rules of the PAR INDEX before it is used. Faults are sentences for whoever wrote the
 * rules, each beginning with its place. An empty list: nothing is wrong. Sums are checked in whole hundredths of a point
 * (docs/methods.md, "PAR INDEX points").
 *
 * Not checked: whether an official text says so (that is what `certainty` and `note` declare).
 */
import { faultsOfText, repeated } from '../questionnaire/check-text';
import type { LocalizedText } from '../questionnaire/questionnaire';
import { faultsOfConversion, sumPoints, toHundredths } from './par-points';
import type { ParArea, ParRules, PointLine } from './par-rules';
import { pointLinesOf, readRulesLabel, rulesLabel } from './par-rules';
import { TOTAL_LINE } from './scorecard';

const CODE = /^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/;
const LANGUAGES = ['vi', 'en'];

export function checkParRules(rules: ParRules): readonly string[] {
  const { name, note, total, areas } = rules;
  const codes = areas.flatMap((area) => [area.code, ...(area.criteria ?? []).map((criterion) => criterion.code)]);
  return [
    ...(readRulesLabel(rulesLabel(rules)) ? [] : [`rules ${rulesLabel(rules)}: must be named like par-index/1`]),
    ...faultsOfText('name', name, LANGUAGES),
    ...faultsOfText('note', note, LANGUAGES),
    ...(areas.length > 0 ? [] : ['areas: there are none']),
    ...repeated(codes).map((code) => `line ${code}: the code stands twice`),
    ...codes.filter((code) => code === TOTAL_LINE).map((code) => `line ${code}: the code is that of the total`),
    ...areas.flatMap(faultsOfArea),
    ...faultsOfSum('areas', areas, total)
  ];
}

function faultsOfArea(area: ParArea): readonly string[] {
  const place = `area ${area.code}`;
  const lines = pointLinesOf(area);
  if (area.criteria === null) return faultsOfLine(place, area);
  return [
    ...faultsOfHead(place, area),
    ...(lines.length > 0 ? [] : [`${place}: has no criteria; an area whose division is not known says so with null`]),
    ...lines.flatMap((line) => faultsOfLine(`criterion ${line.code}`, line)),
    ...(lines.length > 0 ? faultsOfSum(place, lines, area.max) : [])
  ];
}

function faultsOfLine(place: string, line: PointLine): readonly string[] {
  const { sources, conversion, figure } = line;
  const fromOneSurvey = sources.length === 1 && sources[0] !== 'appraisal';
  return [
    ...faultsOfHead(place, line),
    ...(sources.length > 0 ? [] : [`${place}: nobody gives it points`]),
    ...repeated(sources).map((source) => `${place}: ${source} stands twice`),
    ...(conversion && !fromOneSurvey ? [`${place}: a conversion needs the points to come from one survey alone`] : []),
    ...((conversion === undefined) === (figure === undefined) ? [] : [`${place}: a conversion and its figure go together`]),
    ...(conversion ? faultsOfConversion(conversion).map((fault) => `${place}, ${fault}`) : [])
  ];
}

function faultsOfHead(place: string, { code, name, max }: { code: string; name: LocalizedText; max: number }): readonly string[] {
  return [
    ...(CODE.test(code) ? [] : [`${place}: the code must match ${CODE.source}`]),
    ...faultsOfText(`${place}, name`, name, LANGUAGES),
    ...(max > 0 && Number.isFinite(max) && toHundredths(max) / 100 === max
      ? []
      : [`${place}: the maximum must be above 0, with two decimals at most`])
  ];
}

function faultsOfSum(place: string, parts: readonly { readonly max: number }[], whole: number): readonly string[] {
  if (![whole, ...parts.map(({ max }) => max)].every(Number.isFinite)) return [];
  const sum = sumPoints(parts.map(({ max }) => max));
  return sum === whole ? [] : [`${place}: the maxima add up to ${sum}, not ${whole}`];
}

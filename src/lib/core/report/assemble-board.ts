/** Puts a PAPI-style board together: the scores of one place, and of the agencies its groups are made of. Pure; the caller has read the answers. */
import type { Day } from '../calendar/day';
import { isWithinSpan } from '../calendar/period';
import type { Period, Span } from '../calendar/period';
import type { ComponentMap, Indicator } from '../method/component-map';
import type { Method } from '../method/method';
import type { Item } from '../questionnaire/questionnaire';
import { restsOnOneUnit } from '../scoring/linearise-figure';
import type { GroupedUnit } from '../scoring/quartile-groups';
import { groupByQuartile } from '../scoring/quartile-groups';
import { figureIndex } from '../scoring/survey-index';
import { componentFigure } from '../tally/component-figures';
import type { FigurePart, TallyLayout } from '../tally/layout';
import { figureOf, OVERALL } from '../tally/layout';
import type { Board, BoardDimension, BoardIndicator, BoardUnit, InsufficientReason, ScoreFigure } from './board';
import { changeOfIndex } from './change';
import type { DisclosurePattern } from './disclosure-pattern';
import { toFigure } from './figure';
import type { FigureCodes } from './figure-codes';
import { figureCells } from './index-choice';
import type { PlacesNotCounted } from './not-counted';
import { allValidAt } from './not-counted';
import type { PlaceAnswers } from './place-answers';
import { estimateOf, markOfAll, periodFigure } from './place-answers';
import type { Figure, NotCountedForms, Report } from './report';
import type { ReportAgency, ReportPlaces } from './report-places';

export interface BoardInput {
  readonly survey: Report['survey'];
  readonly method: Method;
  readonly map: ComponentMap;
  readonly layout: TallyLayout;
  readonly codes: FigureCodes;
  readonly items: ReadonlyMap<string, Item>;
  readonly agency: Pick<ReportAgency, 'code' | 'name' | 'kind'>;
  readonly places: ReportPlaces;
  readonly place: number;
  /** The agencies that groups are made of: of one kind, below the place or beside it (itself among them). */
  readonly units: readonly number[];
  readonly unitsAre: Board['unitsAre'];
  /** The reader may see them by name. */
  readonly named: boolean;
  readonly period: Period;
  /** What changes are against; undefined: nothing to compare with. */
  readonly previous: Period | undefined;
  readonly span: Span;
  readonly today: Day;
  readonly pattern: DisclosurePattern;
  readonly answers: PlaceAnswers;
  /** null: every answer counts. */
  readonly notCounted: PlacesNotCounted | null;
  /** Of the place, by ground. */
  readonly forms: NotCountedForms | null;
}

export function assembleBoard(input: BoardInput): Board {
  const { map, place, period, answers, pattern, codes } = input;
  const forms = pattern.markOf(codes.forms, place, period.code);
  const groups = groupsOf(input);
  const groupAt = (key: string) => groups.get(key)?.get(place) ?? null;
  const units = input.named ? input.units.map((unit) => unitOf(input, unit, groups)) : [];
  return {
    agency: { code: input.agency.code, name: input.agency.name, kind: input.agency.kind },
    survey: input.survey,
    period,
    running: isWithinSpan(input.today, period) && isWithinSpan(input.today, input.span),
    unit: answers.sampleOf(period).unit,
    respondents: forms.disclosure === 'complement' || forms.disclosure === 'near' ? null : forms.respondents,
    notCounted: input.forms && input.forms.grounds.length > 0 ? input.forms : null,
    limits: {
      mostHalfWidth: map.mostHalfWidth,
      minimumRespondents: map.minimumRespondents,
      minimumDegreesOfFreedom: map.minimumDegreesOfFreedom,
      minimumUnits: map.minimumUnits
    },
    sum: sumAt(input, place, true),
    sumGroup: groupAt(OVERALL),
    dimensions: map.dimensions.map((dimension): BoardDimension => ({
      code: dimension.code,
      name: dimension.name,
      shortName: dimension.shortName,
      figure: scoreAt(input, componentFigure(dimension.code), place, true),
      group: groupAt(componentFigure(dimension.code)),
      subDimensions: dimension.subDimensions.map(({ code, name, indicators }) => ({
        code,
        name,
        figure: scoreAt(input, componentFigure(code), place, false),
        indicators: indicators.flatMap((indicator) => indicatorAt(input, indicator, place))
      }))
    })),
    units,
    unitsAre: input.unitsAre,
    groupKind: input.units.length > 0 ? input.places.places[input.units[0]!]!.agency!.kind : null
  };
}

type Groups = ReadonlyMap<string, ReadonlyMap<number, GroupedUnit>>;

/** Quartile groups by figure, over the units whose score is of sufficient quality. */
function groupsOf(input: BoardInput): Groups {
  const keys = [OVERALL, ...input.map.dimensions.map(({ code }) => componentFigure(code))];
  return new Map(
    keys.map((key) => {
      const scored = input.units.flatMap((unit) => {
        const score = key === OVERALL ? sumAt(input, unit, false) : scoreAt(input, key, unit, false);
        return score?.quality === 'sufficient' ? [{ unit, value: score.estimate!.value, interval: score.estimate!.interval }] : [];
      });
      const groups = groupByQuartile(scored, input.map.minimumUnits) ?? [];
      return [key, new Map(groups.map((group, i) => [scored[i]!.unit, group]))] as const;
    })
  );
}

function unitOf(input: BoardInput, unit: number, groups: Groups): BoardUnit {
  const { code, name } = input.places.places[unit]!;
  const left = input.notCounted?.formsAt(unit);
  const groupAt = (key: string) => groups.get(key)?.get(unit) ?? null;
  return {
    code,
    name,
    own: unit === input.place,
    notCounted: (left?.held ?? 0) + (left?.excluded ?? 0),
    sum: sumAt(input, unit, false),
    sumGroup: groupAt(OVERALL),
    dimensions: input.map.dimensions.map((dimension) => ({
      code: dimension.code,
      figure: scoreAt(input, componentFigure(dimension.code), unit, false),
      group: groupAt(componentFigure(dimension.code))
    }))
  };
}

/** Null: the questionnaire does not cover every dimension, or the method sums none. */
function sumAt(input: BoardInput, place: number, withChange: boolean): ScoreFigure | null {
  const overall = figureOf(input.layout, OVERALL);
  if (overall.measure !== 'component-score' || overall.parts.length === 0) return null;
  const sum = scoreAt(input, OVERALL, place, withChange)!;
  // A sum is no better than its dimensions.
  const parts = input.map.dimensions.map(({ code }) => scoreAt(input, componentFigure(code), place, false));
  const weak = parts.flatMap((part) => (part?.quality === 'insufficient' ? part.why : []));
  return sum.quality === 'absent' || weak.length === 0
    ? { ...sum, ...(sum.quality !== 'absent' && judgeSum(sum)) }
    : { ...sum, quality: 'insufficient', why: [...new Set(weak)] };
}

/** The half width is a limit of dimensions; a sum of eight has none of its own. */
function judgeSum({ why }: ScoreFigure): Pick<ScoreFigure, 'quality' | 'why'> {
  const left = why.filter((reason) => reason !== 'wide-interval');
  return { quality: left.length > 0 ? 'insufficient' : 'sufficient', why: left };
}

function scoreAt(input: BoardInput, code: string, place: number, withChange: boolean): ScoreFigure | null {
  const { layout, codes, pattern, method, answers, period } = input;
  const figure = layout.figures.find((one) => one.code === code);
  if (!figure) return null;
  const index = figureIndex(layout, code);
  const cells = figureCells(code, layout, codes);
  const at = (when: Period) =>
    toFigure(code, { vi: code }, markOfAll(pattern, cells, place, when), () => estimateOf(answers, index, place, when, method));
  const made = (of: Figure, when: Period) => periodFigure(of, answers, index, place, when);
  const now = at(period);
  const previous = withChange ? input.previous : undefined;
  const { estimate } = now;
  const why = estimate ? limitsMissed(estimate, input.map, restsOnOneUnit(answers.totalsOf(place, index, period))) : [];
  return {
    ...now,
    quality: !estimate ? 'absent' : why.length > 0 ? 'insufficient' : 'sufficient',
    why,
    all: estimate && input.notCounted ? allValidAt(input.notCounted, answers, { index, cells }, place, period, method) : null,
    change: previous && estimate ? changeOfIndex(made(now, period), made(at(previous), previous), previous, index, method) : null
  };
}

function limitsMissed(
  { value, interval, n, degreesOfFreedom }: NonNullable<ScoreFigure['estimate']>,
  { mostHalfWidth, minimumRespondents, minimumDegreesOfFreedom }: ComponentMap,
  oneUnit: boolean
): readonly InsufficientReason[] {
  // Clipped at 1 or 10 an interval is shorter on one side: the other has the half width.
  const isWide = interval === null || Math.max(value - interval.lower, interval.upper - value) > mostHalfWidth;
  return [
    ...(isWide ? ['wide-interval' as const] : []),
    ...(n < minimumRespondents ? ['few-respondents' as const] : []),
    ...(oneUnit || degreesOfFreedom < minimumDegreesOfFreedom ? ['few-degrees' as const] : [])
  ];
}

/**
 * Nothing where the questionnaire does not have the item. The mean of an item with more than two values says, of few people, how many
 * gave which answer: as in a report it is there where the item may be split by answer, and where every such item of the sub-dimension
 * may, since the score and the others would give it.
 */
function indicatorAt(
  { layout, codes, items, pattern, answers, period, map }: BoardInput,
  indicator: Indicator,
  place: number
): readonly BoardIndicator[] {
  const item = items.get(indicator.item);
  const sub = map.dimensions.flatMap(({ subDimensions }) => subDimensions).find(({ indicators }) => indicators.includes(indicator));
  const figure = layout.figures.find((one) => one.code === componentFigure(sub!.code));
  const part = figure?.parts.findIndex(({ code }) => code === indicator.item) ?? -1;
  if (!item || part < 0) return [];
  const cellOf = (code: string) => codes.items.get(code)!;
  const mark = pattern.markOf(cellOf(indicator.item), place, period.code);
  const { min, max, reversed = false } = indicator;
  const totals = answers.totalsOf(place, figureIndex(layout, figure!.code), period).ratios[part]!;
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
  const telling = figure!.parts.filter(isManyValued).map(({ code }) => code);
  const mayTell = !telling.includes(indicator.item) || telling.every((code) => pattern.maySplit(cellOf(code), place, period.code));
  const mean = mark.disclosure === 'shown' && mayTell ? sum(totals.y) / sum(totals.x) : null;
  return [
    {
      item: indicator.item,
      text: item.text,
      reversed,
      min,
      max,
      mean,
      score: mean === null ? null : 1 + (9 * (reversed ? max - mean : mean - min)) / (max - min),
      n: mark.disclosure === 'complement' || mark.disclosure === 'near' ? null : mark.respondents,
      disclosure: mark.disclosure
    }
  ];
}

function isManyValued({ scores }: FigurePart): boolean {
  const { numerator, denominator } = scores[0]!;
  return new Set(numerator.filter((_, position) => denominator[position] === 1)).size > 2;
}

/** Ranks the agencies of one kind below a place by any index of the survey, disclosure applied. Pure; the caller has read the answers. */
import type { Day } from '../calendar/day';
import { isWithinSpan } from '../calendar/period';
import type { Period, Span } from '../calendar/period';
import type { Estimate } from '../estimation/estimate';
import type { Method } from '../method/method';
import { alignFigures } from '../scoring/align-figures';
import { absentPartsOf, designOf } from '../scoring/estimate-figure';
import { lineariseFigure, restsOnOneUnit } from '../scoring/linearise-figure';
import type { RankCandidate, RankReference } from '../scoring/ranking';
import { rankAgencies } from '../scoring/ranking';
import { changeOfIndex } from './change';
import type { DisclosurePattern } from './disclosure-pattern';
import { toFigure } from './figure';
import type { ChosenIndex, IndexChoice } from './index-choice';
import type { Lineage } from './lineage';
import type { PlaceNotCounted, PlacesNotCounted } from './not-counted';
import { allValidAt } from './not-counted';
import type { PlaceAnswers } from './place-answers';
import { estimateOf, markOfAll, periodFigure } from './place-answers';
import { isThin } from './place-figures';
import type { RankedAgency, Ranking, RankingState } from './ranking';
import type { Figure, NotCountedForms, Report } from './report';
import type { ReportAgency, ReportPlaces } from './report-places';

export interface RankingInput {
  readonly survey: Report['survey'];
  readonly method: Method;
  readonly agency: Pick<ReportAgency, 'code' | 'name' | 'kind'>;
  readonly places: ReportPlaces;
  /** The place whose agencies are ranked. */
  readonly place: number;
  readonly kind: string;
  readonly kinds: Ranking['kinds'];
  /** Places of that kind below it. */
  readonly ranked: readonly number[];
  /** Every agency that has a counter of the survey, of any kind and anywhere. */
  readonly surveyed: readonly number[];
  readonly chosen: ChosenIndex;
  readonly indices: readonly IndexChoice[];
  readonly against: 'target' | 'whole' | undefined;
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
  /** Places that took over others, whenever it was. */
  readonly formed: ReadonlyMap<number, Lineage['formed']>;
  compareNames(a: Figure, b: Figure): number;
}

export function assembleRanking(input: RankingInput): Ranking {
  const { method, chosen, period, answers, place } = input;
  const { index } = chosen;
  const whole = figureAt(input, place, period);
  const figures = input.ranked.map((at) => ({ at, figure: figureAt(input, at, period) }));
  // A score, as on a board: one of its indicators answered in one sampling unit alone would count as certain.
  const isSure = (at: number) => index.measure !== 'component-score' || !restsOnOneUnit(answers.totalsOf(at, index, period));
  const isRanked = ({ at, figure }: (typeof figures)[number]) =>
    figure.estimate?.standardError != null && !isThin(figure, method) && isSure(at);
  const ranked = figures.filter(isRanked);

  const candidateOf = alignPlaces([...ranked.map(({ at }) => at), place], input);
  const candidates = ranked.map(({ at, figure }) => candidateOf.of(at, figure.estimate!));
  const target = index.measure === 'satisfied-share' ? method.target : null;
  const wholeStands = whole.estimate?.standardError != null;
  const references = [...(target === null ? [] : ['target' as const]), ...(wholeStands ? ['whole' as const] : [])];
  const against = references.find((kind) => kind === input.against) ?? references[0];
  const reference: RankReference | null =
    against === undefined ? null : against === 'target' ? { value: target! } : candidateOf.of(place, whole.estimate!);
  const isShare = index.measure === 'satisfied-share' || index.measure === 'case-share';
  const known = new Map(figures.map(({ at, figure }) => [at, figure]));
  const surveyed = input.surveyed.flatMap((at) => {
    const { estimate } = known.get(at) ?? figureAt(input, at, period);
    return estimate?.standardError == null ? [] : [{ value: estimate.value, variance: estimate.standardError ** 2, n: estimate.n }];
  });
  const scale = { unit: isShare ? 100 : 1, bounds: index.bounds, lowerIsBetter: chosen.lowerIsBetter };
  const ranks = rankAgencies(candidates, reference, candidateOf.design, scale, surveyed);
  const rankOf = new Map(ranked.map(({ at }, j) => [at, ranks[j]!]));

  const rows = figures.map(({ at, figure }): RankedAgency => {
    const rank = rankOf.get(at) ?? null;
    return {
      ...figure,
      rank,
      state: rank ? 'ranked' : stateOf(figure),
      change: changeAt(input, at, figure),
      notCounted: notCountedAt(input, at),
      formed: formedIn(input, at)
    };
  });
  const order: Readonly<Record<RankingState, number>> = { ranked: 0, thin: 1, hidden: 2, none: 3 };
  const exact = (row: RankedAgency) => (chosen.lowerIsBetter ? 1 : -1) * (row.estimate?.value ?? 0);
  const { key, name, group, lowerIsBetter } = chosen;
  return {
    agency: { code: input.agency.code, name: input.agency.name, kind: input.agency.kind },
    survey: input.survey,
    period,
    running: isWithinSpan(input.today, period) && isWithinSpan(input.today, input.span),
    unit: answers.sampleOf(period).unit,
    index: { key, name, group, lowerIsBetter, measure: index.measure, bounds: index.bounds },
    indices: input.indices,
    kind: input.kind,
    kinds: input.kinds,
    reference:
      against === undefined
        ? null
        : { kind: against, value: reference!.value, interval: against === 'whole' ? whole.estimate!.interval : null },
    references,
    whole,
    notCounted: input.forms && input.forms.grounds.length > 0 ? input.forms : null,
    agencies: rows.toSorted(
      (a, b) =>
        order[a.state] - order[b.state] ||
        (a.rank && b.rank ? a.rank.rank - b.rank.rank || exact(a) - exact(b) : 0) ||
        input.compareNames(a, b)
    )
  };
}

function figureAt({ places, chosen, pattern, answers, method }: RankingInput, place: number, period: Period): Figure {
  const { code, name } = places.places[place]!;
  return toFigure(code, name, markOfAll(pattern, chosen.codes, place, period), () =>
    estimateOf(answers, chosen.index, place, period, method)
  );
}

function notCountedAt({ notCounted, answers, chosen, period, method }: RankingInput, place: number): PlaceNotCounted | null {
  const forms = notCounted?.formsAt(place);
  if (!notCounted || !forms) return null;
  const all = allValidAt(notCounted, answers, { index: chosen.index, cells: chosen.codes }, place, period, method);
  return { held: forms.held, excluded: forms.excluded, all };
}

function formedIn({ formed, period }: RankingInput, place: number): Lineage['formed'] {
  const found = formed.get(place) ?? null;
  return found && period.from < found.on ? found : null;
}

function stateOf(figure: Figure): RankingState {
  if (figure.estimate) return 'thin';
  return figure.disclosure === 'none' ? 'none' : 'hidden';
}

function changeAt(input: RankingInput, place: number, now: Figure) {
  const { previous, answers, period, method } = input;
  const { index } = input.chosen;
  if (!previous || !now.estimate) return null;
  const before = figureAt(input, place, previous);
  return changeOfIndex(
    periodFigure(now, answers, index, place, period),
    periodFigure(before, answers, index, place, previous),
    previous,
    index,
    method
  );
}

/** Every place's u over the same PSUs, in one order, so that covariances can be taken. */
function alignPlaces(places: readonly number[], { answers, chosen, period, method }: RankingInput) {
  const { sample } = answers.sampleOf(period);
  const linearised = places.map((place) => {
    const outcome = lineariseFigure(answers.totalsOf(place, chosen.index, period), absentPartsOf(chosen.index.measure, method));
    return 'refused' in outcome ? NOBODY : outcome;
  });
  const { units, rows } = alignFigures(linearised);
  const rowOf = new Map(places.map((place, j) => [place, rows[j]!]));
  return {
    design: designOf({ units }, sample),
    of: (place: number, estimate: Estimate): RankCandidate => ({
      value: estimate.value,
      variance: estimate.standardError! ** 2,
      degreesOfFreedom: estimate.degreesOfFreedom,
      n: estimate.n,
      u: rowOf.get(place)!.u
    })
  };
}

const NOBODY = { units: [], u: new Float64Array(), members: new Float64Array() };

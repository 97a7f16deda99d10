/** Puts a report together: what one place says in one period, disclosure applied to every figure. Pure; the caller has read the answers. */
import type { Day } from '../calendar/day';
import { isInside, isWithinSpan, overlapOf, previousPeriod } from '../calendar/period';
import type { Period, Span } from '../calendar/period';
import type { Method } from '../method/method';
import type { Questionnaire } from '../questionnaire/questionnaire';
import type { AnswersByUnit } from '../scoring/answers-by-unit';
import { OVERALL } from '../tally/layout';
import type { TallyLayout } from '../tally/layout';
import type { Tally } from '../tally/tally';
import { changeOfIndex } from './change';
import type { CounterMove } from './counter-moves';
import type { DisclosurePattern } from './disclosure-pattern';
import { toFigure } from './figure';
import type { FigureCodes } from './figure-codes';
import type { Lineage } from './lineage';
import { monthComments } from './month-comments';
import type { MonthTexts } from './month-comments';
import type { OverallFigures, PeriodSample } from './overall-figures';
import { factorFigures, itemFigures, missingShares, overallFigure, rateFigures } from './page-figures';
import type { PageAnswers } from './page-figures';
import type { PeriodDisclosure } from './period-disclosure';
import { compareSisters, placeFigures, trendFigures, trendMonths } from './place-figures';
import type { Figure, MonthFigure, NotCounted, Report, TrendMethod } from './report';
import { describeMethod } from './trend-method';
import type { ReportAgency, ReportCounter, ReportPlaces } from './report-places';
import { sistersOn } from './report-places';

export interface ReportInput {
  readonly survey: Report['survey'];
  readonly questionnaire: Questionnaire;
  readonly method: Method;
  readonly layout: TallyLayout;
  readonly codes: FigureCodes;
  readonly places: ReportPlaces;
  readonly agency: Pick<ReportAgency, 'code' | 'name' | 'kind'>;
  /** On a counter's report. */
  readonly counter: Pick<ReportCounter, 'code' | 'name'> | null;
  /** The place whose answers are shown: the agency, or the counter. Null: the survey runs at no counter there. */
  readonly place: number | null;
  /** The days on which answers can lie. */
  readonly span: Span;
  readonly today: Day;
  readonly asked: Period;
  /** What the change is against; undefined: nothing to compare with. */
  readonly previous: Period | undefined;
  /** The trend of the months before, by other methods, with those methods. */
  readonly earlier: { readonly trend: readonly MonthFigure[]; readonly methods: readonly TrendMethod[] };
  readonly disclosure: PeriodDisclosure;
  readonly pattern: DisclosurePattern;
  readonly overall: OverallFigures;
  sampleOf(span: Span): PeriodSample;
  /** Of the place, in the shown days. */
  readonly answers: AnswersByUnit;
  readonly tally: Tally;
  readonly comments: readonly (MonthTexts & { readonly more: number })[];
  /** The reader's tree holds the sisters. */
  readonly named: boolean;
  readonly lineage: Lineage;
  readonly notCounted: NotCounted | null;
  /** Counters of the place, of the shown surveys. */
  readonly counterMoves: readonly CounterMove[];
}

export function assembleReport(input: ReportInput): Report {
  const { survey, asked, disclosure, codes, places, place, agency, counter, span, pattern, overall, method } = input;
  const { period } = disclosure;
  const { unit, sample } = input.sampleOf(period);
  const page: PageAnswers = { ...input, sample };
  const own = overallFigure(page);

  const isWidened = asked.kind === 'range' && (asked.from !== period.from || asked.to !== period.to);
  const forms = disclosure.markOf(codes.forms);
  const countsForms = forms.disclosure !== 'complement' && forms.disclosure !== 'near' && own.n !== null;
  const missing = own.disclosure === 'shown' ? missingShares(page) : null;

  const beside = { places, overall, method, period, markOf: disclosure.overallAt };
  const parts = place === null || counter ? [] : places.axis.children[place]!;
  const isAgency = (part: number) => places.places[part]!.agency !== null;
  const counters = place === null ? [] : places.countersOf(place);
  const markOfMonth = (code: number) => (month: Period) => (place === null ? NOBODY : pattern.markOf(code, place, month.code));
  const months = trendMonths(period, span);
  const { trend, methods } = input.earlier;

  return {
    agency: { code: agency.code, name: agency.name, kind: agency.kind },
    counter: counter && { code: counter.code, name: counter.name },
    survey,
    period,
    asked: isWidened ? { from: asked.from, to: asked.to } : null,
    running: isWithinSpan(input.today, period) && isWithinSpan(input.today, span),
    unit,
    units: own.disclosure === 'shown' ? sample.psus : null,
    respondents: countsForms ? forms.respondents : null,
    valid: own.estimate?.valid ?? null,
    notApplicableShare: missing?.notApplicable ?? null,
    noAnswerShare: missing?.noAnswer ?? null,
    overall: own,
    factors: factorFigures(page),
    items: itemFigures(page),
    rates: rateFigures(page),
    trend: [
      ...trend,
      ...trendFigures(months, methods.length, markOfMonth(codes.overall), (month) => overall.estimate(counters, month))
    ].slice(-mostMonths(period)),
    methods: [...methods, { ...describeMethod(survey), from: span.from }],
    lineage: input.lineage,
    notCounted: input.notCounted,
    counterMoves: input.counterMoves.filter(({ day }) => day <= period.to && day >= (months[0]?.from ?? period.from)),
    changeCut: input.previous === undefined && asked.kind !== 'week' && previousPeriod(asked) !== undefined && methods.length > 0,
    children: placeFigures(beside, parts.filter(isAgency)),
    counters: placeFigures(
      beside,
      parts.filter((part) => places.places[part]!.counter !== null)
    ),
    comparison:
      place === null || counter
        ? null
        : compareSisters(beside, place, sistersOn(places, place, lastDayOf(period, input.today)), input.named),
    change: changeOf(input, own, counters),
    comments: monthComments(
      input.comments,
      months.filter((month) => isInside(overlapOf(month, span)!, period)),
      (month) => [codes.forms, codes.overall].map((code) => markOfMonth(code)(month))
    ).map((month) => ({
      ...month,
      more: month.disclosure === 'shown' ? (input.comments.find((one) => one.month === month.month)?.more ?? 0) : 0
    }))
  };
}

/** The trend of a month or quarter is a year long, whichever methods made it. */
function mostMonths({ kind }: Period): number {
  return kind === 'year' || kind === 'survey' ? Infinity : 12;
}

const lastDayOf = ({ to }: Span, today: Day): Day => (to < today ? to : today);

const NOBODY = { disclosure: 'none', respondents: 0 } as const;

function changeOf(
  { place, previous, pattern, codes, overall, method, disclosure, sampleOf }: ReportInput,
  own: Report['overall'],
  counters: readonly string[]
): Report['change'] {
  if (!previous || place === null) return null;
  const before = toFigure(OVERALL, own.name, pattern.markOf(codes.overall, place, previous.code), () =>
    overall.estimate(counters, previous)
  );
  const made = (figure: Figure, span: Span) => ({ figure, sample: sampleOf(span).sample, totals: () => overall.totals(counters, span) });
  return changeOfIndex(made(own, disclosure.period), made(before, previous), previous, { measure: 'satisfied-share' }, method);
}

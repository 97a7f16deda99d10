/**
 * An attacker who opens every page there is, of every place and period, and adds and subtracts what they show. Whatever is
 * published is a sum over unknowns (the answers to one item at one counter on one day); whatever is a linear combination of
 * published sums is known too. Exact, in arithmetic modulo a prime.
 */
import type { Day } from '../../src/lib/core/calendar/day';
import { isWithinSpan, periodsWithin, rangeOf } from '../../src/lib/core/calendar/period';
import type { Period, Span } from '../../src/lib/core/calendar/period';
import { disclosurePattern } from '../../src/lib/core/report/disclosure-pattern';
import type { DisclosurePattern } from '../../src/lib/core/report/disclosure-pattern';
import { figureCodes } from '../../src/lib/core/report/figure-codes';
import { periodAxis } from '../../src/lib/core/report/period-axis';
import type { PeriodAxis } from '../../src/lib/core/report/period-axis';
import { rangeDisclosure } from '../../src/lib/core/report/range-disclosure';
import { reportPlaces } from '../../src/lib/core/report/report-places';
import type { ReportPlaces } from '../../src/lib/core/report/report-places';
import { compileLayout } from '../../src/lib/core/tally/compile-layout';
import { METHOD, QUESTIONNAIRE } from '../core/tally/example-survey';

export const CODES = figureCodes(compileLayout(QUESTIONNAIRE, METHOD));
const agency = (id: string, parentId: string | null) => {
  return { id, code: id, kind: 'commune', name: { vi: id }, parentId, under: parentId, validFrom: '2020-01-01', validTo: null };
};
const counter = (id: string, agencyId: string) => ({ id, code: id, name: id, agencyId });
/** Two counters. */
export const COMMUNE = reportPlaces([agency('commune', null)], [counter('c1', 'commune'), counter('c2', 'commune')]);
/** Three counters. */
export const PROVINCE = reportPlaces(
  [agency('province', null), agency('a', 'province'), agency('b', 'province')],
  [counter('a1', 'a'), counter('a2', 'a'), counter('b1', 'b')]
);

/** Respondents by figure code, of people who are counted in the overall figure and nothing below it. */
export function overallOnly(people: number): readonly number[] {
  return CODES.axis.parent.map((_, code) => (code <= CODES.overall ? people : 0));
}

export interface SurveyTable {
  readonly places: ReportPlaces;
  /** The days on which answers can lie. */
  readonly span: Span;
  readonly today: Day;
  /** Those with answers, in order. */
  readonly days: readonly Day[];
  /** Respondents by figure code on a day (its index) at a counter (its index). */
  countsOn(day: number, counter: number): readonly number[];
}

export class Survey {
  readonly periods: PeriodAxis;
  /** Named periods that are over, and those that are not. */
  readonly closed: readonly Period[];
  readonly running: readonly Period[];
  readonly pattern: DisclosurePattern;
  /** By code with answers, the codes that add up to it. */
  readonly #leaves: ReadonlyMap<number, readonly number[]>;
  readonly #counts: ReadonlyMap<string, readonly number[]>;
  readonly #unknowns = new Map<string, number>();
  readonly #knowledge: Knowledge;

  constructor(readonly table: SurveyTable) {
    const { places, span, today, days } = table;
    const counters = places.places.flatMap(({ id, counter: its }) => (its ? [id] : []));
    this.#counts = new Map(counters.flatMap((id, c) => days.map((day, d) => [id + day, table.countsOn(d, c)] as const)));
    const all = [...this.#counts];
    const answered = CODES.axis.parent.flatMap((_, code) => (all.some(([, counts]) => counts[code]! > 0) ? [code] : []));
    const leavesOf = (code: number): readonly number[] => {
      const parts = CODES.axis.children[code]!.filter((part) => answered.includes(part));
      return parts.length > 0 ? parts.flatMap(leavesOf) : [code];
    };
    this.#leaves = new Map(answered.map((code) => [code, leavesOf(code)]));
    for (const leaf of new Set(answered.flatMap(leavesOf)))
      for (const [at, counts] of all) if (counts[leaf]! > 0) this.#unknowns.set(`${leaf} ${at}`, this.#unknowns.size);
    this.#knowledge = new Knowledge(this.#unknowns.size);

    this.periods = periodAxis(span, today);
    const { named, axis } = this.periods;
    this.closed = named.filter((_, node) => !axis.running?.has(node));
    this.running = named.filter((_, node) => axis.running?.has(node));
    const months = counters.flatMap((counterId) =>
      days.map((day) => ({ counterId, month: day.slice(0, 7), counts: this.#counts.get(counterId + day)! }))
    );
    this.pattern = disclosurePattern(CODES, places, this.periods, [months], METHOD);
  }

  /** Every figure of every named period, or of some; how many. */
  publishNamed(periods: readonly Period[] = this.periods.named): number {
    let shown = 0;
    for (const code of this.#leaves.keys())
      this.table.places.places.forEach((_, place) => {
        for (const period of periods) {
          if (this.pattern.markOf(code, place, period.code).disclosure !== 'shown') continue;
          this.#publish(code, place, period);
          shown++;
        }
      });
    return shown;
  }

  /** The overall figure of every week and every range of days; how many. */
  publishRanges(): number {
    const { places, span, days } = this.table;
    const { pattern, periods } = this;
    const ranges = days.flatMap((from, i) => days.slice(i).map((to) => rangeOf({ from, to })));
    const asked: readonly Period[] = [...periodsWithin('week', span), ...ranges.filter((range) => range.kind === 'range')];
    const counts = places.places.map(
      (_, place) => new Map(days.map((day) => [day, this.people(CODES.overall, place, { from: day, to: day })]))
    );
    const nobody = new Map(days.map((day) => [day, 0]));
    const countsOf = (place: number, code: number) => (code > CODES.overall ? nobody : counts[place]!);
    let shown = 0;
    for (let place = 0; place < places.axis.size; place++)
      for (const period of asked) {
        const question = { place, asked: period, span, bounds: periods.bounds, codes: CODES, places };
        const page = rangeDisclosure({ ...question, pattern, limits: METHOD, countsOf });
        const own = page.markOf(CODES.overall).disclosure === 'shown' ? [place] : [];
        const parts = places.axis.children[place]!.filter((part) => page.overallAt(part).disclosure === 'shown');
        for (const one of [...own, ...parts]) this.#publish(CODES.overall, one, page.period);
        shown += own.length + parts.length;
      }
    return shown;
  }

  /** Publishes the overall figure, whether it may be shown or not. */
  publish(place: number, span: Span): void {
    this.#publish(CODES.overall, place, span);
  }

  /** Whether the overall figure follows from what is published. */
  knows(place: number, span: Span): boolean {
    return this.#knowledge.knows(this.#sum(CODES.overall, place, span));
  }

  /**
   * What somebody who knows everything published could work out and should not: spans of days at a place with 1–4 respondents, and
   * withheld figures. Of closed days and periods: a span begins before the running month with a day on which somebody came.
   */
  leaks(): readonly string[] {
    const { places, days } = this.table;
    const month = this.running.find(({ kind }) => kind === 'month');
    const starts = days.filter((day) => !month || day < month.from);
    return [...this.#leaves.keys()].flatMap((code) =>
      places.places.flatMap(({ id }, place) => {
        const isFew = (span: Span) => {
          const n = this.people(code, place, span);
          return n > 0 && n < METHOD.minimumRespondents;
        };
        const spans = starts
          .filter((from) => this.people(code, place, { from, to: from }) > 0)
          .flatMap((from) => days.filter((to) => to >= from).map((to) => ({ from, to, code: `${from}..${to}` })))
          .filter(isFew);
        const withheld = this.closed.filter(
          (period) => !['shown', 'none'].includes(this.pattern.markOf(code, place, period.code).disclosure)
        );
        return [...spans, ...withheld]
          .filter((span) => this.#knowledge.knows(this.#sum(code, place, span)))
          .map((span) => `${id} ${span.code} ${code}`);
      })
    );
  }

  people(code: number, place: number, span: Span): number {
    return this.#at(place, span).reduce((n, at) => n + this.#counts.get(at)![code]!, 0);
  }

  #publish(code: number, place: number, span: Span): void {
    this.#knowledge.publish(this.#sum(code, place, span));
  }

  #sum(code: number, place: number, span: Span): readonly number[] {
    return this.#at(place, span).flatMap((at) => this.#leaves.get(code)!.flatMap((leaf) => this.#unknowns.get(`${leaf} ${at}`) ?? []));
  }

  #at(place: number, span: Span): readonly string[] {
    const days = this.table.days.filter((day) => isWithinSpan(day, span));
    return this.table.places.countersOf(place).flatMap((id) => days.map((day) => id + day));
  }
}

const PRIME = 1_000_003;

export class Knowledge {
  /** In echelon form, each with a leading 1. */
  readonly #rows: { readonly lead: number; readonly row: Float64Array }[] = [];

  constructor(readonly unknowns: number) {}

  /** Adds the sum over these unknowns (indexes). */
  publish(sum: Iterable<number>): void {
    const rest = this.#reduce(sum);
    const lead = rest.findIndex((value) => value !== 0);
    if (lead < 0) return;
    const scale = inverse(rest[lead]!);
    for (let i = lead; i < rest.length; i++) rest[i] = (rest[i]! * scale) % PRIME;
    this.#rows.push({ lead, row: rest });
  }

  /** Whether the sum over these unknowns follows from what is published. */
  knows(sum: Iterable<number>): boolean {
    return this.#reduce(sum).every((value) => value === 0);
  }

  #reduce(sum: Iterable<number>): Float64Array {
    const rest = new Float64Array(this.unknowns);
    for (const unknown of sum) rest[unknown] = 1;
    for (const { lead, row } of this.#rows) {
      const factor = rest[lead]!;
      if (factor === 0) continue;
      for (let i = lead; i < rest.length; i++) rest[i] = (((rest[i]! - factor * row[i]!) % PRIME) + PRIME) % PRIME;
    }
    return rest;
  }
}

function inverse(value: number): number {
  let [result, base, exponent] = [1, value, PRIME - 2];
  while (exponent > 0) {
    if (exponent % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
    exponent = Math.floor(exponent / 2);
  }
  return result;
}

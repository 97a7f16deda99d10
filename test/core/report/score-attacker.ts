/**
 * An attacker who solves for the answers behind withheld indicators. Unknown is how many gave each answer to each item at each counter in
 * each month; how many answered is taken as known everywhere. Then every mean, share and PAPI-style score that is shown is a linear
 * equation, and so is what is withheld. Exact, in arithmetic modulo a prime. Answers that are held or excluded are unknowns of their own, and
 * figures of all valid answers equations over both.
 */
import type { Day } from '../../../src/lib/core/calendar/day';
import type { Period, Span } from '../../../src/lib/core/calendar/period';
import { isWithinSpan } from '../../../src/lib/core/calendar/period';
import type { DisclosurePattern } from '../../../src/lib/core/report/disclosure-pattern';
import { disclosurePattern } from '../../../src/lib/core/report/disclosure-pattern';
import type { FigureCodes } from '../../../src/lib/core/report/figure-codes';
import { figureCodes } from '../../../src/lib/core/report/figure-codes';
import { chooseIndex } from '../../../src/lib/core/report/index-choice';
import { notCountedPattern } from '../../../src/lib/core/report/not-counted';
import { periodAxis } from '../../../src/lib/core/report/period-axis';
import { markOfAll } from '../../../src/lib/core/report/place-answers';
import type { ReportPlaces } from '../../../src/lib/core/report/report-places';
import type { Answers } from '../../../src/lib/core/response/response';
import type { FigurePart, TallyLayout } from '../../../src/lib/core/tally/layout';
import { satisfiedScores } from '../../../src/lib/core/tally/layout';
import type { Tally } from '../../../src/lib/core/tally/tally';
import { tallyResponses } from '../../../src/lib/core/tally/tally-responses';

export interface Answered {
  readonly counterId: string;
  /** `2026-01` */
  readonly month: string;
  readonly answers: readonly Answers[];
}

/** Whose answers: those that count, those that are held or excluded, or both. */
type Side = 'counted' | 'left' | 'all';

interface Where {
  readonly place: number;
  readonly period: Period;
  /** Left out: `counted`. */
  readonly side?: Side;
}

export interface Cell extends Where {
  readonly code: string;
}

/** Coefficient by unknown. */
type Equation = ReadonlyMap<number, number>;

const LIMITS = { minimumRespondents: 5, minimumForOptions: 10 };
/** Every coefficient ±9/((max − min)·k·m) of the maps in use is a whole number of these parts. */
const PARTS = 5040;

export class PublishedScores {
  readonly codes: FigureCodes;
  readonly pattern: DisclosurePattern;
  readonly #patternOfLeft: DisclosurePattern;
  readonly periods: readonly Period[];
  readonly #cells: readonly (Answered & { readonly tally: Tally; readonly side: Side })[];
  readonly #firstUnknown: readonly (readonly number[])[];
  readonly #unknowns: number;

  constructor(
    readonly layout: TallyLayout,
    readonly places: ReportPlaces,
    readonly span: Span,
    today: Day,
    answered: readonly Answered[],
    left: readonly Answered[] = []
  ) {
    this.codes = figureCodes(layout);
    const axis = periodAxis(span, today);
    this.periods = axis.named;
    const sided = [
      ...answered.map((cell) => ({ ...cell, side: 'counted' as const })),
      ...left.map((cell) => ({ ...cell, side: 'left' as const }))
    ];
    this.#cells = sided.map((cell) => ({
      ...cell,
      tally: tallyResponses(
        layout,
        cell.answers.map((answers) => ({ answers }))
      )
    }));
    const monthsOf = (side: Side) =>
      this.#cells
        .filter((cell) => cell.side === side)
        .map(({ counterId, month, tally }) => {
          const counts = new Int32Array(this.codes.axis.size);
          this.codes.count(tally, counts, 0);
          return { counterId, month, counts };
        });
    this.pattern = disclosurePattern(this.codes, places, axis, [monthsOf('counted')], LIMITS);
    this.#patternOfLeft = notCountedPattern(this.codes, places, axis, [monthsOf('left')], this.pattern, LIMITS);
    let next = 0;
    this.#firstUnknown = this.#cells.map(() =>
      layout.items.map(({ positions }) => {
        const first = next;
        next += positions + 1;
        return first;
      })
    );
    this.#unknowns = next;
  }

  /** Why a figure or item is withheld, or that it is shown, as a page says it. */
  disclosureOf(cell: Cell): string {
    return this.#marksOf(cell).disclosure;
  }

  /** What somebody knows who has seen everything that is shown: figures by these codes, items, rates, splits by answer. */
  knowledge({ figures }: { readonly figures: (code: string) => boolean }): Knowledge {
    const known = new Knowledge(this.#unknowns);
    // How many answered each item, and who said that it does not apply.
    this.#cells.forEach(({ tally }, c) =>
      tally.items.forEach(({ n }, item) => {
        const first = this.#firstUnknown[c]![item]!;
        known.publish(new Map([[first, 1]]));
        known.publish(new Map(n.slice(1).map((_, position) => [first + 1 + position, 1])));
      })
    );
    this.places.places.forEach((_, place) => {
      for (const period of this.periods) {
        const isShown = (code: string) => this.disclosureOf({ code, place, period }) === 'shown';
        for (const code of [...this.codes.figures.keys(), ...this.codes.items.keys()])
          if (this.disclosureOf({ code, place, period, side: 'left' }) === 'shown')
            for (const equation of this.#equationsOf({ code, place, period, side: 'all' })) known.publish(equation);
        for (const figure of this.layout.figures) {
          const equation = figures(figure.code) && isShown(figure.code) ? this.equationOf({ code: figure.code, place, period }) : null;
          if (equation) known.publish(equation);
        }
        for (const [code, cell] of this.codes.items) {
          if (!isShown(code)) continue;
          for (const equation of this.#ofItem(code, { place, period })) known.publish(equation);
          if (this.#isRated(code) && this.pattern.maySplit(cell, place, period.code))
            for (const equation of this.#split(code, { place, period })) known.publish(equation);
        }
        for (const { code, item, counted } of this.layout.rates)
          if (this.pattern.markOf(this.codes.rates.get(code)!, place, period.code).disclosure === 'shown')
            known.publish(
              this.#sum([{ item, weights: this.#weights(item, (position) => (counted.includes(position) ? 1 : 0)) }], { place, period })
            );
      }
    });
    return known;
  }

  /** Every indicator's and score's cell that is withheld and not for nothing: one with a withheld indicator, or few respondents. */
  withheld(): readonly Cell[] {
    const isWithheld = (cell: Cell) => !['shown', 'none'].includes(this.disclosureOf(cell));
    const cells = (codes: readonly string[]) =>
      codes.flatMap((code) => this.places.places.flatMap((_, place) => this.periods.map((period) => ({ code, place, period }))));
    const scores = this.layout.figures.filter(({ measure, parts }) => measure === 'component-score' && parts.length > 0);
    return [
      ...cells([...this.codes.items.keys()]).filter(isWithheld),
      ...scores.flatMap(({ code, items }) =>
        cells([code]).filter(
          (cell) =>
            isWithheld(cell) &&
            this.equationOf(cell) !== null &&
            items.some((item) => isWithheld({ ...cell, code: this.layout.items[item]!.code }))
        )
      )
    ];
  }

  /** Figures and items of the answers that are not counted, of which few there are: their own sums must not be known. */
  fewLeft(): readonly Cell[] {
    return [...this.codes.figures.keys(), ...this.codes.items.keys()].flatMap((code) =>
      this.places.places.flatMap((_, place) =>
        this.periods
          .map((period) => ({ code, place, period, side: 'left' as const }))
          .filter((cell) => {
            const { respondents } = this.#marksOf(cell);
            return respondents > 0 && respondents < LIMITS.minimumRespondents && this.equationOf(cell) !== null;
          })
      )
    );
  }

  /** How many figures of all valid answers are shown. */
  countSeconds(): number {
    const everywhere = this.places.places.flatMap((_, place) => this.periods.map((period) => ({ place, period, side: 'left' as const })));
    return [...this.codes.figures.keys()].flatMap((code) => everywhere.filter((at) => this.disclosureOf({ code, ...at }) === 'shown'))
      .length;
  }

  #equationsOf(cell: Cell): readonly Equation[] {
    if (!this.codes.figures.has(cell.code)) return this.#ofItem(cell.code, cell);
    const equation = this.equationOf(cell);
    return equation ? [equation] : [];
  }

  /** The equation of a figure or an item's mean; null: it does not exist, since one of its parts has no answer. */
  equationOf({ code, ...where }: Cell): Equation | null {
    const figure = this.layout.figures.find((one) => one.code === code);
    if (!figure) return this.#ofItem(code, where)[0]!;
    const totals = figure.parts.map((part) => this.#denominator(part, where));
    if (totals.length === 0 || totals.includes(0)) return null;
    const terms = figure.parts.flatMap(({ items, scores, coefficient }, j) => {
      const whole = Math.round(coefficient * PARTS);
      if (Math.abs(whole - coefficient * PARTS) > 1e-6) throw new Error(`${code}: ${coefficient} is no whole number of ${PARTS} parts`);
      const factor = modulo(modulo(whole) * inverse(totals[j]!));
      return items.map((item, k) => ({ item, weights: scores[k]!.numerator.map((x) => modulo(x * factor)) }));
    });
    return this.#sum(terms, where);
  }

  #marksOf({ code, place, period, side = 'counted' }: Cell) {
    const pattern = side === 'counted' ? this.pattern : this.#patternOfLeft;
    const cell = this.codes.figures.get(code);
    if (cell === undefined) return pattern.markOf(this.codes.items.get(code)!, place, period.code);
    const choice = { key: code, name: { vi: code }, group: 'component', lowerIsBetter: false } as const;
    return markOfAll(pattern, chooseIndex(choice, this.layout, this.codes).codes, place, period);
  }

  /** An indicator's mean, a rated item's share. */
  #ofItem(code: string, where: Where): readonly Equation[] {
    const item = this.layout.items.findIndex((one) => one.code === code);
    const part = this.layout.figures
      .filter(({ measure }) => measure === 'component-score')
      .flatMap(({ parts }) => parts)
      .find((one) => one.code === code);
    const own = this.layout.items[item]!;
    return [
      ...(part ? [this.#sum([{ item, weights: part.scores[0]!.numerator }], where)] : []),
      ...(own.satisfiedFrom === null ? [] : [this.#sum([{ item, weights: satisfiedScores(own).numerator }], where)])
    ];
  }

  /** Reports list items with a satisfied threshold, and split them by level. */
  #isRated(code: string): boolean {
    return this.layout.items.some((item) => item.code === code && item.satisfiedFrom !== null);
  }

  #split(code: string, where: Where): readonly Equation[] {
    const item = this.layout.items.findIndex((one) => one.code === code);
    return Array.from({ length: this.layout.items[item]!.positions }, (_, i) =>
      this.#sum([{ item, weights: this.#weights(item, (position) => (position === i + 1 ? 1 : 0)) }], where)
    );
  }

  #weights(item: number, of: (position: number) => number): readonly number[] {
    return Array.from({ length: this.layout.items[item]!.positions + 1 }, (_, position) => of(position));
  }

  #sum(terms: readonly { readonly item: number; readonly weights: readonly number[] }[], where: Where): Equation {
    const equation = new Map<number, number>();
    for (const c of this.#within(where))
      for (const { item, weights } of terms)
        weights.forEach((weight, position) => {
          const unknown = this.#firstUnknown[c]![item]! + position;
          if (weight !== 0) equation.set(unknown, modulo((equation.get(unknown) ?? 0) + weight));
        });
    return equation;
  }

  #denominator({ items, scores }: FigurePart, where: Where): number {
    return this.#within(where)
      .flatMap((c) =>
        items.map((item, k) => this.#cells[c]!.tally.items[item]!.n.reduce((sum, n, p) => sum + n * scores[k]!.denominator[p]!, 0))
      )
      .reduce((sum, n) => sum + n, 0);
  }

  #within({ place, period, side = 'counted' }: Where): readonly number[] {
    const counters = new Set(this.places.countersOf(place));
    return this.#cells.flatMap(({ counterId, month, side: own }, c) =>
      (side === 'all' || own === side) && counters.has(counterId) && isWithinSpan(`${month}-15`, wide(period)) ? [c] : []
    );
  }
}

/** A month lies in a period by its middle; the whole survey may begin and end within one. */
const wide = ({ kind, from, to }: Period): Span =>
  kind === 'survey' ? { from: `${from.slice(0, 7)}-01`, to: `${to.slice(0, 7)}-31` } : { from, to };

const PRIME = 1_000_003;
const modulo = (value: number): number => ((value % PRIME) + PRIME) % PRIME;

export class Knowledge {
  /** In echelon form, each with a leading 1. */
  readonly #rows: { readonly lead: number; readonly row: Float64Array }[] = [];

  constructor(readonly unknowns: number) {}

  publish(equation: Equation): void {
    const rest = this.#reduce(equation);
    const lead = rest.findIndex((value) => value !== 0);
    if (lead < 0) return;
    const scale = inverse(rest[lead]!);
    for (let i = lead; i < rest.length; i++) rest[i] = modulo(rest[i]! * scale);
    this.#rows.push({ lead, row: rest });
  }

  knows(equation: Equation): boolean {
    return this.#reduce(equation).every((value) => value === 0);
  }

  #reduce(equation: Equation): Float64Array {
    const rest = new Float64Array(this.unknowns);
    for (const [unknown, coefficient] of equation) rest[unknown] = modulo(coefficient);
    for (const { lead, row } of this.#rows) {
      const factor = rest[lead]!;
      if (factor === 0) continue;
      for (let i = lead; i < rest.length; i++) rest[i] = modulo(rest[i]! - factor * row[i]!);
    }
    return rest;
  }
}

function inverse(value: number): number {
  let [result, base, exponent] = [1, modulo(value), PRIME - 2];
  while (exponent > 0) {
    if (exponent % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
    exponent = Math.floor(exponent / 2);
  }
  return result;
}

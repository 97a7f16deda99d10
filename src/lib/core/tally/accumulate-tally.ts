/**
 * A tally under way: responses and tallies are added to it in place, then it is frozen into a plain Tally. For scanning many
 * rows (a million responses of 22 items in about a second) and for adding up tens of thousands of cells without making a new
 * object for each. Refused (thrown): a weight that is negative or not a number, and a tally of another questionnaire.
 */
import type { Answers } from '../response/response';
import { CHOICES, effectiveAnswers, NO_ANSWER } from './effective-answers';
import type { FigureLayout, ItemScores, TallyLayout } from './layout';
import { isPooledShare } from './layout';
import { PackedCounts } from './pack-tally';
import type { Tally } from './tally';

export class TallyAccumulator {
  #respondents = 0;
  #weight = 0;
  /** Per item a run of 1 + positions counts; item i starts at #start[i]. */
  readonly #start: Int32Array;
  readonly #n: Float64Array;
  /** Only from the first weight that is not 1. */
  #w: Float64Array | null = null;
  readonly #none: Float64Array;
  readonly #answered: Float64Array;
  /** Per figure, the last respondent counted for it: one person is counted once however many items they answered. */
  readonly #counted: Float64Array;
  /** Of the respondent under way, by figure: satisfied and valid answers. */
  readonly #satisfied: Float64Array;
  readonly #valid: Float64Array;
  /** Per figure yy, xy, xx; stays 0 where the figure is no pooled share. */
  readonly #squares: Float64Array;
  /** Made with the first response: most accumulators only add up tallies. */
  #reading: ReadingOfAnswers | null = null;

  constructor(readonly layout: TallyLayout) {
    const { items, figures } = layout;
    this.#start = new Int32Array(items.length + 1);
    items.forEach((item, i) => (this.#start[i + 1] = this.#start[i]! + item.positions + 1));
    this.#n = new Float64Array(this.#start[items.length]!);
    this.#none = new Float64Array(items.length);
    this.#answered = new Float64Array(figures.length);
    this.#counted = new Float64Array(figures.length);
    this.#satisfied = new Float64Array(figures.length);
    this.#valid = new Float64Array(figures.length);
    this.#squares = new Float64Array(3 * figures.length);
  }

  /** Adds one response. */
  add(answers: Answers, weight = 1): void {
    if (!(weight >= 0 && weight < Infinity)) throw new Error(`a weight of ${weight}`);
    if (weight !== 1) this.#w ??= this.#n.slice();
    const { read, countsFor } = (this.#reading ??= readingOfAnswers(this.layout));
    const codes = read(answers);
    const start = this.#start;
    const n = this.#n;
    const w = this.#w;
    const none = this.#none;
    const mark = ++this.#respondents;
    this.#weight += weight;
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!;
      if (code >= 0) {
        const at = start[i]! + code;
        n[at]!++;
        if (w !== null) w[at]! += weight;
        this.#markFigures(countsFor[i]![code]!, mark);
      } else if (code === NO_ANSWER) none[i]!++;
      else if (code === CHOICES) this.#addChoices(answers[i] as readonly number[], start[i]!, weight);
    }
    this.#addSquares(mark);
  }

  /** Adds a tally made with the same layout. */
  addTally(tally: Tally): void {
    const { items, figures } = this.layout;
    if (tally.items.length !== items.length) throw new Error(`a tally of ${tally.items.length} items, where there are ${items.length}`);
    if (this.#w === null && tally.items.some((item) => item.w)) this.#w = this.#n.slice();
    tally.items.forEach((item, i) => {
      const at = this.#start[i]!;
      if (item.n.length !== this.#start[i + 1]! - at) throw new Error(`${items[i]!.code}: a tally of ${item.n.length - 1} answers`);
      for (let j = 0; j < item.n.length; j++) {
        this.#n[at + j]! += item.n[j]!;
        if (this.#w) this.#w[at + j]! += (item.w ?? item.n)[j]!;
      }
      this.#none[i]! += item.none;
    });
    figures.forEach((figure, f) => {
      const answered = tally.answered[figure.code];
      if (answered === undefined) throw new Error(`a tally without the figure ${figure.code}`);
      this.#answered[f]! += answered;
      tally.squares[figure.code]?.forEach((square, k) => (this.#squares[3 * f + k]! += square));
    });
    this.#respondents += tally.respondents;
    this.#weight += tally.weight;
  }

  /** Adds a tally packed with the same layout (pack-tally.ts). */
  addPacked(bytes: Uint8Array): void {
    const counts = new PackedCounts(bytes);
    const { items, figures } = this.layout;
    const respondents = counts.next();
    this.#respondents += respondents;
    this.#weight += respondents;
    for (let f = 0; f < figures.length; f++) {
      this.#answered[f]! += counts.next();
      if (isPooledShare(figures[f]!)) for (let k = 0; k < 3; k++) this.#squares[3 * f + k]! += counts.next();
    }
    for (let i = 0; i < items.length; i++) {
      this.#none[i]! += counts.next();
      for (let at = this.#start[i]!; at < this.#start[i + 1]!; at++) {
        const count = counts.next();
        this.#n[at]! += count;
        if (this.#w !== null) this.#w[at]! += count;
      }
    }
    counts.end();
  }

  toTally(): Tally {
    const { items, figures } = this.layout;
    const run = (counts: Float64Array, i: number) => {
      const own: number[] = []; // Array.from a typed array costs ten times this loop
      for (let at = this.#start[i]!; at < this.#start[i + 1]!; at++) own.push(counts[at]!);
      return own;
    };
    const w = this.#w;
    return {
      respondents: this.#respondents,
      weight: this.#weight,
      answered: Object.fromEntries(figures.map((figure, f) => [figure.code, this.#answered[f]!])),
      squares: Object.fromEntries(
        figures.flatMap((figure, f) => {
          const [yy, xy, xx] = this.#squares.subarray(3 * f);
          return isPooledShare(figure) ? [[figure.code, [yy!, xy!, xx!] as const]] : [];
        })
      ),
      items: items.map((_, i) => ({ n: run(this.#n, i), ...(w && { w: run(w, i) }), none: this.#none[i]! }))
    };
  }

  #addChoices(positions: readonly number[], start: number, weight: number): void {
    for (const position of positions) {
      this.#n[start + position]!++;
      if (this.#w) this.#w[start + position]! += weight;
    }
  }

  /** `counts`: the figures that an answer counts for, one after the other each with 1 where it is satisfied. */
  #markFigures(counts: Int16Array, mark: number): void {
    for (let k = 0; k < counts.length; k += 2) {
      const f = counts[k]!;
      if (this.#counted[f] !== mark) {
        this.#counted[f] = mark;
        this.#answered[f]!++;
        this.#satisfied[f] = 0;
        this.#valid[f] = 0;
      }
      this.#satisfied[f]! += counts[k + 1]!;
      this.#valid[f]!++;
    }
  }

  #addSquares(mark: number): void {
    const squares = this.#squares;
    for (const f of this.#reading!.pooledShares) {
      if (this.#counted[f] !== mark) continue;
      const y = this.#satisfied[f]!;
      const x = this.#valid[f]!;
      squares[3 * f]! += y * y;
      squares[3 * f + 1]! += x * y;
      squares[3 * f + 2]! += x * x;
    }
  }
}

interface ReadingOfAnswers {
  readonly read: (answers: Answers) => Int16Array;
  /** By item and position. */
  readonly countsFor: readonly (readonly Int16Array[])[];
  readonly pooledShares: readonly number[];
}

const readings = new WeakMap<TallyLayout, ReadingOfAnswers>();

/** One for all tallies of a layout: most cells hold a handful of responses. What `read` returns is used before it is called again. */
function readingOfAnswers(layout: TallyLayout): ReadingOfAnswers {
  const { items, figures } = layout;
  const reading = readings.get(layout) ?? {
    read: effectiveAnswers(layout),
    countsFor: items.map(({ positions }, i) =>
      Array.from({ length: positions + 1 }, (_, position) =>
        Int16Array.from(figures.flatMap((figure, f) => countsOf(figure, f, i, position)))
      )
    ),
    pooledShares: figures.flatMap((figure, f) => (isPooledShare(figure) ? [f] : []))
  };
  readings.set(layout, reading);
  return reading;
}

function countsOf({ parts }: FigureLayout, figure: number, item: number, position: number): readonly number[] {
  for (const { items, scores } of parts) {
    const { numerator, denominator } = scores[items.indexOf(item)] ?? NOTHING;
    if (denominator[position]) return [figure, numerator[position]! > 0 ? 1 : 0];
  }
  return [];
}

const NOTHING: ItemScores = { numerator: [], denominator: [] };

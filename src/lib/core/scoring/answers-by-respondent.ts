/**
 * One domain's answers, a row a respondent: an imported table, where each is a PSU of their own, and a sampled survey, whose design
 * says the PSU (docs/methods.md, "Which primary sampling unit"). Answers are kept in one byte each, so that a hundred thousand respondents of 25 items take 2.5 MB instead of as many tallies.
 *
 * Refused (thrown): a scale or list of more than 250 positions, a weight that is negative or not a number. Multiple-choice items
 * enter no ratio and are not kept.
 */
import { effectiveAnswers } from '../tally/effective-answers';
import { figureOf } from '../tally/layout';
import type { TallyLayout } from '../tally/layout';
import type { CountedResponse } from '../tally/tally-responses';
import type { AnswersByUnit } from './answers-by-unit';
import type { FittedSample } from './fitted-sample';

/** Not shown, not answered, or a multiple choice. */
const NOTHING = 255;
const MOST_POSITIONS = 250;

export interface SampledResponse extends CountedResponse {
  /** The PSU's label; left out: the respondent is one. */
  readonly unit?: string;
  /** Of a fitted sample: its row there. */
  readonly row?: number;
}

/** `fitted`: the whole sample, where weights were fitted to known totals. */
export function answersByRespondent(layout: TallyLayout, responses: Iterable<SampledResponse>, fitted?: FittedSample): AnswersByUnit {
  const { items } = layout;
  const wide = items.find((item) => item.kind !== 'choices' && item.positions > MOST_POSITIONS);
  if (wide) throw new Error(`${wide.code} has ${wide.positions} positions`);

  const read = effectiveAnswers(layout);
  let codes = new Uint8Array(1024 * items.length);
  const weights: number[] = [];
  const units: string[] = [];
  const rowOf: number[] = [];
  for (const { answers, weight = 1, unit, row = NaN } of responses) {
    if (!(weight >= 0 && weight < Infinity)) throw new Error(`a weight of ${weight}`);
    const at = weights.length * items.length;
    if (at + items.length > codes.length) codes = enlarge(codes);
    const given = read(answers);
    for (let i = 0; i < items.length; i++) codes[at + i] = given[i]! >= 0 ? given[i]! : NOTHING;
    units.push(unit ?? `${weights.length}`);
    weights.push(weight);
    rowOf.push(row);
  }
  const rows = weights.length;

  return {
    rows,
    units,
    weights: Float64Array.from(weights),
    isWeighted: weights.some((weight) => weight !== 1),
    ...(fitted && { fitted: { sample: fitted, rowOf } }),
    addItem(item, { numerator, denominator }, { y, x, n }) {
      for (let row = 0, at = item; row < rows; row++, at += items.length) {
        const code = codes[at]!;
        if (code === NOTHING) continue;
        y[row]! += numerator[code]! * weights[row]!;
        x[row]! += denominator[code]! * weights[row]!;
        if (denominator[code] !== 0) n[row]!++;
      }
    },
    answered(code) {
      const parts = figureOf(layout, code).parts.flatMap(({ items: of, scores }) => of.map((item, k) => ({ item, scores: scores[k]! })));
      const members = new Float64Array(rows);
      for (let row = 0, at = 0; row < rows; row++, at += items.length) {
        if (parts.some(({ item, scores }) => (scores.denominator[codes[at + item]!] ?? 0) !== 0)) members[row] = 1;
      }
      return members;
    },
    squares: () => null
  };
}

function enlarge(codes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(codes.length * 2);
  larger.set(codes);
  return larger;
}

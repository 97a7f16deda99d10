/**
 * What the coordinator sees of the field while it runs: progress against target, outcome rates, how long interviews take, what is left
 * unanswered and what looks odd. Interim figures are as if the field ended now: a unit nobody has gone to yet counts as not attempted (3.11),
 * so the response rate starts near 0 and rises.
 */
import type { FinalCode } from './dispositions';
import { classOf } from './dispositions';
import type { RatesOfUnits } from './response-rates';
import { ratesOfUnits } from './response-rates';

/** A main unit, or a reserve that was released. */
export interface BoardUnit {
  /** The final code it counts under now (dispositions.ts, `standing`). */
  readonly standing: FinalCode;
  /** False: not settled yet. */
  readonly settled: boolean;
  /** True: it was drawn as a main unit; released reserves take the place of one and add nothing to the target. */
  readonly isMain: boolean;
  /** How many stand so alike; one unless said. */
  readonly units?: number;
  /** Base weight of each; 1 unless said. */
  readonly weight?: number;
}

export interface BoardLine extends RatesOfUnits {
  /** Units drawn as main: what the design asks for. */
  readonly target: number;
  /** Interviews and partial ones. */
  readonly answered: number;
  readonly open: number;
  /** Settled without an answer. */
  readonly lost: number;
  /** answered / target, 0–1 (a share over 1 is cut); null: no target. */
  readonly progress: number | null;
}

export function boardLine(units: readonly BoardUnit[]): BoardLine {
  const { counts, ...rates } = ratesOfUnits(
    units.map(({ standing, units: n = 1, weight = 1 }) => ({ class: classOf(standing), units: n, weight }))
  );
  let [all, target, open] = [0, 0, 0];
  for (const { settled, isMain, units: n = 1 } of units) {
    all += n;
    if (isMain) target += n;
    if (!settled) open += n;
  }
  const answered = counts.I + counts.P;
  const progress = target === 0 ? null : Math.min(1, answered / target);
  return { target, answered, open, lost: all - answered - open, counts, ...rates, progress };
}

/** One stored answer, as the board looks at it: never what was answered. */
export interface BoardAnswer {
  readonly durationMs: number | null;
  readonly shown: number;
  readonly missing: number;
  readonly flags: readonly string[];
}

export interface AnswerQuality {
  readonly answers: number;
  /** null: no answer with a known duration. */
  readonly medianMs: number | null;
  /** Of the questions that were to be answered, 0–1; null: none were. */
  readonly missingShare: number | null;
  /** Answers with any flag. */
  readonly flagged: number;
  /** By flag, answers with it; in the order of the names. */
  readonly flags: ReadonlyMap<string, number>;
}

export function answerQuality(answers: readonly BoardAnswer[]): AnswerQuality {
  const shown = answers.reduce((sum, answer) => sum + answer.shown, 0);
  const missing = answers.reduce((sum, answer) => sum + answer.missing, 0);
  const flags = new Map<string, number>();
  for (const flag of answers.flatMap((answer) => answer.flags).sort()) flags.set(flag, (flags.get(flag) ?? 0) + 1);
  return {
    answers: answers.length,
    medianMs: median(answers.flatMap(({ durationMs }) => durationMs ?? [])),
    missingShare: shown === 0 ? null : missing / shown,
    flagged: answers.filter((answer) => answer.flags.length > 0).length,
    flags
  };
}

/** The middle value, or the mean of the two middle ones; null of none. */
function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!;
}

/** A condition of the coverage bench and what its draws came to. */
import type { Population } from './draw';
import type { IntervalName } from './intervals';

export interface Condition extends Population {
  readonly n: number;
  /** Of the generator. */
  readonly stream: number;
}

export interface Outcome {
  readonly condition: Condition;
  readonly draws: number;
  /** Draws with zero variance; they count like any other. */
  readonly zeroVariance: number;
  /** Summed over the draws. */
  readonly days: number;
  readonly of: Readonly<Record<IntervalName, { readonly covered: number; readonly width: number }>>;
  /** Draws that the interval covers and Wald's does not, and the other way round. */
  readonly besideWald: Readonly<Record<'default' | 'page', { readonly alone: number; readonly waldAlone: number }>>;
}

const INDEXES = ['one item', 'index of 22 items'] as const;

export const indexName = ({ items }: Population): string => INDEXES[items === 1 ? 0 : 1];

/** n(1 − p), as exact as p is written: 100 · (1 − 0.9) is 10. */
export const expectedDissatisfied = ({ n, p }: Condition): number => Math.round(n * (1 - p) * 1e6) / 1e6;

export const coverage = ({ of, draws }: Outcome, name: IntervalName): number => of[name].covered / draws;

export const meanWidth = ({ of, draws }: Outcome, name: IntervalName): number => of[name].width / draws;

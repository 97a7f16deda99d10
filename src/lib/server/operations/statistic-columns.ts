/** What is to be estimated, read from a table's columns. Rows with a missing value of the variable leave the domain (R: subset). */
import type { Statistic } from '../../core/estimation/statistic';
import { Problem } from '../../core/problem';
import type { DataTable } from './table-sample';

export type StatisticColumns =
  | { readonly kind: 'mean' | 'total'; readonly column: string }
  | { readonly kind: 'proportion'; readonly column: string; readonly value: string }
  | { readonly kind: 'ratio'; readonly numerator: string; readonly denominator: string };

export interface TableStatistic {
  readonly statistic: Statistic;
  /** By row: 1 where every value is there. */
  readonly isValid: Uint8Array;
  readonly isShare: boolean;
}

const MOST_VALUES_NAMED = 20;

/** Throws table-columns, table-rows, share-value-unknown. */
export function readStatistic(table: DataTable, wanted: StatisticColumns): TableStatistic {
  const ones = new Float64Array(table.rows).fill(1);
  switch (wanted.kind) {
    case 'proportion': {
      const texts = table.texts(wanted.column);
      if (!texts.includes(wanted.value)) {
        const known = [...new Set(texts)].filter((text) => text !== '');
        const named = known.slice(0, MOST_VALUES_NAMED).join(', ') + (known.length > MOST_VALUES_NAMED ? ', …' : '');
        throw new Problem('share-value-unknown', { column: wanted.column, value: wanted.value, known: named });
      }
      return {
        statistic: ratioOf(
          Float64Array.from(texts, (text) => (text === wanted.value ? 1 : 0)),
          ones
        ),
        isValid: Uint8Array.from(texts, (text) => (text === '' ? 0 : 1)),
        isShare: true
      };
    }
    case 'ratio': {
      const y = table.numbers(wanted.numerator);
      const x = table.numbers(wanted.denominator);
      return {
        statistic: ratioOf(y, x),
        isValid: Uint8Array.from(y, (value, row) => (isThere(value) && isThere(x[row]!) ? 1 : 0)),
        isShare: false
      };
    }
    case 'mean': {
      const y = table.numbers(wanted.column);
      return { statistic: ratioOf(y, ones), isValid: validOf(y), isShare: false };
    }
    case 'total': {
      const y = table.numbers(wanted.column);
      return { statistic: { kind: 'total', y }, isValid: validOf(y), isShare: false };
    }
  }
}

function ratioOf(y: Float64Array, x: Float64Array): Statistic {
  return { kind: 'ratios', ratios: [{ y, x }], coefficients: [1] };
}

const isThere = (value: number): boolean => !Number.isNaN(value);
const validOf = (values: Float64Array): Uint8Array => Uint8Array.from(values, (value) => (isThere(value) ? 1 : 0));

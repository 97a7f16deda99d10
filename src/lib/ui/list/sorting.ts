/** The order of a table as the address says it: `value` ascending, `-value` descending. An unknown key falls back. */
export interface Sorting {
  readonly key: string;
  readonly descending: boolean;
}

export function readSorting(text: string | null, keys: readonly string[], fallback: Sorting): Sorting {
  const descending = text?.startsWith('-') ?? false;
  const key = descending ? text!.slice(1) : text;
  return key !== null && keys.includes(key) ? { key, descending } : fallback;
}

export function ariaSort(sorting: Sorting, key: string): 'ascending' | 'descending' | undefined {
  if (sorting.key !== key) return undefined;
  return sorting.descending ? 'descending' : 'ascending';
}

/** What a header's link asks for: this column from high to low first where `highFirst`, and the other way round next. */
export function nextSorting(sorting: Sorting, key: string, highFirst: boolean): string {
  const descending = sorting.key === key ? !sorting.descending : highFirst;
  return descending ? `-${key}` : key;
}

/** Rows without a value come last, whichever way the column is sorted. */
export function compareBy<Row>(
  sorting: Sorting,
  values: Readonly<Record<string, (row: Row) => number | null>>
): (a: Row, b: Row) => number {
  const valueOf = values[sorting.key];
  if (!valueOf) return () => 0;
  return (a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sorting.descending ? right - left : left - right;
  };
}

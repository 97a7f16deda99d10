/** What an address asks of a long list: words to find, a column to sort by, a page. Anything odd falls back. */
import { searchWords } from './vietnamese/fold';

export interface ListQuery<Column extends string> {
  /** As typed. */
  readonly text: string;
  /** Folded; each must be found. */
  readonly words: readonly string[];
  readonly sort: { readonly key: Column; readonly descending: boolean };
  /** From 1. */
  readonly page: number;
}

/** Rows a page. */
export const PAGE_SIZE = 50;

const LONGEST_SEARCH = 100;

/** `?q=chieng mai&sort=-name&page=2`. */
export function readListQuery<Column extends string>(
  query: URLSearchParams,
  columns: readonly Column[],
  fallback: ListQuery<Column>['sort']
): ListQuery<Column> {
  const text = (query.get('q') ?? '').slice(0, LONGEST_SEARCH);
  const asked = query.get('sort') ?? '';
  const key = columns.find((column) => column === asked.replace(/^-/, ''));
  const page = Number(query.get('page') ?? 1);
  return {
    text,
    words: searchWords(text),
    sort: key === undefined ? fallback : { key, descending: asked.startsWith('-') },
    page: Number.isInteger(page) && page >= 1 && page < 1e6 ? page : 1
  };
}

/** A page of a list, with how many rows there are in all. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly page: number;
}

/** The page that is really there: the last one, where the address asks for a later. */
export function pageWithin(page: number, total: number): number {
  return Math.min(page, Math.max(1, Math.ceil(total / PAGE_SIZE)));
}

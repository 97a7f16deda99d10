/** What every list of the office is given, and how it names its columns. */
import type { ListPage } from '../../core/list-query';
import type { DisplayLanguage } from '../../i18n/format';
import type { Sorting } from './sorting';

export interface SortedList<Row> extends ListPage<Row> {
  readonly sort: Sorting;
}

export interface ListProps<Row> {
  readonly list: SortedList<Row>;
  /** The address's query. */
  readonly search: string;
  readonly language: DisplayLanguage;
}

export interface Column {
  readonly label: string;
  /** What the address calls it; without it nothing is sorted by it. */
  readonly sort?: string;
  /** From high to low first, and to the right. */
  readonly number?: boolean;
  /** For ticks: its label is for the ear. */
  readonly pick?: boolean;
}

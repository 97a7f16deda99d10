import type { Cell } from '../../core/frame/read-cells';

export interface FileRow {
  /** As an editor or a spreadsheet counts them, from 1; of a row over several lines, the last. */
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** Rows that came together, none of them empty (there may be none at all), and how much of the file (bytes) has been read for them. */
export interface RowBatch {
  readonly rows: readonly FileRow[];
  readonly bytes: number;
}

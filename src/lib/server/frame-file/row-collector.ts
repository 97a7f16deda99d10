/**
 * Rows of a file in batches, without those that have nothing in them. Of these a file may have a sheet full: a list that was formatted to the last
 * row. What has more was made to keep the server busy, or is a sheet whose empty rows are easily deleted; the one who sent it is told.
 */
import type { Cell } from '../../core/frame/read-cells';
import { Problem } from '../../core/problem';
import type { FileRow } from './file-row';
import type { FrameFile } from './frame-file';

/** Filled ones of a batch. */
const TOGETHER = 500;
/** Empty ones after which a batch goes out although it may hold nothing: who reads on gives others their turn, and shows how far it is. */
const PASSED_TOGETHER = 2_000;
/** As many rows as a sheet has; of a CSV, whose rows are each parsed at length, fewer. */
const MOST_EMPTY_ROWS = { xlsx: 1_048_576, csv: 200_000 } as const;
/** Formatted and empty, beside those of rows that have something. */
const MOST_EMPTY_CELLS = 2_000_000;
/** Of a row that has something: columns that nobody filled in. */
const EMPTY_CELLS_OF_ROW = 100;

export interface RowCollector {
  /** `emptyCells`: how many the file spells out. Throws `frame-rows-empty`. */
  add(row: FileRow, emptyCells?: number): void;
  /** Empty rows that no row was made of. Throws `frame-rows-empty`. */
  passOver(count: number): void;
  readonly isDue: boolean;
  /** What has come since the last time. */
  take(): readonly FileRow[];
}

export function rowCollector({ name: file, format }: Pick<FrameFile, 'name' | 'format'>): RowCollector {
  const max = MOST_EMPTY_ROWS[format];
  let rows: FileRow[] = [];
  let passed = 0;
  let emptyRows = 0;
  let emptyCells = 0;
  const check = () => {
    if (emptyRows > max || emptyCells > MOST_EMPTY_CELLS) throw new Problem('frame-rows-empty', { file, max });
  };
  return {
    passOver(count) {
      emptyRows += count;
      check();
    },
    add(row, empty = 0) {
      if (isFilled(row)) {
        rows.push(row);
        emptyCells += Math.max(0, empty - EMPTY_CELLS_OF_ROW);
      } else {
        passed += 1;
        emptyRows += 1;
        emptyCells += empty;
      }
      check();
    },
    get isDue() {
      return rows.length >= TOGETHER || passed >= PASSED_TOGETHER;
    },
    take() {
      const taken = rows;
      rows = [];
      passed = 0;
      return taken;
    }
  };
}

function isFilled({ cells }: FileRow): boolean {
  return cells.some((cell) => !isEmpty(cell));
}

function isEmpty(cell: Cell): boolean {
  return typeof cell === 'string' && cell.trim() === '';
}

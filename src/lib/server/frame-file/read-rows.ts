/** The rows of a kept file, whichever form it has; and the first of them, for the page on which columns are mapped. */
import { Problem } from '../../core/problem';
import { takeTurns } from '../take-turns';
import type { FileRow, RowBatch } from './file-row';
import type { FrameFile } from './frame-file';
import { readCsvRows } from './read-csv-rows';
import { readXlsxRows } from './read-xlsx-rows';

/** A sheet holds 1,048,576 at most; a CSV could go on. */
const MOST_ROWS = 2_000_000;
/** Enough for the rows that a person looks at: they are numbered as they come. */
const TEXTS_FOR_A_LOOK = 20_000;

/** Throws what the readers throw, `frame-rows-empty` and `frame-too-long`. */
export async function* readRows(file: FrameFile): AsyncGenerator<RowBatch> {
  let count = 0;
  for await (const batch of file.format === 'csv' ? readCsvRows(file) : readXlsxRows(file)) {
    count += batch.rows.length;
    if (count > MOST_ROWS) throw new Problem('frame-too-long', { file: file.name, max: MOST_ROWS });
    yield batch;
  }
}

/** The first rows that are not empty. */
export async function readFirstRows(file: FrameFile, most: number): Promise<readonly FileRow[]> {
  const first: FileRow[] = [];
  const turn = takeTurns();
  for await (const { rows } of file.format === 'csv' ? readCsvRows(file) : readXlsxRows(file, TEXTS_FOR_A_LOOK)) {
    first.push(...rows.slice(0, most - first.length));
    if (first.length >= most) break;
    await turn();
  }
  return first;
}

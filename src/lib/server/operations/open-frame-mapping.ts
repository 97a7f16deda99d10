/** The columns of a file that was sent, beside its first rows: shown to the person who sent it, and to nobody else. */
import type { FrameField, FrameKind } from '../../core/frame/frame-fields';
import { FIELDS_OF, fieldsOf } from '../../core/frame/frame-fields';
import { findHeader, rememberColumns } from '../../core/frame/guess-columns';
import type { FrameMapping } from '../../core/frame/frame-mapping';
import { headersOf } from '../../core/frame/frame-mapping';
import { readFrameDay, readText } from '../../core/frame/read-cells';
import type { Cell } from '../../core/frame/read-cells';
import { Problem } from '../../core/problem';
import type { ProblemCode, ProblemParameters } from '../../core/problem';
import type { Asking } from '../auth/access';
import type { FileRow } from '../frame-file/file-row';
import type { FileEncoding } from '../frame-file/frame-file';
import { keptFile } from '../frame-file/kept-file';
import { readFirstRows } from '../frame-file/read-rows';
import type { Db } from '../schema';
import type { FrameUploadTable } from '../schema-frame-uploads';
import type { SecretBox } from '../secret-box';
import { findFrameUpload } from '../store/frame-uploads';
import { findLastMapping } from '../store/frames';
import type { DeskRound } from './find-round';
import { findRoundForFrame } from './find-frame';

const SHOWN_ROWS = 6;
/** Enough for a title above the header, and the rows that are shown. */
const LOOKED_AT = 20 + SHOWN_ROWS;
const LONGEST_SHOWN = 60;
const MOST_COLUMNS = 100;

export interface OpenedMapping {
  readonly survey: { readonly code: string; readonly name: { readonly vi: string; readonly en: string } };
  readonly kind: FrameKind;
  readonly fileName: string;
  /** Of a CSV that is not UTF-8: the person is told to look whether the letters are right. */
  readonly encoding: FileEncoding;
  readonly fields: readonly { readonly field: FrameField; readonly isNeeded: boolean; readonly column: number | null }[];
  readonly headers: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** Why the last try to read it was given up. */
  readonly failure: { readonly code: ProblemCode; readonly parameters: ProblemParameters } | null;
}

export interface FoundUpload extends DeskRound {
  readonly upload: FrameUploadTable;
  readonly header: FileRow;
  readonly rows: readonly FileRow[];
  readonly earlier: FrameMapping | undefined;
}

/** Throws what `findRoundForFrame` throws; `app-key-missing`, `not-found` for a file of somebody else or another round, `frame-file-empty`, and what the readers throw. */
export async function findUpload(
  db: Db,
  secrets: SecretBox | undefined,
  asking: Asking,
  code: string,
  uploadId: string,
  now: Date
): Promise<FoundUpload> {
  const found = await findRoundForFrame(db, asking, code, now);
  if (!secrets) throw new Problem('app-key-missing');
  const upload = await findFrameUpload(db, uploadId);
  if (upload?.survey_id !== found.survey.id || upload.created_by !== found.user.id) throw new Problem('not-found');
  const first = await readFirstRows(keptFile(db, secrets, upload), LOOKED_AT);
  const at = findHeader(
    upload.kind,
    first.map(({ cells }) => cells.map((cell) => readText(cell)))
  );
  const header = first[at];
  if (!header) throw new Problem('frame-file-empty', { file: upload.file_name });
  const last = await findLastMapping(db, found.survey.owner_agency_id, upload.kind);
  return {
    ...found,
    upload,
    header,
    rows: first.slice(at + 1),
    earlier: last === undefined ? undefined : (JSON.parse(last) as FrameMapping)
  };
}

/** Throws what `findUpload` throws. */
export async function openFrameMapping(
  db: Db,
  secrets: SecretBox | undefined,
  asking: Asking,
  code: string,
  uploadId: string,
  now: Date
): Promise<OpenedMapping> {
  const { survey, upload, header, rows, earlier } = await findUpload(db, secrets, asking, code, uploadId, now);
  const headers = header.cells.slice(0, MOST_COLUMNS).map((cell) => readText(cell, LONGEST_SHOWN));
  const columns = rememberColumns(upload.kind, headers, earlier ? headersOf(earlier) : {});
  return {
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en } },
    kind: upload.kind,
    fileName: upload.file_name,
    encoding: upload.encoding as FileEncoding,
    fields: fieldsOf(upload.kind).map((field) => ({
      field,
      isNeeded: FIELDS_OF[upload.kind].needed.includes(field),
      column: columns[field] ?? null
    })),
    headers,
    rows: rows.slice(0, SHOWN_ROWS).map(({ line, cells }) => ({
      line,
      cells: headers.map((_, column) => shown(cells[column] ?? '', column === columns.completedOn))
    })),
    failure: upload.failure === '' ? null : (JSON.parse(upload.failure) as OpenedMapping['failure'])
  };
}

/** A day that a workbook holds as a number is shown as a day. */
function shown(cell: Cell, isDay: boolean): string {
  const day = isDay && typeof cell === 'number' ? readFrameDay(cell) : undefined;
  return day === undefined ? readText(cell, LONGEST_SHOWN) : day.split('-').reverse().join('/');
}

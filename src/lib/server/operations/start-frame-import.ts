/** Begins to read a list whose columns were mapped: a frame is made, and a job fills it. */
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { readDay } from '../../core/calendar/read-day';
import type { FrameField } from '../../core/frame/frame-fields';
import { FIELDS_OF, fieldsOf } from '../../core/frame/frame-fields';
import type { FrameMapping } from '../../core/frame/frame-mapping';
import { readText } from '../../core/frame/read-cells';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { newId } from '../new-id';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { deleteFrameUpload, listUnusedUploads } from '../store/frame-uploads';
import { insertFrame, listStandingFrames, updateFrame } from '../store/frames';
import { insertJob } from '../store/jobs';
import { inTransaction } from '../transaction';
import type { FoundUpload } from './open-frame-mapping';
import { findUpload } from './open-frame-mapping';
import type { FrameOrder } from './find-frame';
import { FRAME_JOB } from './find-frame';

export const columnField = (field: FrameField): string => `column-${field}`;

/**
 * `form`: `column-<field>` the column's place or '', `from` and `to` the window. What was being made before is given up. Throws what
 * `findUpload` throws, `form-invalid` (`frame-column-missing`, `frame-column-twice`, `day-invalid`, `frame-window-order`).
 */
export async function startFrameImport(
  db: Db,
  secrets: SecretBox | undefined,
  asking: Asking,
  code: string,
  uploadId: string,
  form: FormData,
  now: Date
): Promise<void> {
  const found = await findUpload(db, secrets, asking, code, uploadId, now);
  const { survey, upload, user } = found;
  const { from, to, ...columns } = readOrder(found, form);
  const mapping: FrameMapping = {
    columns: Object.fromEntries(Object.entries(columns).flatMap(([field, column]) => (column ? [[field, column]] : []))),
    headerLine: found.header.line,
    width: found.header.cells.findLastIndex((cell) => readText(cell) !== '') + 1,
    agencies: found.earlier?.agencies ?? {}
  };
  const frameId = newId();
  const order: FrameOrder = { frameId, surveyId: survey.id, step: 'read' };
  await inTransaction(db, async (trx) => {
    for (const frame of await listStandingFrames(trx, survey.id))
      if (frame.state !== 'ready') await updateFrame(trx, frame.id, ['reading', 'deciding'], { state: 'replaced', upload_id: null });
    const jobId = await insertJob(trx, {
      kind: FRAME_JOB,
      key: `${FRAME_JOB} ${frameId} read`,
      payload: order,
      createdBy: user.id,
      at: now.toISOString()
    });
    await insertFrame(trx, {
      id: frameId,
      survey_id: survey.id,
      kind: upload.kind,
      file_name: upload.file_name,
      file_hash: upload.file_hash,
      mapping: JSON.stringify(mapping),
      window_from: from,
      window_to: to,
      state: 'reading',
      counts: '{}',
      hash: '',
      imported_by: user.id,
      imported_at: now.toISOString(),
      job_id: jobId,
      decisions: '{}',
      upload_id: upload.id
    });
    await appendAuditEvent(trx, byUser(user, now), {
      action: 'frame.import',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: { file: upload.file_name, hash: upload.file_hash }
    });
  });
  for (const id of await listUnusedUploads(db, survey.id)) await deleteFrameUpload(db, id);
}

type Order = Readonly<Record<FrameField, FrameMapping['columns'][FrameField] | null>> & {
  readonly from: Day | null;
  readonly to: Day | null;
};

function readOrder({ upload, header }: FoundUpload, form: FormData): Order {
  const taken = new Map<number, FrameField>();
  const readColumn = (field: FrameField) => {
    const at = Number(textField(form, columnField(field)) || -1);
    const name = header.cells[at];
    if (!Number.isInteger(at) || name === undefined) {
      if (FIELDS_OF[upload.kind].needed.includes(field)) throw new Problem('frame-column-missing');
      return null;
    }
    if (taken.has(at)) throw new Problem('frame-column-twice', { column: readText(name, 60) });
    taken.set(at, field);
    return { at, header: readText(name, 200) };
  };
  const day = (name: string) => (textField(form, name).trim() === '' ? null : readDay(textField(form, name)));
  const isDated = upload.kind === 'transactions';
  const from = () => (isDated ? day('from') : null);
  return readFields({
    ...Object.fromEntries(fieldsOf(upload.kind).map((field) => [field, () => readColumn(field)])),
    from,
    to: () => {
      const to = isDated ? day('to') : null;
      if (to !== null && to < (typedFrom(from) ?? to)) throw new Problem('frame-window-order');
      return to;
    }
  } as never);
}

/** A wrong first day is said at its own field. */
function typedFrom(from: () => Day | null): Day | null {
  try {
    return from();
  } catch {
    return null;
  }
}

/** The window that a page offers: the year so far. */
export function usualWindow(now: Date): { readonly from: Day; readonly to: Day } {
  const today = localDay(now);
  return { from: `${today.slice(0, 4)}-01-01`, to: today };
}

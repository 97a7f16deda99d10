/** A list sent, mapped as guessed, and read: through the operations that the pages call, with jobs run in place. */
import { fieldsOf } from '../../src/lib/core/frame/frame-fields';
import type { Asking } from '../../src/lib/server/auth/access';
import { frameJob } from '../../src/lib/server/jobs/frame-job';
import { runNextJob } from '../../src/lib/server/jobs/run-jobs';
import { FRAME_JOB } from '../../src/lib/server/operations/find-frame';
import { openFrameMapping } from '../../src/lib/server/operations/open-frame-mapping';
import { receiveFrameFile } from '../../src/lib/server/operations/receive-frame-file';
import { columnField, startFrameImport } from '../../src/lib/server/operations/start-frame-import';
import type { Db } from '../../src/lib/server/schema';
import { formOf } from './asking';
import { BOX } from './people';

export interface SentList {
  readonly kind?: string;
  readonly name?: string;
  readonly bytes: Buffer | string;
  readonly from?: string;
  readonly to?: string;
}

export function sentRequest({ kind = 'transactions', name = 'ho-so.csv', bytes }: SentList): Request {
  const form = new FormData();
  form.append('kind', kind);
  form.append('file', new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name));
  return new Request('http://local/frame', { method: 'POST', body: form });
}

/** Returns the upload's id; the job that reads it waits. */
export async function sendAndMap(db: Db, asking: Asking, list: SentList, now: Date): Promise<string> {
  const id = await receiveFrameFile(db, BOX, asking, 'round', sentRequest(list), now);
  const { kind, fields } = await openFrameMapping(db, BOX, asking, 'round', id, now);
  const columns = Object.fromEntries(fieldsOf(kind).map((field) => [columnField(field), String(fields.find((one) => one.field === field)?.column ?? '')])); // prettier-ignore
  await startFrameImport(db, BOX, asking, 'round', id, formOf({ ...columns, from: list.from ?? '', to: list.to ?? '' }), now);
  return id;
}

/** Every job that waits. What was not expected throws. */
export async function runFrameJobs(db: Db, now: Date): Promise<void> {
  const failures: unknown[] = [];
  const handlers = { [FRAME_JOB]: frameJob(db, BOX, () => now) };
  while (await runNextJob(db, 'test', handlers, (_, failure) => failures.push(failure), () => now)); // prettier-ignore
  if (failures.length > 0) throw failures[0];
}

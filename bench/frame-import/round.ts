/** A round with its coordinator, and a generated list sent, read and decided through the operations that the pages call. */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { localDay } from '../../src/lib/core/calendar/day';
import type { FrameCounts } from '../../src/lib/core/frame/frame-counts';
import { fieldsOf } from '../../src/lib/core/frame/frame-fields';
import type { Asking } from '../../src/lib/server/auth/access';
import { frameJob } from '../../src/lib/server/jobs/frame-job';
import { runNextJob } from '../../src/lib/server/jobs/run-jobs';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { createUser } from '../../src/lib/server/operations/create-user';
import { decideFrame } from '../../src/lib/server/operations/decide-frame';
import { FRAME_JOB } from '../../src/lib/server/operations/find-frame';
import { openFrame } from '../../src/lib/server/operations/open-frame';
import { openFrameMapping } from '../../src/lib/server/operations/open-frame-mapping';
import { receiveFrameFile } from '../../src/lib/server/operations/receive-frame-file';
import { shipInstruments } from '../../src/lib/server/operations/ship-instruments';
import { columnField, startFrameImport } from '../../src/lib/server/operations/start-frame-import';
import type { Db } from '../../src/lib/server/schema';
import { secretBox } from '../../src/lib/server/secret-box';
import { findActiveUser } from '../../src/lib/server/store/users';
import { transactionLines } from '../../test/support/transactions';

const BOX = secretBox(randomBytes(32));
const SURVEY = 'bench-round';

export interface BenchRound {
  readonly asking: Asking;
  readonly agencies: readonly string[];
}

export async function makeBenchRound(db: Db, communes: number): Promise<BenchRound> {
  const now = new Date();
  await shipInstruments(db, now);
  await createAgency(db, { code: 'p', kind: 'province', name: { vi: 'Tỉnh Thử', en: '' }, validFrom: '2020-01-01' });
  const agencies = Array.from({ length: communes }, (_, i) => `Xã Thử ${i + 1}`);
  for (const [i, vi] of agencies.entries())
    await createAgency(db, { code: `c${i + 1}`, kind: 'commune', name: { vi, en: '' }, parentCode: 'p', validFrom: '2020-01-01' });
  const person = { email: 'bench@example.vn', name: 'Bench', role: 'coordinator', agencyCode: 'p', password: 'một mật khẩu rất dài' };
  const user = await findActiveUser(db, await createUser(db, person, now));
  await createSurvey(db, {
    ...{ code: SURVEY, nameVi: 'Đợt thử', nameEn: '', questionnaire: 'sipas-short', ownerCode: 'p', opensOn: localDay(now) },
    ...{ closesOn: null, psu: 'design', series: null, requiredItems: [], counterCodes: [], demonstration: false }
  });
  return { asking: { user: user!, language: 'vi' }, agencies };
}

export interface ImportTimes {
  readonly megabytes: number;
  /** Milliseconds. */
  readonly sent: number;
  readonly read: number;
  readonly finished: number;
  readonly counts: FrameCounts;
}

export async function importBenchFrame(db: Db, { asking, agencies }: BenchRound, rows: number): Promise<ImportTimes> {
  const { lines } = transactionLines({ rows, agencies });
  let bytes = 0;
  const request = sentAs(lines, (count) => (bytes += count));
  const start = performance.now();
  const id = await receiveFrameFile(db, BOX, asking, SURVEY, request, new Date());
  const sentAt = performance.now();
  const { kind, fields } = await openFrameMapping(db, BOX, asking, SURVEY, id, new Date());
  const form = new FormData();
  for (const field of fieldsOf(kind)) form.append(columnField(field), String(fields.find((one) => one.field === field)?.column ?? ''));
  form.append('from', '2026-01-01');
  await startFrameImport(db, BOX, asking, SURVEY, id, form, new Date());
  await runJobs(db);
  const readAt = performance.now();
  const { counts } = (await openFrame(db, asking, SURVEY, new Date())).toDecide!;
  const rules = new FormData();
  for (const duplicate of ['dossier', 'person']) rules.append(`rule-${duplicate}`, 'first');
  await decideFrame(db, asking, SURVEY, rules, new Date());
  await runJobs(db);
  return { megabytes: bytes / 2 ** 20, sent: sentAt - start, read: readAt - sentAt, finished: performance.now() - readAt, counts };
}

/** As a browser sends it, made on the way. */
function sentAs(lines: Iterable<string>, onBytes: (count: number) => void): Request {
  const boundary = 'bench-boundary';
  const part = (name: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
  const body = function* () {
    yield Buffer.from(`${part('kind')}\r\n\r\ntransactions\r\n${part('file')}; filename="ho-so.csv"\r\nContent-Type: text/csv\r\n\r\n`);
    let waiting: string[] = [];
    const packed = () => {
      const chunk = Buffer.from(waiting.join(''));
      waiting = [];
      onBytes(chunk.length);
      return chunk;
    };
    for (const line of lines) {
      waiting.push(line);
      if (waiting.length === 500) yield packed();
    }
    yield packed();
    yield Buffer.from(`\r\n--${boundary}--\r\n`);
  };
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  const stream = Readable.toWeb(Readable.from(body())) as ReadableStream;
  return new Request('http://local/frame', { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit);
}

async function runJobs(db: Db): Promise<void> {
  const fail = (_: unknown, failure: unknown) => {
    throw failure;
  };
  while (await runNextJob(db, 'bench', { [FRAME_JOB]: frameJob(db, BOX) }, fail));
}

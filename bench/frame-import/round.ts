/** A round with its coordinator, and a generated list sent, read and decided through the operations that the pages call. */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { localDay } from '../../src/lib/core/calendar/day';
import type { FrameCounts } from '../../src/lib/core/frame/frame-counts';
import { fieldsOf } from '../../src/lib/core/frame/frame-fields';
import type { SamplingDesign } from '../../src/lib/core/sampling/design';
import { designFields, USUAL_DESIGN } from '../../src/lib/core/sampling/read-design';
import type { Asking } from '../../src/lib/server/auth/access';
import { drawCheckJob, drawJob } from '../../src/lib/server/jobs/draw-job';
import { frameJob } from '../../src/lib/server/jobs/frame-job';
import { runNextJob } from '../../src/lib/server/jobs/run-jobs';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { createUser } from '../../src/lib/server/operations/create-user';
import { decideFrame } from '../../src/lib/server/operations/decide-frame';
import { FRAME_JOB } from '../../src/lib/server/operations/find-frame';
import { openDraw } from '../../src/lib/server/operations/open-draw';
import { openFrame } from '../../src/lib/server/operations/open-frame';
import { openFrameMapping } from '../../src/lib/server/operations/open-frame-mapping';
import { receiveFrameFile } from '../../src/lib/server/operations/receive-frame-file';
import { saveDesign } from '../../src/lib/server/operations/save-design';
import { shipInstruments } from '../../src/lib/server/operations/ship-instruments';
import { DRAW_CHECK_JOB, DRAW_JOB, startDraw } from '../../src/lib/server/operations/start-draw';
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

/** Takes the time of a step. */
type Timed = <T>(what: string, work: () => Promise<T>) => Promise<T>;

export async function importBenchFrame(
  db: Db,
  { asking, agencies }: BenchRound,
  rows: number,
  timed: Timed
): Promise<{ readonly megabytes: number; readonly counts: FrameCounts }> {
  const { lines } = transactionLines({ rows, agencies });
  let bytes = 0;
  const request = sentAs(lines, (count) => (bytes += count));
  const id = await timed('sent, packed, sealed, stored', () => receiveFrameFile(db, BOX, asking, SURVEY, request, new Date()));
  const { kind, fields } = await openFrameMapping(db, BOX, asking, SURVEY, id, new Date());
  const form = new FormData();
  for (const field of fieldsOf(kind)) form.append(columnField(field), String(fields.find((one) => one.field === field)?.column ?? ''));
  form.append('from', '2026-01-01');
  await startFrameImport(db, BOX, asking, SURVEY, id, form, new Date());
  await timed('read into the frame', () => runJobs(db));
  const { counts } = (await openFrame(db, asking, SURVEY, new Date())).toDecide!;
  const rules = new FormData();
  for (const duplicate of ['dossier', 'person']) rules.append(`rule-${duplicate}`, 'first');
  await decideFrame(db, asking, SURVEY, rules, new Date());
  await timed('decided: kept units, hash', () => runJobs(db));
  return { megabytes: bytes / 2 ** 20, counts };
}

/** Strata are communes, in each four villages by size. */
export async function drawBenchSample(db: Db, { asking }: BenchRound, count: number, timed: Timed) {
  const design: SamplingDesign = {
    ...USUAL_DESIGN,
    ...{ size: { kind: 'fixed', count }, stages: [{ by: 'village', count: 4, method: 'pps' }], minimumPerStratum: 10, reserveShare: 0.1 }
  };
  const form = (fields: Readonly<Record<string, string>>) => {
    const filled = new FormData();
    for (const [name, value] of Object.entries(fields)) filled.append(name, value);
    return filled;
  };
  const designed = form(designFields(design));
  designed.append('strata', 'agency');
  await timed('its design: counted, planned, saved', () => saveDesign(db, asking, SURVEY, null, designed, new Date()));
  await startDraw(db, asking, SURVEY, form({ design: 'A', seed: '20261127', before: '', reason: '' }), new Date());
  const fail = (_: unknown, failure: unknown) => {
    throw failure;
  };
  await timed('drawn and stored', () => runNextJob(db, 'bench', { [DRAW_JOB]: drawJob(db) }, fail));
  await timed('drawn again, compared', () => runNextJob(db, 'bench', { [DRAW_CHECK_JOB]: drawCheckJob(db) }, fail));
  const { check } = await openDraw(db, asking, SURVEY, new Date(), true);
  const units = await db.selectFrom('sampled_units').select(['stratum', 'cluster']).where('role', '=', 'main').execute();
  const villages = new Set(units.map(({ stratum, cluster }) => `${stratum}|${cluster}`)).size;
  return { main: units.length, villages, isSame: check.repetition?.isSame ?? false };
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

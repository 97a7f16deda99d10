/**
 * Makes a frame of what was read and decided: which units are kept, how many in each agency, level, field and area, and the hash by which
 * a draw shows later what it was made from. The frame before it is replaced; the file is no longer needed, and goes.
 */
import { createHash } from 'node:crypto';
import type { FrameDecisions } from '../../core/frame/decide-duplicates';
import { isKept, readDecisions } from '../../core/frame/decide-duplicates';
import type { FrameCounts, KeptCounts } from '../../core/frame/frame-counts';
import { readCounts } from '../../core/frame/frame-counts';
import { frameLine } from '../../core/frame/frame-line';
import type { Db } from '../schema';
import { LAST_DAY, listAgencies } from '../store/agencies';
import { appendAuditEvent } from '../store/audit-events';
import { deleteFrameUpload } from '../store/frame-uploads';
import type { Frame } from '../store/frames';
import { findFrameById, hasLivingDraw, listFramesToClear, listStandingFrames, updateFrame } from '../store/frames';
import { listUnitsAfter, updateKept } from '../store/frame-units';
import { findSurveyById } from '../store/surveys';
import { takeTurns } from '../take-turns';
import { inTransaction } from '../transaction';
import { Problem } from '../../core/problem';
import type { FrameWork } from './read-frame';
import { clearFrame, requireHeld } from './read-frame';

const TOGETHER = 2_000;

/** Throws `frame-drawn` where units were drawn of the frame before meanwhile. */
export async function finishFrame(work: FrameWork, frameId: string): Promise<void> {
  const { db } = work;
  const frame = await findFrameById(db, frameId);
  if (frame?.state === 'deciding') await makeReady(work, frame);
  // Also of one that another process had made ready before it died.
  else if (frame?.state !== 'ready') return;
  if (frame.upload_id !== null) await deleteFrameUpload(db, frame.upload_id);
  await clearReplaced(work, frame.survey_id);
}

async function makeReady(work: FrameWork, frame: Frame): Promise<void> {
  const { db, by } = work;
  const { kept, hash } = await keepUnits(work, frame);
  const counts: FrameCounts = { ...readCounts(frame.counts), kept };
  const survey = await findSurveyById(db, frame.survey_id);
  await inTransaction(db, async (trx) => {
    await requireHeld(work, trx);
    if (await hasLivingDraw(trx, frame.survey_id)) throw new Problem('frame-drawn');
    const change = { state: 'ready', counts: JSON.stringify(counts), hash, imported_at: by.at } as const;
    if (!(await updateFrame(trx, frame.id, ['deciding'], change))) return;
    for (const other of await listStandingFrames(trx, frame.survey_id))
      if (other.id !== frame.id) await updateFrame(trx, other.id, ['ready'], { state: 'replaced' });
    await appendAuditEvent(trx, by, {
      action: 'frame.ready',
      subjectKind: 'survey',
      subjectId: frame.survey_id,
      agencyId: survey.owner_agency_id,
      change: { file: frame.file_name, kept: kept.units, hash }
    });
  });
}

/** What hangs on frames that were replaced or given up; units that a draw was made of stay, so that it can be repeated. */
export async function clearReplaced(work: FrameWork, surveyId: string): Promise<void> {
  for (const id of await listFramesToClear(work.db, surveyId)) await clearFrame(work, id);
}

type Sums = Map<string, [units: number, size: number]>;

async function keepUnits(work: FrameWork, frame: Frame): Promise<{ readonly kept: KeptCounts; readonly hash: string }> {
  const { db, tools } = work;
  const decisions = readDecisions(frame.decisions);
  const agencies = new Map((await listAgencies(db, LAST_DAY, 'with-closed')).map((agency) => [agency.id, agency]));
  const { units: all } = readCounts(frame.counts);
  const hash = createHash('sha256');
  const sums = { agencies: new Map(), levels: new Map(), fields: new Map(), areas: new Map() } satisfies Record<string, Sums>;
  const total: [units: number, size: number] = [0, 0];
  const turn = takeTurns();
  for (let after = 0; ;) {
    const units = await listUnitsAfter(db, frame.id, after, TOGETHER);
    if (units.length === 0) break;
    await changeKept(work, frame.id, units, decisions);
    const lines: string[] = [];
    for (const unit of units) {
      if (!isKept(unit.unit_no, unit.duplicate, decisions)) continue;
      const { code, kind } = agencies.get(unit.handling_agency_id)!;
      const { service_field: field, area, village, size } = unit;
      lines.push(frameLine({ unitNo: unit.unit_no, agencyCode: code, level: kind, field, area, village, size }));
      add(sums.agencies, code, size);
      add(sums.levels, kind, size);
      add(sums.fields, field, size);
      add(sums.areas, area, size);
      total[0] += 1;
      total[1] += size;
    }
    hash.update(lines.join(''));
    after = units.at(-1)!.unit_no;
    await tools.progress(Math.min(after, all), all);
    await turn();
  }
  const listed = (of: Sums) => [...of].map(([name, [units, size]]) => [name, units, size] as const).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)); // prettier-ignore
  const kept = {
    ...{ units: total[0], size: total[1] },
    ...{ agencies: listed(sums.agencies), levels: listed(sums.levels), fields: listed(sums.fields), areas: listed(sums.areas) }
  };
  return { kept, hash: hash.digest('hex') };
}

async function changeKept(
  work: FrameWork,
  frameId: string,
  units: Awaited<ReturnType<typeof listUnitsAfter>>,
  decisions: FrameDecisions
): Promise<void> {
  const wrong = (kept: 0 | 1) =>
    units
      .filter((unit) => unit.kept !== kept && isKept(unit.unit_no, unit.duplicate, decisions) === (kept === 1))
      .map(({ unit_no }) => unit_no);
  const [toKeep, toLeave] = [wrong(1), wrong(0)];
  if (toKeep.length + toLeave.length === 0) return;
  await inTransaction(work.db, async (trx: Db) => {
    await requireHeld(work, trx);
    await updateKept(trx, frameId, toKeep, 1);
    await updateKept(trx, frameId, toLeave, 0);
  });
}

function add(sums: Sums, name: string, size: number): void {
  const sum = sums.get(name);
  if (sum) {
    sum[0] += 1;
    sum[1] += size;
  } else sums.set(name, [1, size]);
}

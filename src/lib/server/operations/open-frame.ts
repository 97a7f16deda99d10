/** The frame of a round as its page shows it: the one that is ready, the one that is being made, the file that waits for its columns. */
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import type { DuplicateKind, FrameDecisions } from '../../core/frame/decide-duplicates';
import { readDecisions, undecidedKinds } from '../../core/frame/decide-duplicates';
import type { FrameCounts } from '../../core/frame/frame-counts';
import { readCounts } from '../../core/frame/frame-counts';
import type { FrameKind } from '../../core/frame/frame-fields';
import type { RefusalReason } from '../../core/frame/refusal';
import { MATCHED_BY_HAND } from '../../core/frame/refusal';
import type { ProblemCode, ProblemParameters } from '../../core/problem';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { LAST_DAY, listAgenciesBelow } from '../store/agencies';
import { findWaitingUpload } from '../store/frame-uploads';
import type { Frame } from '../store/frames';
import { hasLivingDraw } from '../store/frames';
import { countRefusalDetails, countRefusals, lastUnitNo } from '../store/frame-units';
import { findJob } from '../store/jobs';
import { findUser } from '../store/users';
import { findRoundToRead } from './find-round';
import { findStandingFrames } from './find-frame';
import { stateOf, problemOf } from './open-job';

/** Names that are shown to be matched; the rest comes up once these are. */
const MOST_NAMES = 60;

export interface FrameHead {
  readonly kind: FrameKind;
  readonly fileName: string;
  readonly windowFrom: Day | null;
  readonly windowTo: Day | null;
  /** ISO time. */
  readonly at: string;
  readonly by: string | null;
}

export interface ReadyFrame extends FrameHead {
  readonly counts: FrameCounts;
  readonly hash: string;
  readonly refusals: readonly { readonly reason: RefusalReason; readonly rows: number }[];
  /** By the code of an agency. */
  readonly agencyNames: Readonly<Record<string, { readonly vi: string; readonly en: string }>>;
}

export interface FrameInWork extends FrameHead {
  readonly step: 'reading' | 'finishing';
  readonly state: 'waiting' | 'running' | 'retrying' | 'failed';
  readonly done: number;
  readonly total: number | null;
  readonly units: number;
  readonly problem: { readonly code: ProblemCode; readonly parameters: ProblemParameters } | null;
}

export interface FrameToDecide extends FrameHead {
  readonly counts: FrameCounts;
  readonly refusals: ReadyFrame['refusals'];
  readonly decisions: FrameDecisions;
  readonly undecided: readonly DuplicateKind[];
  readonly unknownAgencies: readonly { readonly written: string; readonly reason: RefusalReason; readonly rows: number }[];
  readonly moreUnknown: number;
  /** To choose from. */
  readonly agencies: readonly { readonly code: string; readonly name: string }[];
  /** The file is still there, so that it can be read again. */
  readonly hasFile: boolean;
}

export interface OpenedFrame {
  readonly survey: { readonly code: string; readonly name: { readonly vi: string; readonly en: string } };
  /** A list can be sent now. */
  readonly mayImport: boolean;
  readonly isDrawn: boolean;
  readonly isDraft: boolean;
  readonly ready: ReadyFrame | null;
  readonly inWork: FrameInWork | null;
  readonly toDecide: FrameToDecide | null;
  /** `isOwn`: the person sent it, and may see its first rows. */
  readonly waiting: { readonly id: string; readonly fileName: string; readonly isOwn: boolean; readonly hasFailed: boolean } | null;
}

/** Throws what `findRoundToRead` throws. */
export async function openFrame(db: Db, asking: Asking, code: string, now: Date): Promise<OpenedFrame> {
  const { survey, owner, user, round, mayWrite } = await findRoundToRead(db, asking, code, localDay(now));
  const { ready, pending } = await findStandingFrames(db, survey.id);
  const isDrawn = await hasLivingDraw(db, survey.id);
  const isDraft = survey.state === 'draft';
  const job = pending?.job_id ? await findJob(db, pending.job_id) : undefined;
  const isWorking = pending !== undefined && (pending.state === 'reading' || (job !== undefined && job.outcome !== 'done'));
  const upload = mayWrite ? await findWaitingUpload(db, survey.id) : undefined;
  return {
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en } },
    mayImport: mayWrite && isDraft && !isDrawn && round.frozen_at === null,
    isDrawn,
    isDraft,
    ready: ready ? await readyFrame(db, ready, owner.path) : null,
    inWork:
      pending && isWorking
        ? {
            ...(await headOf(db, pending)),
            step: pending.state === 'reading' ? 'reading' : 'finishing',
            state: job ? (stateOf(job) as FrameInWork['state']) : 'failed',
            done: job?.done_units ?? 0,
            total: job?.total_units ?? null,
            units: await lastUnitNo(db, pending.id),
            problem: job ? problemOf(job) : null
          }
        : null,
    toDecide: pending && !isWorking ? await frameToDecide(db, pending, owner.path, now) : null,
    waiting: upload
      ? { id: upload.id, fileName: upload.file_name, isOwn: upload.created_by === user.id, hasFailed: upload.failure !== '' }
      : null
  };
}

async function headOf(db: Db, frame: Frame): Promise<FrameHead> {
  const { kind, file_name: fileName, window_from: windowFrom, window_to: windowTo, imported_at: at, imported_by: by } = frame;
  return { kind, fileName, windowFrom, windowTo, at, by: by === null ? null : ((await findUser(db, by))?.name ?? null) };
}

async function readyFrame(db: Db, frame: Frame, ownerPath: string): Promise<ReadyFrame> {
  const agencies = await listAgenciesBelow(db, ownerPath, LAST_DAY, 'with-closed');
  return {
    ...(await headOf(db, frame)),
    counts: readCounts(frame.counts),
    hash: frame.hash,
    refusals: await countRefusals(db, frame.id),
    agencyNames: Object.fromEntries(agencies.map((agency) => [agency.code, { vi: agency.name.vi, en: agency.name.en }]))
  };
}

async function frameToDecide(db: Db, frame: Frame, ownerPath: string, now: Date): Promise<FrameToDecide> {
  const counts = readCounts(frame.counts);
  const decisions = readDecisions(frame.decisions);
  const names = await countRefusalDetails(db, frame.id, MATCHED_BY_HAND);
  const agencies = names.length === 0 ? [] : await listAgenciesBelow(db, ownerPath, localDay(now), 'with-closed');
  return {
    ...(await headOf(db, frame)),
    counts,
    decisions,
    undecided: undecidedKinds(counts.duplicates, decisions),
    refusals: await countRefusals(db, frame.id),
    unknownAgencies: names.slice(0, MOST_NAMES).map(({ detail, reason, rows }) => ({ written: detail, reason, rows })),
    moreUnknown: Math.max(0, names.length - MOST_NAMES),
    agencies: agencies.map((agency) => ({ code: agency.code, name: agency.name.vi })),
    hasFile: frame.upload_id !== null
  };
}

/** The draw of a round: what stands, what was voided, what can be drawn; and its record, which says whether it can be repeated. */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { ArithmeticStep } from '../../core/sampling/sample-size';
import { sampleSize } from '../../core/sampling/sample-size';
import { frameLines } from '../../core/sampling/sampling-frame';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import type { FrameTable } from '../schema-desk';
import type { AgencyNames } from '../store/agency-names';
import { findFrame } from '../store/desk-facts';
import { listDesigns } from '../store/designs';
import type { StoredDraw } from '../store/draws';
import { isDrawInUse, listDraws } from '../store/draws';
import { getFrame } from '../store/frame-rows';
import type { KeptParameters } from './draw-sample';
import type { KeptCheck } from './find-draw-work';
import { findDrawing, findKeptCheck } from './find-draw-work';
import { findRoundToRead } from './find-round';
import type { RoundHead } from './open-designs';
import { headOf } from './open-designs';
import { readFrame } from './read-sampling-frame';
import { readStratumWords } from './read-stratum-words';
import { repeatDraw } from './repeat-draw';
import { isLargeList } from './start-draw';

export interface ShownDraw {
  readonly number: number;
  readonly seed: string;
  readonly generator: string;
  readonly frameHash: string;
  readonly resultHash: string;
  readonly drawnAt: string;
  readonly drawnBy: string | null;
  readonly voidedAt: string | null;
  readonly voidReason: string | null;
  readonly parameters: KeptParameters;
}

export interface OpenedDraw {
  readonly survey: RoundHead;
  readonly frame: Pick<FrameTable, 'state' | 'kind'> | null;
  readonly designs: readonly { readonly label: string; readonly n: number; readonly reserve: number; readonly strata: number }[];
  /** The one that stands, then the voided ones, the latest first. */
  readonly draw: ShownDraw | null;
  readonly voided: readonly ShownDraw[];
  readonly agencies: AgencyNames;
  /** It may be drawn, or drawn again. */
  readonly mayDraw: boolean;
  /** Why it may not be drawn again: something was done with its units. */
  readonly isInUse: boolean;
  /** A draw that is being made, or could not be. */
  readonly drawing: Awaited<ReturnType<typeof findDrawing>>;
  /** Of a list of usual size, asked for by the address; of a large one, the last that was made. */
  readonly check: KeptCheck;
}

/** `check`: the draw that stands is repeated, unless its list is large: then a job does it (`startDrawCheck`). Throws what `findRoundToRead` throws. */
export async function openDraw(db: Db, asking: Asking, code: string, now: Date, check = false): Promise<OpenedDraw> {
  const { survey, mayWrite } = await findRoundToRead(db, asking, code, localDay(now));
  const frame = await findFrame(db, survey.id);
  const designs = frame?.state === 'ready' ? await listDesigns(db, survey.id, frame.id) : [];
  const draws = await listDraws(db, survey.id);
  const stands = draws.find((draw) => draw.voided_at === null);
  return {
    survey: headOf(survey),
    frame: frame ? { state: frame.state, kind: frame.kind } : null,
    designs: designs.map(({ label, plan }) => ({ label, n: plan.n, reserve: plan.reserve, strata: plan.strata.length })),
    draw: stands ? shownDraw(stands) : null,
    voided: draws.filter((draw) => draw !== stands).map(shownDraw),
    agencies: stands ? (await readStratumWords(db, stands)).agencies : {},
    mayDraw: mayWrite && survey.state === 'draft' && designs.length > 0,
    isInUse: stands ? await isDrawInUse(db, stands) : false,
    drawing: await findDrawing(db, survey.id, stands?.id ?? null),
    check: stands ? await checkOf(db, stands, check) : NO_CHECK
  };
}

export interface OpenedDrawRecord {
  readonly survey: RoundHead;
  readonly draw: ShownDraw;
  readonly earlier: readonly ShownDraw[];
  readonly frame: Pick<FrameTable, 'kind' | 'file_name' | 'file_hash' | 'imported_at' | 'window_from' | 'window_to'>;
  /** What became of the file's rows; null where the import did not count them. */
  readonly rows: { readonly all: number; readonly refused: number; readonly duplicates: number } | null;
  /** The arithmetic of its size; none where the rule was used for each stratum. */
  readonly steps: readonly ArithmeticStep[];
  readonly owner: string;
  readonly agencies: AgencyNames;
  readonly check: KeptCheck;
}

/** Throws also `draw-not-found`. */
export async function openDrawRecord(db: Db, asking: Asking, code: string, now: Date): Promise<OpenedDrawRecord> {
  const { survey, owner } = await findRoundToRead(db, asking, code, localDay(now));
  const draws = await listDraws(db, survey.id);
  const draw = draws.find((one) => one.voided_at === null);
  if (!draw) throw new Problem('draw-not-found');
  const { kind, file_name, file_hash, imported_at, window_from, window_to, counts } = await getFrame(db, draw.frame_id!);
  const shown = shownDraw(draw);
  return {
    survey: headOf(survey),
    draw: shown,
    earlier: draws.filter((one) => one !== draw).map(shownDraw),
    frame: { kind, file_name, file_hash, imported_at, window_from, window_to },
    rows: rowsOf(counts, shown.parameters.counted ? null : shown.parameters.population),
    steps: shown.parameters.design.sizeOf === 'all' ? sampleSize(shown.parameters.population, shown.parameters.design).steps : [],
    owner: owner.name.vi,
    agencies: (await readStratumWords(db, draw)).agencies,
    check: await checkOf(db, draw)
  };
}

/** The list's lines and what was asked, for a repetition without this system. Throws also `draw-not-found`. */
export async function exportDraw(db: Db, asking: Asking, code: string, now: Date) {
  const { survey } = await findRoundToRead(db, asking, code, localDay(now));
  const draw = (await listDraws(db, survey.id)).find((one) => one.voided_at === null);
  if (!draw) throw new Problem('draw-not-found');
  const { stages, selection, reserveShare, counted, quotas, design } = JSON.parse(draw.parameters) as KeptParameters;
  return {
    asked: { seed: draw.seed, generator: draw.generator, stages, selection, reserveShare, counted, quotas },
    lines: async () => frameLines(await readFrame(db, { id: draw.frame_id!, kind: counted ? 'villages' : 'transactions' }, design))
  };
}

const NO_CHECK: KeptCheck = { checking: null, repetition: null, checkedAt: null };

/** `isAsked`: a list of usual size is drawn from again at once. */
async function checkOf(db: Db, draw: StoredDraw, isAsked = true): Promise<KeptCheck> {
  if (isLargeList(await getFrame(db, draw.frame_id!))) return findKeptCheck(db, draw.id);
  return isAsked ? { ...NO_CHECK, repetition: await repeatDraw(db, draw) } : NO_CHECK;
}

function shownDraw(draw: StoredDraw): ShownDraw {
  return {
    number: draw.number,
    seed: draw.seed,
    generator: draw.generator,
    frameHash: draw.frame_hash,
    resultHash: draw.result_hash,
    drawnAt: draw.drawn_at,
    drawnBy: draw.drawnByName,
    voidedAt: draw.voided_at,
    voidReason: draw.void_reason,
    parameters: JSON.parse(draw.parameters) as KeptParameters
  };
}

/** `units`: how many of them could be drawn; those that are neither that nor refused were left out as duplicates. */
function rowsOf(json: string, units: number | null): OpenedDrawRecord['rows'] {
  const { rows, refused } = JSON.parse(json) as { readonly rows?: number; readonly refused?: number };
  if (rows === undefined || refused === undefined || units === null) return null;
  return { all: rows, refused, duplicates: rows - refused - units };
}

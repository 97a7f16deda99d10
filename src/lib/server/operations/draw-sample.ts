/** Draws a round's sample by one of its designs: once, on the record, and again only as a draft, with a reason and on the record too. */
import { createHash } from 'node:crypto';
import { Problem } from '../../core/problem';
import type { DrawParameters, DrawnUnit, UnnumberedUnit } from '../../core/sampling/draw-sample';
import { drawByStratum, numberUnits, resultLines } from '../../core/sampling/draw-sample';
import type { SamplePlan } from '../../core/sampling/plan-sample';
import type { SamplingDesign } from '../../core/sampling/design';
import { GENERATOR } from '../../core/sampling/random';
import type { SamplingFrame } from '../../core/sampling/sampling-frame';
import { frameLines } from '../../core/sampling/sampling-frame';
import type { Asking } from '../auth/access';
import { newId } from '../new-id';
import type { Db } from '../schema';
import type { Frame } from '../store/frames';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent, byUser, lockAuditHead } from '../store/audit-events';
import { findFrame } from '../store/desk-facts';
import { deleteSampledUnits, findDraw, insertDraw, insertSampledUnits, isDrawInUse, listDraws, voidDraw } from '../store/draws';
import { findFrameUnits } from '../store/frame-rows';
import { lastUnitNo } from '../store/frame-units';
import { updateRound } from '../store/rounds';
import { findSurveyById, getSurveyState } from '../store/surveys';
import { takeTurns } from '../take-turns';
import { inTransaction } from '../transaction';
import { holdUnfrozen } from './find-round';
import type { DrawOrder } from './read-draw-order';
import { findDesignOf, readDrawOrder } from './read-draw-order';
import { getReadyFrame, isCounted, readFrame } from './read-sampling-frame';
import { planRound } from './save-design';

/** What a draw keeps beside its seed: with the list it is all that a repetition needs, and what its record prints. */
export interface KeptParameters extends DrawParameters {
  readonly label: string;
  readonly revision: number;
  readonly design: SamplingDesign;
  /** By stratum. */
  readonly quotas: Readonly<Record<string, number>>;
  /** A row of the list stands for as many as its size says. */
  readonly counted: boolean;
  /** Before its machine digits the seed has a part that was typed (of a draw before 0041: it was typed wholly). */
  readonly seedTyped: boolean;
  readonly population: number;
  readonly strata: readonly KeptStratum[];
}

export interface KeptStratum {
  readonly name: string;
  readonly units: number;
  readonly planned: number;
  readonly main: number;
  readonly reserve: number;
}

/** Draws at once. Returns the draw's number. Throws what `readDrawOrder` and `carryOutDraw` throw. */
export async function drawRound(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<number> {
  const { order, user } = await readDrawOrder(db, asking, code, form, now);
  return carryOutDraw(db, order, byUser(user, now));
}

interface DrawTools {
  /** Of a hundred. */
  progress(percent: number): Promise<void>;
  /** In the transaction that stores the draw. */
  begin(trx: Db, drawId: string): Promise<void>;
}

const NO_TOOLS: DrawTools = { progress: async () => {}, begin: async () => {} };
/** Of a hundred: how far the work is once the list was counted, read, drawn from. */
const COUNTED = 20;
const READ = 75;
const DRAWN = 90;

/**
 * Returns the draw's number; of an order that was carried out before, that draw's. Nothing is there until all of it is. Throws `draw-fixed`,
 * `frame-not-ready`, `design-not-found`, `design-old`, `draw-in-use`, `draw-changed`, `sampling-size-zero`.
 */
export async function carryOutDraw(db: Db, order: DrawOrder, by: Doer, tools = NO_TOOLS): Promise<number> {
  const { surveyId, seed, beforeId } = order;
  const done = (await listDraws(db, surveyId)).find(({ id }) => id === order.drawId);
  if (done) return done.number;
  const survey = await findSurveyById(db, surveyId);
  const frame = await getReadyFrame(db, surveyId);
  const stored = await findDesignOf(db, surveyId, frame.id, order.label);
  if (frame.id !== order.frameId || stored.revision !== order.revision) throw new Problem('draw-changed');
  const plan = await planRound(db, frame, stored.content, (unit, last) => tools.progress((COUNTED * unit) / last));
  if (!agrees(plan, stored.plan)) throw new Problem('design-old', { label: stored.label });

  const { content: design } = stored;
  const quotas = Object.fromEntries(plan.strata.map(({ name, n }) => [name, n]));
  const sampling = { stages: design.stages, selection: design.selection, reserveShare: design.reserveShare };
  const rows = Math.max(1, await lastUnitNo(db, frame.id));
  const read = await readFrame(db, frame, design, (unit) => tools.progress(COUNTED + ((READ - COUNTED) * unit) / rows));
  const units = await drawInTurns(read, sampling, quotas, seed);
  await tools.progress(DRAWN);
  const parameters: KeptParameters = {
    ...sampling,
    label: stored.label,
    revision: stored.revision,
    design,
    quotas,
    counted: isCounted(frame),
    seedTyped: order.seedTyped,
    population: plan.population,
    strata: countByStratum(plan, units)
  };
  const kept = await findFrameUnits(db, frame.id, units.map(({ unitNo }) => unitNo)); // prettier-ignore
  const hashes = { frame_hash: await hashInTurns(frameLines(read)), result_hash: await hashInTurns(resultLines(units)) };
  return inTransaction(db, async (trx) => {
    await updateRound(trx, surveyId, {});
    await holdUnfrozen(trx, surveyId);
    await lockAuditHead(trx);
    await requireUnchanged(trx, surveyId, frame, beforeId);
    if (beforeId !== null) {
      if (await isDrawInUse(trx, { id: beforeId, survey_id: surveyId })) throw new Problem('draw-in-use');
      // It can be drawn again from its record; as rows its units would only be mistaken for those that count.
      await deleteSampledUnits(trx, beforeId);
      await voidDraw(trx, beforeId, by.at, order.reason);
    }
    const draw = {
      id: order.drawId,
      survey_id: surveyId,
      kind: 'sample' as const,
      number: ((await listDraws(trx, surveyId))[0]?.number ?? 0) + 1,
      design_id: stored.id,
      frame_id: frame.id,
      parameters: JSON.stringify(parameters),
      seed,
      generator: GENERATOR,
      drawn_by: by.userId,
      drawn_at: by.at,
      ...hashes,
      voided_at: null,
      void_reason: null
    };
    await tools.begin(trx, draw.id);
    await insertDraw(trx, draw);
    await insertSampledUnits(trx, units.map((unit) => rowOf(unit, draw, kept.get(unit.unitNo)!))); // prettier-ignore
    await appendAuditEvent(trx, by, {
      action: beforeId === null ? 'survey.draw' : 'survey.draw-again',
      subjectKind: 'survey',
      subjectId: surveyId,
      agencyId: survey.owner_agency_id,
      change: { design: stored.label, sample: plan.n, seed, seed_typed: order.seedTyped, ...hashes }
    });
    return draw.number;
  });
}

/** As `drawSample`, with turns for others between strata. Throws sampling-size-zero. */
export async function drawInTurns(
  frame: SamplingFrame,
  parameters: DrawParameters,
  quotas: Readonly<Record<string, number>>,
  seed: string
): Promise<readonly DrawnUnit[]> {
  const turn = takeTurns();
  const byStratum: (readonly UnnumberedUnit[])[] = [];
  for (const units of drawByStratum(frame, parameters, quotas, seed)) {
    byStratum.push(units);
    await turn();
  }
  return numberUnits(byStratum);
}

/** SHA-256, in hex. */
export async function hashInTurns(lines: Iterable<string>): Promise<string> {
  const hash = createHash('sha256');
  const turn = takeTurns();
  for (const line of lines) {
    hash.update(line);
    await turn();
  }
  return hash.digest('hex');
}

/** What was decided about the list since the design was saved would change what was promised. */
function agrees(now: SamplePlan, saved: SamplePlan): boolean {
  const facts = ({ population, strata }: SamplePlan) => JSON.stringify([population, strata.map(({ name, units, n }) => [name, units, n])]);
  return facts(now) === facts(saved);
}

function countByStratum(plan: SamplePlan, units: readonly DrawnUnit[]): readonly KeptStratum[] {
  const counts = new Map<string, { main: number; reserve: number }>();
  for (const { stratum, role } of units) {
    const count = counts.get(stratum) ?? { main: 0, reserve: 0 };
    count[role]++;
    counts.set(stratum, count);
  }
  return plan.strata.map(({ name, units: size, n }) => ({
    name,
    units: size,
    planned: n,
    ...(counts.get(name) ?? { main: 0, reserve: 0 })
  }));
}

/** Throws `draw-changed` where the list or the draw is another one by now, `draw-fixed` where the survey was opened. */
async function requireUnchanged(trx: Db, surveyId: string, frame: Frame, drawId: string | null): Promise<void> {
  if ((await getSurveyState(trx, surveyId)) !== 'draft') throw new Problem('draw-fixed');
  const now = await findFrame(trx, surveyId);
  if (now?.id !== frame.id || now.state !== 'ready' || now.hash !== frame.hash) throw new Problem('draw-changed');
  if (((await findDraw(trx, surveyId))?.id ?? null) !== drawId) throw new Problem('draw-changed');
}

type FrameUnit = NonNullable<ReturnType<Awaited<ReturnType<typeof findFrameUnits>>['get']>>;

function rowOf(unit: DrawnUnit, draw: { readonly id: string; readonly survey_id: string; readonly frame_id: string }, kept: FrameUnit) {
  return {
    id: newId(),
    draw_id: draw.id,
    survey_id: draw.survey_id,
    serial: unit.serial,
    frame_id: draw.frame_id,
    unit_no: unit.unitNo,
    ordinal: unit.ordinal,
    ...kept,
    stratum: unit.stratum,
    cluster: unit.cluster,
    psu: unit.cluster === '' ? String(unit.serial) : unit.psu,
    psu_probability: unit.psuProbability,
    inclusion_probability: unit.probability,
    role: unit.role,
    reserve_order: unit.role === 'main' ? null : unit.reserveOrder,
    released_at: null,
    replaces_id: null,
    replace_reason: null,
    replaced_at: null,
    disposition: '',
    interviewer_id: null
  };
}

/** Draws a round's sample by one of its designs: once, on the record, and again only as a draft, with a reason and on the record too. */
import { createHash } from 'node:crypto';
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { DrawParameters, DrawnUnit } from '../../core/sampling/draw-sample';
import { drawSample, resultLines } from '../../core/sampling/draw-sample';
import type { SamplePlan } from '../../core/sampling/plan-sample';
import type { SamplingDesign } from '../../core/sampling/design';
import { GENERATOR } from '../../core/sampling/random';
import { frameLines } from '../../core/sampling/sampling-frame';
import type { Asking } from '../auth/access';
import { newId } from '../new-id';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import type { Frame } from '../store/frames';
import { appendAuditEvent, byUser, lockAuditHead } from '../store/audit-events';
import { findFrame } from '../store/desk-facts';
import { listDesigns } from '../store/designs';
import { deleteSampledUnits, findDraw, insertDraw, insertSampledUnits, isDrawInUse, listDraws, voidDraw } from '../store/draws';
import { findFrameUnits } from '../store/frame-rows';
import { updateRound } from '../store/rounds';
import { getSurveyState } from '../store/surveys';
import { inTransaction } from '../transaction';
import { makeSeed, readTypedSeed } from './draw-seed';
import { findRoundToWrite } from './find-round';
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

const SHORTEST_REASON = 10;
const LONGEST_REASON = 500;

/**
 * Returns the draw's number. Throws what `findRoundToWrite` throws, `form-invalid`, `frame-not-ready`, `design-not-found`, `design-old`, `draw-fixed`,
 * `draw-in-use`, `draw-changed`, `sampling-size-zero`.
 */
export async function drawRound(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<number> {
  const { survey, user } = await findRoundToWrite(db, asking, code, localDay(now));
  if (survey.state !== 'draft') throw new Problem('draw-fixed');
  const frame = await getReadyFrame(db, survey.id);
  const before = await findDraw(db, survey.id);
  const fields = readFields({
    seed: () => readTypedSeed(textField(form, 'seed')),
    reason: () => (before ? readReason(textField(form, 'reason')) : '')
  });
  // A page from before another draw: pressed, it would void what its reader has not seen.
  if (textField(form, 'before') !== (before ? String(before.number) : '')) throw new Problem('draw-changed');
  if (before && (await isDrawInUse(db, before.id))) throw new Problem('draw-in-use');
  const stored = (await listDesigns(db, survey.id, frame.id)).find(({ label }) => label === textField(form, 'design'));
  if (!stored) throw new Problem('design-not-found');
  const plan = await planRound(db, frame, stored.content);
  if (!agrees(plan, stored.plan)) throw new Problem('design-old', { label: stored.label });

  const seed = makeSeed(fields.seed);
  const { content: design } = stored;
  const quotas = Object.fromEntries(plan.strata.map(({ name, n }) => [name, n]));
  const sampling = { stages: design.stages, selection: design.selection, reserveShare: design.reserveShare };
  const read = await readFrame(db, frame, design);
  const units = drawSample(read, sampling, quotas, seed);
  const parameters: KeptParameters = {
    ...sampling,
    label: stored.label,
    revision: stored.revision,
    design,
    quotas,
    counted: isCounted(frame),
    seedTyped: fields.seed !== '',
    population: plan.population,
    strata: countByStratum(plan, units)
  };
  const kept = await findFrameUnits(db, frame.id, units.map(({ unitNo }) => unitNo)); // prettier-ignore
  return inTransaction(db, async (trx) => {
    await lockAuditHead(trx);
    await requireUnchanged(trx, survey.id, frame, before?.id);
    if (before) {
      if (await isDrawInUse(trx, before.id)) throw new Problem('draw-in-use');
      // It can be drawn again from its record; as rows its units would only be mistaken for those that count.
      await deleteSampledUnits(trx, before.id);
      await voidDraw(trx, before.id, now.toISOString(), fields.reason);
    }
    await updateRound(trx, survey.id, {});
    const draw = {
      id: newId(),
      survey_id: survey.id,
      kind: 'sample' as const,
      number: ((await listDraws(trx, survey.id))[0]?.number ?? 0) + 1,
      design_id: stored.id,
      frame_id: frame.id,
      frame_hash: hashOf(frameLines(read)),
      parameters: JSON.stringify(parameters),
      seed,
      generator: GENERATOR,
      drawn_by: user.id,
      drawn_at: now.toISOString(),
      result_hash: hashOf(resultLines(units)),
      voided_at: null,
      void_reason: null
    };
    await insertDraw(trx, draw);
    await insertSampledUnits(trx, units.map((unit) => rowOf(unit, draw, kept.get(unit.unitNo)!))); // prettier-ignore
    await appendAuditEvent(trx, byUser(user, now), {
      action: before ? 'survey.draw-again' : 'survey.draw',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: {
        design: stored.label,
        sample: plan.n,
        seed,
        seed_typed: fields.seed !== '',
        frame_hash: draw.frame_hash,
        result_hash: draw.result_hash
      }
    });
    return draw.number;
  });
}

/** SHA-256, in hex. */
export function hashOf(lines: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line);
  return hash.digest('hex');
}

function readReason(typed: string): string {
  const text = typed.normalize('NFC').trim();
  if (text.length < SHORTEST_REASON) throw new Problem('reason-short', { least: SHORTEST_REASON });
  if (text.length > LONGEST_REASON) throw new Problem('reason-long', { most: LONGEST_REASON });
  return text;
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
async function requireUnchanged(trx: Db, surveyId: string, frame: Frame, drawId: string | undefined): Promise<void> {
  if ((await getSurveyState(trx, surveyId)) !== 'draft') throw new Problem('draw-fixed');
  const now = await findFrame(trx, surveyId);
  if (now?.id !== frame.id || now.state !== 'ready' || now.hash !== frame.hash) throw new Problem('draw-changed');
  if ((await findDraw(trx, surveyId))?.id !== drawId) throw new Problem('draw-changed');
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

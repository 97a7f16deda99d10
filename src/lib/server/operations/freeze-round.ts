/**
 * Closes a round for good: its last weighting becomes final, its counts, weights and their hash go into its record, and nothing of its
 * answers, statuses or weights changes any more. What is still open must be acknowledged, each with a reason. It cannot be taken back.
 */
import { createHash } from 'node:crypto';
import { localDay } from '../../core/calendar/day';
import type { FrozenRecord } from '../../core/fieldwork/frozen-record';
import type { OpenMatters } from '../../core/fieldwork/open-matters';
import { MATTERS, SHORTEST_REASON } from '../../core/fieldwork/open-matters';
import { makeSurveySample } from '../../core/estimation/survey-sample';
import type { ProblemDetail } from '../../core/problem';
import { Problem } from '../../core/problem';
import { kishEffect } from '../../core/weighting/kish-effect';
import type { WeightedSample } from '../../core/weighting/apply-steps';
import { storedFit } from '../../core/weighting/stored-fit';
import type { Asking } from '../auth/access';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { countFrameUnits, findFrameOfDraw } from '../store/weighted-units';
import { updateRound } from '../store/rounds';
import type { Survey } from '../store/surveys';
import { getMethodVersion } from '../store/versions';
import type { ResponseWeight, WeightingRun } from '../store/weights';
import { insertResponseWeights, makeRunFinal } from '../store/weights';
import { inTransaction } from '../transaction';
import type { KeptParameters } from './draw-sample';
import { holdRoundToWrite } from './find-round';
import type { ClosingFacts } from './read-closing';
import { readClosing } from './read-closing';
import type { Weighting } from './read-weighting';
import { readWeighting, weigh, weightRows } from './read-weighting';
import { hashOfWeights } from './weights-hash';

const BATCH = 500;

export const reasonField = (matter: string): string => `reason-${matter}`;

/**
 * `form`: `seen`, the hash of the weights that the person saw, and a reason for each open matter. Throws what `findRoundToWrite` throws,
 * weights-not-closed, weights-no-draw, freeze-no-weights, freeze-silent, weights-changed, `form-invalid` (a reason is missing).
 */
export async function freezeRound(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { survey, user } = await holdRoundToWrite(trx, asking, code, localDay(now));
    if (survey.state !== 'closed') throw new Problem('weights-not-closed');
    const { weighting, run, sample, rows, hash } = await weighForGood(trx, survey, now);
    if (textField(form, 'seen') !== hash) throw new Problem('weights-changed');
    const facts = await readClosing(trx, survey, now);
    const acknowledged = readReasons(facts.open, form);

    await makeRunFinal(trx, run.id, {
      hash,
      diagnostics: JSON.stringify({
        results: sample.results,
        fitted: sample.fitted && storedFit(sample.fitted),
        joined: sample.design.joined
      })
    });
    for (let at = 0; at < rows.length; at += BATCH) await insertResponseWeights(trx, rows.slice(at, at + BATCH));
    const record = await describeRound(trx, survey, { weighting, run, sample, rows, hash }, facts, acknowledged, user.id, now);
    const text = JSON.stringify(record);
    const frozenHash = createHash('sha256').update(text).digest('hex');
    await updateRound(trx, survey.id, {
      frozen_at: now.toISOString(),
      frozen_by: user.id,
      frozen_hash: frozenHash,
      frozen_record: text
    });
    await appendAuditEvent(trx, byUser(user, now), {
      action: 'survey.freeze',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: { responses: rows.length, hash: frozenHash, open: acknowledged.map(({ matter, count }) => `${matter}: ${count}`) }
    });
  });
}

export interface WeighedForGood {
  readonly weighting: Weighting;
  readonly run: WeightingRun;
  readonly sample: WeightedSample;
  readonly rows: readonly ResponseWeight[];
  /** Over the weights. */
  readonly hash: string;
}

/** The last run's weights as the answers are now. Throws weights-no-draw, freeze-no-weights, freeze-silent, and what a step refuses. */
export async function weighForGood(db: Db, survey: Survey, now: Date): Promise<WeighedForGood> {
  const weighting = await readWeighting(db, survey, now);
  if (!weighting) throw new Problem('weights-no-draw');
  const { run, steps, units } = weighting;
  if (!run || steps.length === 0) throw new Problem('freeze-no-weights');
  const sample = weigh(weighting);
  if (sample.respondents.length === 0) throw new Problem('nobody-responded');
  // Base weights alone add to the whole list only where everybody answered.
  const isRaised = steps.some(({ kind }) => kind !== 'base' && kind !== 'trim');
  if (!isRaised && units.some(({ outcome }) => outcome === 'silent' || outcome === 'unknown')) throw new Problem('freeze-silent');
  const rows = weightRows(weighting, run.id, sample);
  return { weighting, run, sample, rows, hash: hashOfWeights(rows) };
}

function readReasons(open: OpenMatters, form: FormData): FrozenRecord['acknowledged'] {
  const details: ProblemDetail[] = [];
  const acknowledged = MATTERS.filter((matter) => open[matter] > 0).map((matter) => {
    const reason = textField(form, reasonField(matter)).normalize('NFC').trim();
    if ([...reason].length < SHORTEST_REASON)
      details.push({ place: reasonField(matter), code: 'freeze-reason', parameters: { least: SHORTEST_REASON } });
    return { matter, count: open[matter], reason };
  });
  if (details.length > 0) throw new Problem('form-invalid', { count: details.length }, details);
  return acknowledged;
}

async function describeRound(
  db: Db,
  survey: Survey,
  { weighting, run, sample, rows, hash }: WeighedForGood,
  { counts, paper }: ClosingFacts,
  acknowledged: FrozenRecord['acknowledged'],
  userId: string,
  now: Date
): Promise<FrozenRecord> {
  const { draw, version } = weighting;
  const { stages, selection } = JSON.parse(draw.parameters) as KeptParameters;
  const { content: method } = await getMethodVersion(db, survey.method_version_id);
  const frame = await findFrameOfDraw(db, draw);
  const design = makeSurveySample({
    rows: rows.length,
    weights: rows.map(({ weight }) => weight),
    strata: rows.map(({ stratum }) => stratum),
    psus: rows.map(({ psu }) => psu)
  });
  const weights = rows.map(({ weight }) => weight);
  return {
    version: 2,
    survey: survey.code,
    questionnaire: { code: version.code, number: version.number },
    method: { family: method.family, number: method.number },
    frame: frame
      ? {
          kind: frame.kind,
          fileHash: frame.file_hash,
          hash: frame.hash,
          importedAt: frame.imported_at,
          windowFrom: frame.window_from,
          windowTo: frame.window_to,
          population: await countFrameUnits(db, frame.id)
        }
      : null,
    draw: {
      number: draw.number,
      seed: draw.seed,
      generator: draw.generator,
      frameHash: draw.frame_hash,
      resultHash: draw.result_hash,
      drawnAt: draw.drawn_at,
      isSystematic: stages.length === 0 && selection === 'systematic'
    },
    counts,
    paper,
    weights: {
      run: run.number,
      hash,
      steps: weighting.steps.map(({ kind }) => kind),
      sum: weights.reduce((sum, weight) => sum + weight, 0),
      kish: kishEffect(weights),
      psus: design.stratumOf.length,
      strata: design.strata.length,
      degreesOfFreedom: design.stratumOf.length - design.strata.length,
      joined: sample.design.joined
    },
    acknowledged,
    frozenAt: now.toISOString(),
    frozenBy: userId
  };
}

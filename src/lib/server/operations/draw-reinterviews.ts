/** Which forms are asked again: parts drawn at random with a recorded seed, forms that look odd besides, and who asks. */
import { createHash } from 'node:crypto';
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { PartOfDraw } from '../../core/reinterview/parts';
import { drawParts } from '../../core/reinterview/parts';
import { GENERATOR } from '../../core/sampling/random';
import type { Asking } from '../auth/access';
import { newId } from '../new-id';
import { formValues, textField } from '../read-form-data';
import type { Db } from '../schema';
import type { ReinterviewTable } from '../schema-desk';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { findQuestionnaireVersion } from '../store/questionnaires';
import type { InterviewerForm } from '../store/reinterviews';
import {
  insertDraw,
  insertReinterviews,
  listInterviewerForms,
  listReinterviews,
  nextReinterviewDraw,
  updateAsDrawn
} from '../store/reinterviews';
import { inTransaction } from '../transaction';
import { makeSeed, readTypedSeed } from './draw-seed';
import type { DeskRound } from './find-round';
import { holdRoundToWrite } from './find-round';
import type { InterviewerRecheck } from './read-rechecks';
import { readRechecks, ruleOf } from './read-rechecks';
import { judgeRound } from './review-interviewer';

/** The turn of a round that is in the field. Throws what `findRoundToWrite` throws, `recheck-not-due`. */
export async function holdRoundToRecheck(trx: Db, asking: Asking, code: string, now: Date): Promise<DeskRound> {
  const round = await holdRoundToWrite(trx, asking, code, localDay(now));
  if (round.survey.state !== 'open') throw new Problem('recheck-not-due');
  return round;
}

/**
 * Draws the next part of every interviewer who is due one, or, as `late`, one of the forms that came in since; what is typed as
 * a seed stands before the machine's digits. Returns how many forms. Throws what `holdRoundToRecheck` throws, `form-invalid`, `recheck-nothing-to-draw`.
 */
export async function drawReinterviews(
  db: Db,
  asking: Asking,
  code: string,
  form: FormData,
  now: Date,
  which: 'due' | 'late' = 'due'
): Promise<number> {
  const { seed: typed } = readFields({ seed: () => readTypedSeed(textField(form, 'seed')) });
  const seed = makeSeed(typed);
  return inTransaction(db, async (trx) => {
    const { survey, round, user } = await holdRoundToRecheck(trx, asking, code, now);
    const version = (await findQuestionnaireVersion(trx, survey.questionnaire_version_id))!;
    const number = await nextReinterviewDraw(trx, survey.id);
    const all = await readRechecks(trx, survey.id, version.content, round.settings);
    const partOf = ({ due, lateDue }: InterviewerRecheck) => (which === 'late' ? lateDue : due);
    const interviewers = all.filter((one) => partOf(one).take > 0);
    if (interviewers.length === 0) throw new Problem('recheck-nothing-to-draw');
    const parts = interviewers.map(partOf);
    const parameters = JSON.stringify({ which, rule: ruleOf(round.settings), seedTyped: typed !== '', parts });
    const serials = drawParts(seed, parts);
    const drawId = newId();
    await insertDraw(trx, {
      id: drawId,
      survey_id: survey.id,
      kind: 'reinterview',
      number,
      design_id: null,
      frame_id: null,
      frame_hash: sha256(parameters),
      parameters,
      seed,
      generator: GENERATOR,
      drawn_by: user.id,
      drawn_at: now.toISOString(),
      result_hash: sha256(JSON.stringify(serials)),
      voided_at: null,
      void_reason: null
    });
    const bySerial = new Map(interviewers.flatMap(({ forms }) => forms).map((one) => [one.serial, one]));
    const known = new Map(interviewers.flatMap(({ reinterviews }) => reinterviews).map(({ serial, id }) => [serial, id]));
    await updateAsDrawn(trx, serials.flatMap((serial) => known.get(serial) ?? []), drawId); // prettier-ignore
    const fresh = serials.filter((serial) => !known.has(serial)).map((serial) => bySerial.get(serial)!);
    await insertReinterviews(trx, fresh.map((one) => waiting(survey.id, one, drawId))); // prettier-ignore
    // Of forms that were flagged and asked again before, a part may be over at once.
    await judgeRound(trx, survey.id, now.toISOString());
    await appendAuditEvent(trx, byUser(user, now), {
      action: 'recheck.draw',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: { seed, seed_typed: typed !== '', part: number, interviewers: interviewers.length, forms: serials.length }
    });
    return serials.length;
  });
}

/** Repeats a recorded draw: the serials that its seed and parameters give, and whether they are those that were recorded. */
export function repeatDraw(draw: { readonly seed: string; readonly parameters: string; readonly hash: string }) {
  const {
    parts,
    which = 'due',
    seedTyped
  } = JSON.parse(draw.parameters) as {
    readonly parts: readonly PartOfDraw[];
    readonly which?: 'due' | 'late';
    readonly seedTyped?: boolean;
  };
  const serials = drawParts(draw.seed, parts);
  // Of a draw before 0041 it is not known whether its seed was typed.
  return { serials, which, seedTyped: seedTyped ?? null, isSame: sha256(JSON.stringify(serials)) === draw.hash };
}

/** Ticked forms and typed serials. Returns how many are new. Throws what `holdRoundToRecheck` throws, `recheck-choice-missing`, `recheck-serials-unknown`. */
export async function addFlaggedForms(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<number> {
  const typed = textField(form, 'serials').split(/[\s,;]+/).filter((one) => one !== ''); // prettier-ignore
  const wanted = [...new Set([...(formValues(form).get('serial') ?? []), ...typed])];
  if (wanted.length === 0) throw new Problem('recheck-choice-missing');
  return inTransaction(db, async (trx) => {
    const { survey, user } = await holdRoundToRecheck(trx, asking, code, now);
    const forms = new Map((await listInterviewerForms(trx, survey.id)).map((one) => [String(one.serial), one]));
    const unknown = wanted.filter((serial) => !forms.has(serial.replace(/^0+/, '')));
    if (unknown.length > 0) throw new Problem('recheck-serials-unknown', { serials: unknown.slice(0, 10).join(', ').slice(0, 80) });
    const known = new Set((await listReinterviews(trx, survey.id)).map(({ response_id: response }) => response));
    const fresh = wanted.map((serial) => forms.get(serial.replace(/^0+/, ''))!).filter(({ responseId }) => !known.has(responseId));
    await insertReinterviews(trx, [...new Set(fresh)].map((one) => waiting(survey.id, one, null))); // prettier-ignore
    await appendAuditEvent(trx, byUser(user, now), {
      action: 'recheck.flag',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: { forms: fresh.length }
    });
    return fresh.length;
  });
}

function waiting(surveyId: string, form: InterviewerForm, drawId: string | null): ReinterviewTable {
  return {
    id: newId(),
    survey_id: surveyId,
    sampled_unit_id: form.unitId,
    draw_id: drawId,
    interviewer_id: form.interviewerId,
    response_id: form.responseId,
    cause: drawId === null ? 'flagged' : 'drawn',
    reinterviewer_id: null,
    state: 'waiting',
    checks: '{}',
    second_response_id: null,
    outcome: '',
    done_at: null
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

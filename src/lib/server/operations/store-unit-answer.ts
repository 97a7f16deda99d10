/**
 * Stores the answer of one sampled unit, once, by whatever channel it comes: its own code, an interviewer, a keyed paper form. Under
 * the unit's lock, so that of two phones, or a phone and an interviewer, one answer comes in.
 */
import { localDay } from '../../core/calendar/day';
import { makeReceipt } from '../../core/fieldwork/receipt';
import { unitStanding } from '../../core/fieldwork/unit-standing';
import { Problem } from '../../core/problem';
import { dispositionOfAnswer } from '../../core/response/answer-disposition';
import { encodeAnswers } from '../../core/response/encode-answers';
import { flagResponse } from '../../core/response/quality-flags';
import type { FormReading } from '../../core/response/read-form';
import { formatDay } from '../../i18n/format';
import type { Config } from '../config';
import { newId } from '../new-id';
import type { Db, ResponseTable } from '../schema';
import type { QuestionnaireVersion } from '../store/questionnaires';
import type { StoredSubmission } from '../store/responses';
import { insertComments, insertDeviceMarks, insertResponses } from '../store/responses';
import type { AnsweringUnit } from '../store/unit-answers';
import { findUnitAnswer, lockAnsweringUnit, settleUnit } from '../store/unit-answers';
import { inTransaction } from '../transaction';
import { requireNotFrozen } from './find-round';
import { followReview } from './review-interviewer';
import { deviceRow, hashOfContent, localTime, monthsAfter } from './submit-response';

export interface UnitAnswer {
  readonly unitId: string;
  /** That was asked: it may be older than the survey's. */
  readonly version: QuestionnaireVersion;
  readonly reading: Pick<FormReading, 'answers' | 'comment'>;
  readonly channel: Extract<ResponseTable['channel'], 'web' | 'phone' | 'visit' | 'paper'>;
  /** The interviewer or keyer; null: the person themselves. */
  readonly enteredBy: string | null;
  /** Left out: the unit, and an id of its own. */
  readonly submission?: { readonly scope: string; readonly id: string };
  readonly language?: string;
  readonly durationMs?: number | null;
  /** The device that it came from, where the person answers themselves. */
  readonly sender?: AnswerSender;
  readonly now: Date;
}

export interface AnswerSender {
  /** The device cookie's value; null: the browser keeps none. */
  readonly device: string | null;
  readonly overDeviceFlag: boolean;
  readonly overCounterFlag: boolean;
}

/** The unit has answered before; `stored` is what came first. */
export class UnitAnswered extends Problem {
  constructor(
    readonly stored: StoredSubmission,
    serial: number
  ) {
    super('unit-answered', { serial, time: localTime(stored.submittedAt) });
  }
}

const RECEIPT_TRIES = 5;

/**
 * In the transaction that is open, or in one of its own. Returns the id of the response. Throws UnitAnswered; `unit-not-found`,
 * `unit-withdrawn` (replaced, not released, drawn anew), `survey-not-open`, `survey-closed`, `round-frozen`.
 */
export async function storeUnitAnswer(
  db: Db,
  config: Pick<Config, 'commentRetentionMonths' | 'deviceMarkDays'>,
  randomBytes: (count: number) => Uint8Array,
  answer: UnitAnswer
): Promise<string> {
  return inTransaction(db, async (trx) => {
    const unit = await lockAnsweringUnit(trx, answer.unitId);
    if (!unit) throw new Problem('unit-not-found');
    const before = await findUnitAnswer(trx, unit.id);
    if (before) throw new UnitAnswered(before, unit.serial);
    requireAsked(unit, localDay(answer.now));
    const id = newId();
    await insertOnce(trx, rowOf(id, unit, answer), randomBytes);
    if (answer.reading.comment !== '')
      await insertComments(trx, [
        {
          response_id: id,
          survey_id: unit.surveyId,
          receiving_counter_id: unit.receivingCounterId,
          day: localDay(answer.now),
          text: answer.reading.comment,
          status: 'shown',
          erase_after: monthsAfter(answer.now, config.commentRetentionMonths)
        }
      ]);
    const device = answer.sender && deviceRow(config, id, answer.sender.device, unit.surveyId, answer.now);
    if (device) await insertDeviceMarks(trx, [device]);
    await settleUnit(trx, unit.id, dispositionOfAnswer(answer.version.content, answer.reading.answers), answer.now.toISOString());
    await followReview(trx, unit.surveyId, id, answer.now.toISOString());
    return id;
  });
}

/** The unit is locked and has no answer, so only a receipt code can be taken already. */
async function insertOnce(
  trx: Db,
  row: Omit<Parameters<typeof insertResponses>[1][number], 'receipt'>,
  randomBytes: (count: number) => Uint8Array
): Promise<void> {
  for (let tried = 0; tried < RECEIPT_TRIES; tried++)
    if ((await insertResponses(trx, [{ ...row, receipt: makeReceipt(randomBytes) }])).has(row.id)) return;
  throw new Error('no free receipt code after several tries');
}

function requireAsked(unit: AnsweringUnit, today: string): void {
  requireNotFrozen({ frozen_at: unit.frozenAt });
  const standing = unitStanding(unit, today);
  if (standing.state === 'withdrawn') throw new Problem('unit-withdrawn', { serial: unit.serial });
  if (standing.state === 'not-open') throw new Problem('survey-not-open', { date: formatDay(standing.opens) });
  if (standing.state === 'closed') throw new Problem('survey-closed', { date: formatDay(standing.closed) });
}

function rowOf(id: string, unit: AnsweringUnit, answer: UnitAnswer) {
  const { version, reading, durationMs = null, sender, now } = answer;
  const answers = encodeAnswers(reading.answers);
  const circumstances = {
    durationMs,
    overDeviceLimit: sender?.overDeviceFlag ?? false,
    overCounterLimit: sender?.overCounterFlag ?? false
  };
  return {
    id,
    survey_id: unit.surveyId,
    questionnaire_version_id: version.id,
    receiving_counter_id: unit.receivingCounterId,
    handling_agency_id: unit.handlingAgencyId,
    day: localDay(now),
    submitted_at: now.toISOString(),
    channel: answer.channel,
    language: answer.language ?? 'vi',
    duration_ms: durationMs,
    purpose: 'main' as const,
    status: 'counted' as const,
    flags: JSON.stringify(flagResponse(version.content, reading.answers, circumstances)),
    answers,
    submission_scope: answer.submission?.scope ?? unit.id,
    submission_id: answer.submission?.id ?? id,
    content_hash: hashOfContent(version.id, answers, reading.comment),
    sampled_unit_id: unit.id,
    entered_by: answer.enteredBy
  };
}

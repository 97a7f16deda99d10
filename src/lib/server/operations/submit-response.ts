/** Stores one citizen's form, once. Answered only after the commit; a repeated sending gets the same receipt. */
import { createHash, createHmac } from 'node:crypto';
import { localDay } from '../../core/calendar/day';
import { makeReceipt } from '../../core/fieldwork/receipt';
import { Problem } from '../../core/problem';
import { encodeAnswers } from '../../core/response/encode-answers';
import { flagResponse } from '../../core/response/quality-flags';
import type { FormReading } from '../../core/response/read-form';
import { elapsedSince } from '../../core/response/submission-id';
import type { Config } from '../config';
import { newId } from '../new-id';
import type { ResponseWriter, Submission } from '../response-writer';
import type { Schema } from '../schema';
import type { QuestionnaireVersion } from '../store/questionnaires';
import type { StoredSubmission } from '../store/responses';
import type { OpenForm } from './form-place';
import { ONCE, scopeOf } from './form-place';

export interface SubmittedForm {
  readonly form: OpenForm;
  /** The version that was shown: it may be older than the survey's. */
  readonly version: QuestionnaireVersion;
  readonly reading: FormReading;
  readonly submissionId: string;
  /** The device cookie's value; null: the browser keeps none. */
  readonly device: string | null;
  readonly language: string;
  readonly overDeviceFlag: boolean;
  readonly overCounterFlag: boolean;
  readonly now: Date;
}

/** The same submission id was stored with other answers; `stored` is what came first. */
export class SubmissionDiffers extends Problem {
  constructor(readonly stored: StoredSubmission) {
    super('submission-differs', { time: localTime(stored.submittedAt) });
  }
}

/** Returns the receipt. Throws SubmissionDiffers; Problem `database-unavailable` when it could not be stored. */
export async function submitResponse(
  write: ResponseWriter,
  config: Config,
  randomBytes: (count: number) => Uint8Array,
  submitted: SubmittedForm
): Promise<string> {
  const submission = composeSubmission(config, randomBytes, submitted);
  const { stored, repeated } = await write(submission);
  if (repeated && stored.contentHash !== submission.response.content_hash) throw new SubmissionDiffers(stored);
  return stored.receipt;
}

/** SHA-256 over the version, answers and comment: equal for a form that is sent again unchanged. */
export function hashOfContent(versionId: string, answers: string, comment: string): string {
  return createHash('sha256')
    .update(JSON.stringify([versionId, answers, comment]))
    .digest('base64url');
}

/** The rows of a form; of a one-time code under its own id, whatever the form's. */
export function composeSubmission(
  config: Pick<Config, 'commentRetentionMonths' | 'deviceMarkDays'>,
  randomBytes: (count: number) => Uint8Array,
  submitted: SubmittedForm
): Submission {
  const { form, version, reading, now } = submitted;
  const id = newId();
  const day = localDay(now);
  const answers = encodeAnswers(reading.answers);
  const durationMs = elapsedSince(submitted.submissionId, now.getTime());
  const flags = flagResponse(version.content, reading.answers, {
    durationMs,
    overDeviceLimit: submitted.overDeviceFlag,
    overCounterLimit: submitted.overCounterFlag
  });
  return {
    response: {
      id,
      survey_id: form.survey.id,
      questionnaire_version_id: version.id,
      receiving_counter_id: form.place.counterId,
      handling_agency_id: form.place.handlingAgencyId,
      day,
      submitted_at: now.toISOString(),
      channel: form.place.once ? 'slip' : 'qr',
      language: submitted.language,
      duration_ms: durationMs,
      purpose: 'main',
      status: 'counted',
      flags: JSON.stringify(flags),
      answers,
      submission_scope: scopeOf(form.place),
      submission_id: form.place.once ? ONCE : submitted.submissionId,
      receipt: makeReceipt(randomBytes),
      content_hash: hashOfContent(version.id, answers, reading.comment)
    },
    comment:
      reading.comment === ''
        ? null
        : {
            response_id: id,
            survey_id: form.survey.id,
            receiving_counter_id: form.place.counterId,
            day,
            text: reading.comment,
            status: 'shown',
            erase_after: monthsAfter(now, config.commentRetentionMonths)
          },
    device: deviceRow(config, id, submitted.device, form.survey.id, now)
  };
}

/** The mark to keep beside a response; null where the browser keeps no cookie. */
export function deviceRow(
  config: Pick<Config, 'deviceMarkDays'>,
  responseId: string,
  device: string | null,
  surveyId: string,
  now: Date
): Schema['response_devices'] | null {
  if (device === null) return null;
  return { response_id: responseId, device_mark: deviceMark(device, surveyId), erase_after: daysAfter(now, config.deviceMarkDays) };
}

/** 48 bits of a hash keyed with the cookie's own random value: it cannot be turned back, nor joined across surveys. */
function deviceMark(cookie: string, surveyId: string): string {
  return createHmac('sha256', cookie).update(surveyId).digest('base64url').slice(0, 8);
}

export function monthsAfter(now: Date, months: number): string {
  const later = new Date(now);
  later.setUTCMonth(later.getUTCMonth() + months);
  return later.toISOString();
}

const daysAfter = (now: Date, days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString();

/** `14:05, 23/11/2026`, in Vietnam. */
export function localTime(iso: string): string {
  const local = new Date(Date.parse(iso) + 7 * 3_600_000).toISOString();
  return `${local.slice(11, 16)}, ${local.slice(0, 10).split('-').reverse().join('/')}`;
}

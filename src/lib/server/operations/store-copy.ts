/**
 * Stores what is not a unit's own answer: a keyed copy of its paper form, or a second interview. No figure counts it, and the unit's
 * disposition stays.
 */
import { localDay } from '../../core/calendar/day';
import { makeReceipt } from '../../core/fieldwork/receipt';
import { encodeAnswers } from '../../core/response/encode-answers';
import type { FormReading } from '../../core/response/read-form';
import type { Config } from '../config';
import { newId } from '../new-id';
import type { Db, ResponseTable } from '../schema';
import type { SampledUnitTable } from '../schema-desk';
import type { QuestionnaireVersion } from '../store/questionnaires';
import { insertComments, insertResponses } from '../store/responses';
import { hashOfContent, monthsAfter } from './submit-response';

export interface NewCopy {
  readonly surveyId: string;
  readonly version: QuestionnaireVersion;
  readonly unit: Pick<SampledUnitTable, 'id' | 'handling_agency_id' | 'receiving_counter_id'>;
  readonly reading: Pick<FormReading, 'answers' | 'comment'>;
  readonly purpose: 'keying' | 'reinterview';
  readonly channel: ResponseTable['channel'];
  /** What tells it from the unit's other copies of this purpose: 1, 2, …, or the id that a phone gave it. */
  readonly mark: number | string;
  readonly enteredBy: string;
  readonly now: Date;
}

/** Returns its id. */
export async function storeCopy(trx: Db, config: Config, randomBytes: (count: number) => Uint8Array, copy: NewCopy): Promise<string> {
  const { surveyId, version, unit, reading, now } = copy;
  const answers = encodeAnswers(reading.answers);
  const id = newId();
  const day = localDay(now);
  const stored = await insertResponses(trx, [
    {
      id,
      survey_id: surveyId,
      questionnaire_version_id: version.id,
      receiving_counter_id: unit.receiving_counter_id,
      handling_agency_id: unit.handling_agency_id,
      day,
      submitted_at: now.toISOString(),
      channel: copy.channel,
      language: 'vi',
      duration_ms: null,
      purpose: copy.purpose,
      status: 'counted',
      flags: '[]',
      answers,
      submission_scope: copy.purpose,
      submission_id: `${unit.id} ${copy.mark}`,
      receipt: makeReceipt(randomBytes),
      content_hash: hashOfContent(version.id, answers, reading.comment),
      sampled_unit_id: unit.id,
      entered_by: copy.enteredBy
    }
  ]);
  if (!stored.has(id)) throw new Error(`a copy of the form ${unit.id} was there already, or its receipt was taken`);
  if (reading.comment !== '')
    await insertComments(trx, [
      {
        response_id: id,
        survey_id: surveyId,
        receiving_counter_id: unit.receiving_counter_id,
        day,
        text: reading.comment,
        status: 'hidden',
        erase_after: monthsAfter(now, config.commentRetentionMonths)
      }
    ]);
  return id;
}

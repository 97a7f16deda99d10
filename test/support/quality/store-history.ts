/** A made-up history put into a database, as citizens' forms are stored. */
import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { makeReceipt } from '../../../src/lib/core/fieldwork/receipt';
import type { QualityResponse } from '../../../src/lib/core/quality/quality-response';
import { encodeAnswers } from '../../../src/lib/core/response/encode-answers';
import { newId } from '../../../src/lib/server/new-id';
import type { Schema } from '../../../src/lib/server/schema';
import { markCells } from '../../../src/lib/server/store/kept-tallies';
import type { Counter } from '../../../src/lib/server/store/counters';
import { insertDeviceMarks, insertResponses } from '../../../src/lib/server/store/responses';
import type { Survey } from '../../../src/lib/server/store/surveys';
import { inTransaction } from '../../../src/lib/server/transaction';

const BATCH = 500;
const FAR = '2030-01-01T00:00:00.000Z';

/** Returns the stored id of each form. Forms before the survey opened are left out. */
export async function storeForms(
  db: Kysely<Schema>,
  survey: Survey,
  counter: Pick<Counter, 'id' | 'agencyId'>,
  forms: readonly QualityResponse[]
): Promise<ReadonlyMap<string, string>> {
  const rows = forms.filter(({ day }) => day >= survey.opens_on).map((form) => ({ id: newId(), form }));
  await inTransaction(db, async (trx) => {
    for (let at = 0; at < rows.length; at += BATCH) {
      const batch = rows.slice(at, at + BATCH);
      await insertResponses(
        trx,
        batch.map(({ id, form }) => ({
          id,
          survey_id: survey.id,
          questionnaire_version_id: survey.questionnaire_version_id,
          receiving_counter_id: counter.id,
          handling_agency_id: counter.agencyId,
          day: form.day,
          submitted_at: form.submittedAt,
          channel: 'qr' as const,
          language: 'vi',
          duration_ms: form.durationMs,
          purpose: 'main' as const,
          status: form.status,
          flags: '[]',
          answers: encodeAnswers(form.levels),
          submission_scope: counter.id,
          submission_id: id,
          receipt: makeReceipt(randomBytes),
          content_hash: createHash('sha256').update(id).digest('base64url')
        }))
      );
      await insertDeviceMarks(
        trx,
        batch.flatMap(({ id, form }) =>
          form.deviceMark === null ? [] : [{ response_id: id, device_mark: form.deviceMark, erase_after: FAR }]
        )
      );
    }
    const days = new Set(rows.map(({ form }) => form.day));
    await markCells(
      trx,
      [...days].map((day) => ({
        surveyId: survey.id,
        counterId: counter.id,
        day,
        questionnaireVersionId: survey.questionnaire_version_id,
        handlingAgencyId: counter.agencyId
      }))
    );
  });
  return new Map(rows.map(({ id, form }) => [form.id, id]));
}

/** Made-up answers as the database keeps them, and how they are stored: in batches, their days marked to be counted. */
import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Day } from '../src/lib/core/calendar/day';
import { makeReceipt } from '../src/lib/core/fieldwork/receipt';
import { newId } from '../src/lib/server/new-id';
import { hashOfContent, monthsAfter } from '../src/lib/server/operations/submit-response';
import type { Submission } from '../src/lib/server/response-writer';
import type { Schema } from '../src/lib/server/schema';
import { markCells } from '../src/lib/server/store/kept-tallies';
import { insertComments, insertDeviceMarks, insertResponses } from '../src/lib/server/store/responses';
import type { Random } from './demo-answers';

const BATCH = 500;

export async function storeSubmissions(db: Kysely<Schema>, submissions: readonly Submission[]): Promise<void> {
  for (let at = 0; at < submissions.length; at += BATCH) {
    const batch = submissions.slice(at, at + BATCH);
    await db.transaction().execute(async (trx) => {
      await insertResponses(
        trx,
        batch.map((one) => one.response)
      );
      await insertComments(
        trx,
        batch.flatMap((one) => one.comment ?? [])
      );
      await insertDeviceMarks(
        trx,
        batch.flatMap((one) => one.device ?? [])
      );
      const cells = new Map(batch.map(({ response }) => [`${response.receiving_counter_id} ${response.day}`, response]));
      await markCells(
        trx,
        [...cells.values()].map((response) => ({
          surveyId: response.survey_id,
          counterId: response.receiving_counter_id!,
          day: response.day,
          questionnaireVersionId: response.questionnaire_version_id,
          handlingAgencyId: response.handling_agency_id
        }))
      );
    });
  }
}

export function composeAnswer(
  surveyId: string,
  versionId: string,
  counter: { readonly id: string; readonly default_handling_agency_id: string },
  day: Day,
  answers: string,
  comment: string | null,
  random: Random
): Submission {
  const id = newId();
  const shared = { survey_id: surveyId, receiving_counter_id: counter.id, day };
  const at = new Date(Date.parse(`${day}T00:30:00Z`) + random() * 9 * 3_600_000);
  return {
    response: {
      ...shared,
      id,
      questionnaire_version_id: versionId,
      handling_agency_id: counter.default_handling_agency_id,
      submitted_at: at.toISOString(),
      channel: 'demo',
      language: 'vi',
      duration_ms: Math.round(60_000 + random() * 180_000),
      purpose: 'main',
      status: 'counted',
      flags: '[]',
      answers,
      submission_scope: 'demo',
      submission_id: createHash('sha256').update(id).digest('base64url'),
      receipt: makeReceipt(randomBytes),
      content_hash: hashOfContent(versionId, answers, comment ?? '')
    },
    comment: comment === null ? null : { ...shared, response_id: id, text: comment, status: 'shown', erase_after: monthsAfter(at, 24) },
    device: null
  };
}

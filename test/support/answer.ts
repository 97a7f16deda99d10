/** Puts responses into a database as they would have been stored, for tests of what is made of them. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Day } from '../../src/lib/core/calendar/day';
import { encodeAnswers } from '../../src/lib/core/response/encode-answers';
import type { Answers } from '../../src/lib/core/response/response';
import { newId } from '../../src/lib/server/new-id';
import type { Schema } from '../../src/lib/server/schema';
import { markCells } from '../../src/lib/server/store/kept-tallies';
import type { Counter } from '../../src/lib/server/store/counters';
import { insertComments, insertResponses } from '../../src/lib/server/store/responses';
import type { Survey } from '../../src/lib/server/store/surveys';
import { inTransaction } from '../../src/lib/server/transaction';

export interface Given {
  readonly counter: Counter;
  readonly day: Day;
  readonly answers: Answers;
  readonly comment?: string;
}

/** All in one transaction, their cells marked. */
export async function answer(db: Kysely<Schema>, survey: Survey, given: readonly Given[]): Promise<void> {
  const rows = given.map(({ counter, day, answers, comment }) => ({ id: newId(), counter, day, answers: encodeAnswers(answers), comment }));
  await inTransaction(db, async (trx) => {
    for (let at = 0; at < rows.length; at += 500) {
      const batch = rows.slice(at, at + 500);
      await insertResponses(
        trx,
        batch.map(({ id, counter, day, answers }) => ({
          id,
          survey_id: survey.id,
          questionnaire_version_id: survey.questionnaire_version_id,
          receiving_counter_id: counter.id,
          handling_agency_id: counter.agencyId,
          day,
          submitted_at: `${day}T03:00:00.000Z`,
          channel: 'import' as const,
          language: 'vi',
          duration_ms: null,
          purpose: 'main' as const,
          status: 'counted' as const,
          flags: '[]',
          answers,
          submission_scope: 'import',
          submission_id: id,
          receipt: id,
          content_hash: createHash('sha256').update(id).digest('base64url')
        }))
      );
      await insertComments(
        trx,
        batch.flatMap(({ id, counter, day, comment }) =>
          comment === undefined
            ? []
            : [
                {
                  response_id: id,
                  survey_id: survey.id,
                  receiving_counter_id: counter.id,
                  day,
                  text: comment,
                  status: 'shown' as const,
                  erase_after: '2030-01-01T00:00:00.000Z'
                }
              ]
        )
      );
    }
    const cells = new Map(rows.map(({ counter, day }) => [`${counter.id} ${day}`, { counter, day }]));
    await markCells(
      trx,
      [...cells.values()].map(({ counter, day }) => ({
        surveyId: survey.id,
        counterId: counter.id,
        day,
        questionnaireVersionId: survey.questionnaire_version_id,
        handlingAgencyId: counter.agencyId
      }))
    );
  });
}

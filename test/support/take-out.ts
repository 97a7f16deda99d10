/** Takes answers out of the figures as a decision does: their status changes and their cells are marked, in one transaction. */
import type { Kysely } from 'kysely';
import type { Schema } from '../../src/lib/server/schema';
import { markCells } from '../../src/lib/server/store/kept-tallies';
import { updateStatus } from '../../src/lib/server/store/quality-decisions';
import type { Survey } from '../../src/lib/server/store/surveys';
import { inTransaction } from '../../src/lib/server/transaction';

type Status = 'counted' | 'held' | 'excluded';

export async function changeStatus(
  db: Kysely<Schema>,
  survey: Pick<Survey, 'id'>,
  ids: readonly string[],
  from: Status,
  to: Status
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const changed = await updateStatus(trx, survey.id, ids, from, to);
    const cells = new Map(
      changed.map((one) => [[one.counterId, one.day, one.questionnaireVersionId, one.handlingAgencyId].join(' '), one])
    );
    await markCells(
      trx,
      [...cells.values()].map(({ counterId, day, questionnaireVersionId, handlingAgencyId }) => ({
        surveyId: survey.id,
        counterId,
        day,
        questionnaireVersionId,
        handlingAgencyId
      }))
    );
  });
}

/** A round's paper forms as its ledger follows them: where each copy is, and what does not agree. */
import type { TracedForm } from '../../core/fieldwork/ledger';
import { traceForm } from '../../core/fieldwork/ledger';
import type { Db } from '../schema';
import { countFormsOfRound } from '../store/form-events';

/** Forms that went the same way; `agencyId` is the id of the agency that handled. */
export interface AlikeTraced extends TracedForm {
  /** Ascending; `alike` of them. */
  readonly serials: readonly number[];
}

/** Of the units of which a form was ever heard of. */
export async function readLedger(db: Db, surveyId: string): Promise<readonly AlikeTraced[]> {
  return (await countFormsOfRound(db, surveyId)).map(({ agencyId, channel, events, serials }) => ({
    ...traceForm({
      ...{ serial: serials[0]!, agencyId },
      answered: channel === null ? null : channel === 'paper' ? 'paper' : 'other',
      // In their order already.
      events: events.map(({ hasReason, ...event }) => ({ ...event, at: '', reason: hasReason ? '+' : '' }))
    }),
    ...{ alike: serials.length, serials }
  }));
}

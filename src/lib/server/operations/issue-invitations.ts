/** Every unit that is asked gets its one-time code. Done again it changes nothing: a draw, a released reserve and a print job all may ask for it. */
import type { RandomBytes } from '../../core/fieldwork/checked-code';
import { makePersonalCode } from '../../core/fieldwork/personal-code';
import type { Db } from '../schema';
import { insertInvitationCodes, listUnitsWithoutCode, lockSamples } from '../store/invitation-codes';
import { inTransaction } from '../transaction';

/** Rows of one INSERT: eight values each stay under both engines' limits. */
const BATCH = 1_000;
const TRIES = 5;

/** In the transaction that is open, or in one of its own. Returns how many codes are new. */
export async function issueInvitations(db: Db, surveyId: string, randomBytes: RandomBytes, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    await lockSamples(trx, surveyId);
    const units = await listUnitsWithoutCode(trx, surveyId);
    for (let at = 0; at < units.length; at += BATCH) {
      let open = units.slice(at, at + BATCH);
      for (let tried = 0; open.length > 0; tried++) {
        if (tried === TRIES) throw new Error('no code was free for a sampled unit');
        const codes = open.map((unitId) => ({ unitId, code: makePersonalCode(randomBytes) }));
        const given = await insertInvitationCodes(trx, surveyId, codes, now.toISOString());
        open = open.filter((unitId) => !given.has(unitId));
      }
    }
    return units.length;
  });
}

/**
 * Every unit that is asked gets its one-time code, before anything is printed for it: a code that nobody was given cannot be stolen. Done again it
 * changes nothing.
 */
import type { RandomBytes } from '../../core/fieldwork/checked-code';
import { makePersonalCode } from '../../core/fieldwork/personal-code';
import type { Db } from '../schema';
import { sealCode } from '../sealed-code';
import type { SecretBox } from '../secret-box';
import { insertInvitationCodes, listUnitsWithoutCode, lockSamples } from '../store/invitation-codes';
import { inTransaction } from '../transaction';

/** Rows of one INSERT: nine values each stay under both engines' limits. Citizens' answers wait no longer than for so many. */
const BATCH = 1_000;
const TRIES = 5;

/** Stopped in between it goes on when it is called again. Returns how many codes are new. */
export async function issueInvitations(db: Db, secrets: SecretBox, surveyId: string, randomBytes: RandomBytes, now: Date): Promise<number> {
  const units = await listUnitsWithoutCode(db, surveyId);
  let issued = 0;
  for (let at = 0; at < units.length; at += BATCH) {
    const some = units.slice(at, at + BATCH);
    const make = () => sealCode(secrets, makePersonalCode(randomBytes));
    const codes = new Map(some.map((unitId) => [unitId, make()]));
    issued += await inTransaction(db, async (trx) => {
      await lockSamples(trx, surveyId);
      // Whoever was quicker has given them theirs, or has drawn anew.
      const open = new Set(await listUnitsWithoutCode(trx, surveyId, some));
      const count = open.size;
      for (let tried = 0; open.size > 0; tried++) {
        if (tried === TRIES) throw new Error('no code was free for a sampled unit');
        const given = await insertInvitationCodes(
          trx,
          surveyId,
          [...open].map((unitId) => ({ unitId, ...(tried === 0 ? codes.get(unitId)! : make()) })),
          now.toISOString()
        );
        for (const unitId of given) open.delete(unitId);
      }
      return count;
    });
  }
  return issued;
}

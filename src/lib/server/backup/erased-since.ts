/**
 * What was erased or shut since a backup was made, which holds it still: by the database in whose place it comes, read before that is set
 * aside, and by the record beside the backups. It is done again in the restored one before anybody sees that.
 */
import type { Kysely } from 'kysely';
import { eraseFrame, erasePersonalData, eraseRound } from '../operations/erase-personal-data';
import type { Schema } from '../schema';
import { scrubDatabase } from '../scrub-database';
import { updateTokenRevoked } from '../store/api-tokens';
import { byCommand } from '../store/audit-events';
import { listDrawnUnits, listErasedFrames, listPersonsRounds, listUnitsWithPersons } from '../store/erasures';
import { forgetUnitCodes } from '../store/kept-codes';

export interface ErasedSince {
  readonly frames: readonly {
    readonly frameId: string;
    readonly surveyId: string;
    /** Units whose people are still there; sorted. */
    readonly left: readonly number[];
  }[];
  /** Surveys of which nothing personal is kept. */
  readonly surveyIds: readonly string[];
  readonly revokedTokenIds: readonly string[];
}

/** undefined: the database is from before there was anything of the kind. */
export async function readErased(db: Kysely<Schema>): Promise<ErasedSince | undefined> {
  const there = new Set((await db.introspection.getTables()).map(({ name }) => name));
  if (!there.has('erasures')) return undefined;
  const frames = await Promise.all(
    (await listErasedFrames(db)).map(async (frame) => ({ ...frame, left: await listUnitsWithPersons(db, frame.frameId) }))
  );
  const erased = await db.selectFrom('rounds').select('survey_id').where('persons_erased_at', 'is not', null).execute();
  const revoked = await db.selectFrom('api_tokens').select('id').where('revoked_at', 'is not', null).execute();
  return { frames, surveyIds: erased.map((row) => row.survey_id), revokedTokenIds: revoked.map((row) => row.id) };
}

/** Returns how many people's data and notes went again, with those whose time has come since the backup. */
export async function eraseAgain(db: Kysely<Schema>, since: readonly ErasedSince[], now: Date): Promise<number> {
  const by = byCommand(now);
  let erased = 0;
  for (const { frameId, surveyId, left } of since.flatMap(({ frames }) => frames)) {
    const [round] = await listPersonsRounds(db, surveyId);
    if (!round) continue;
    const stays = new Set(left);
    const gone = (await listDrawnUnits(db, frameId)).filter((unit) => !stays.has(unit));
    const rows = await eraseFrame(db, round, frameId, left, 'restored', by);
    if (rows > 0) await forgetUnitCodes(db, frameId, gone);
    erased += rows;
  }
  for (const surveyId of new Set(since.flatMap(({ surveyIds }) => surveyIds))) erased += await eraseRound(db, surveyId, 'restored', by);
  for (const id of new Set(since.flatMap(({ revokedTokenIds }) => revokedTokenIds))) await updateTokenRevoked(db, id, by.at);
  erased += await erasePersonalData(db, now, by);
  if (erased > 0) await scrubDatabase(db);
  return erased;
}

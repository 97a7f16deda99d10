/**
 * Keeps the promise about people whose names came with a list: those who were not drawn go when fieldwork begins, everybody when the
 * round's time is over. Answers, draws and counts stay; a draw can still be repeated, since the frame's hash holds nobody's data.
 */
import type { Day } from '../../core/calendar/day';
import { localDay } from '../../core/calendar/day';
import { personsEnd } from '../../core/erasure/persons-end';
import { USUAL_RETENTION_DAYS } from '../../core/fieldwork/round-settings';
import { newId } from '../new-id';
import type { Db } from '../schema';
import { scrubDatabase } from '../scrub-database';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent, byCommand } from '../store/audit-events';
import type { Erasure, PersonsRound } from '../store/erasures';
import {
  blankDossiers,
  blankRefusals,
  deleteNotes,
  deletePersons,
  deleteRoundFiles,
  insertErasure,
  lastUnitNo,
  listDrawnUnits,
  listKeptFrames,
  listPersonsRounds,
  listUnitsWithPersons,
  raiseErasure
} from '../store/erasures';
import { forgetRoundCodes } from '../store/kept-codes';
import { updateRound } from '../store/rounds';
import { inTransaction } from '../transaction';

export type ErasureReason = 'retention' | 'fieldwork' | 'superseded' | 'discarded' | 'asked' | 'wish' | 'restored';

/** Asked for when fieldwork opens, so that those who were not drawn need not wait for the next full hour. */
export const ERASE_JOB = 'erase';

/** Units whose people go in one transaction: citizens' answers wait no longer than it lasts. */
const BATCH = 2_000;

/** Whatever is due. Returns how many people's data, notes and dossiers' marks went. */
export async function erasePersonalData(db: Db, now: Date, by: Doer = byCommand(now)): Promise<number> {
  let erased = 0;
  for (const round of await listPersonsRounds(db)) {
    const end = endOfPersons(round);
    erased += end !== null && end <= localDay(now) ? await eraseAll(db, round, 'retention', by) : await eraseUnneeded(db, round, by);
  }
  erased += await eraseDossiers(db, by);
  if (erased > 0) await scrubDatabase(db);
  return erased;
}

/** Everybody of a round, whatever its time. Returns how many people's data and notes went; `scrubDatabase` is the caller's. */
export async function eraseRound(db: Db, surveyId: string, why: ErasureReason, by: Doer): Promise<number> {
  let erased = 0;
  for (const round of await listPersonsRounds(db, surveyId)) erased += await eraseAll(db, round, why, by);
  return erased;
}

/** The first day on which a round's people are no longer kept; null: none can be told yet. */
export function endOfPersons({ importedAt, retentionDays, ...life }: PersonsRound): Day | null {
  return personsEnd({ ...life, importedOn: localDay(new Date(importedAt)), retentionDays: retentionDays ?? USUAL_RETENTION_DAYS });
}

async function eraseAll(db: Db, round: PersonsRound, why: ErasureReason, by: Doer): Promise<number> {
  let erased = 0;
  for (const frame of await listKeptFrames(db, round.surveyId)) erased += await eraseFrame(db, round, frame.id, [], why, by);
  return erased + (await endPersons(db, round, why, by));
}

/** A list that gave way to another before anything was drawn from it, and those who were not drawn once the field has begun. */
async function eraseUnneeded(db: Db, round: PersonsRound, by: Doer): Promise<number> {
  let erased = 0;
  for (const { id, state } of await listKeptFrames(db, round.surveyId)) {
    if (state !== 'replaced' && round.state === 'draft') continue;
    const why = state === 'replaced' ? 'superseded' : 'fieldwork';
    erased += await eraseFrame(db, round, id, await listDrawnUnits(db, id), why, by);
  }
  return erased;
}

/** All of a frame but `kept` (sorted). Nothing is written where nobody has to go. */
export async function eraseFrame(
  db: Db,
  round: Pick<PersonsRound, 'surveyId' | 'ownerAgencyId'>,
  frameId: string,
  kept: readonly number[],
  why: ErasureReason,
  by: Doer
): Promise<number> {
  const stays = new Set(kept);
  const goes = (await listUnitsWithPersons(db, frameId)).some((unit) => !stays.has(unit));
  if (!goes) return 0;
  const kind: Erasure['kind'] = kept.length > 0 || why === 'fieldwork' ? 'unsampled' : 'persons';
  const erasure = { id: newId(), kind, survey_id: round.surveyId, frame_id: frameId, at: by.at, why };
  const last = await lastUnitNo(db, frameId);
  let rows = 0;
  for (let from = 1; from <= last; from += BATCH) {
    const to = from + BATCH - 1;
    const except = kept.filter((unit) => unit >= from && unit <= to);
    rows += await inTransaction(db, async (trx) => {
      const gone = await deletePersons(trx, { frameId, from, to, except });
      // Another process may be at it too: only what this one took is told of.
      if (gone > 0 && rows === 0) await insertErasure(trx, { ...erasure, rows: gone });
      else if (gone > 0) await raiseErasure(trx, erasure.id, gone);
      return gone;
    });
    await new Promise((turn) => setImmediate(turn));
  }
  if (rows > 0) await inTransaction(db, (trx) => recordErasure(trx, round, { erased: kind, rows, why }, by));
  return rows;
}

/** Once nobody is left: notes about them, files with their names, what was read of lines that were refused, their codes, and the day in the round. */
async function endPersons(db: Db, round: PersonsRound, why: ErasureReason, by: Doer): Promise<number> {
  return inTransaction(db, async (trx) => {
    const rows = await deleteNotes(trx, round.surveyId);
    if (round.erasedAt === null) {
      await deleteRoundFiles(trx, round.surveyId);
      await blankRefusals(trx, round.surveyId);
      await forgetRoundCodes(trx, round.surveyId);
      await updateRound(trx, round.surveyId, { persons_erased_at: by.at });
    }
    if (rows === 0) return 0;
    await insertErasure(trx, { id: newId(), kind: 'notes', survey_id: round.surveyId, frame_id: null, at: by.at, rows, why });
    await recordErasure(trx, round, { erased: 'notes', rows, why }, by);
    return rows;
  });
}

async function eraseDossiers(db: Db, by: Doer): Promise<number> {
  return inTransaction(db, async (trx) => {
    const rows = await blankDossiers(trx, by.at);
    if (rows === 0) return 0;
    await insertErasure(trx, { id: newId(), kind: 'dossiers', survey_id: null, frame_id: null, at: by.at, rows, why: 'retention' });
    await appendAuditEvent(trx, by, {
      action: 'system.erase-dossiers',
      subjectKind: 'system',
      subjectId: 'dossiers',
      agencyId: null,
      change: { rows }
    });
    return rows;
  });
}

export async function recordErasure(
  trx: Db,
  { surveyId, ownerAgencyId }: Pick<PersonsRound, 'surveyId' | 'ownerAgencyId'>,
  { erased, rows, why }: { readonly erased: Erasure['kind']; readonly rows: number; readonly why: ErasureReason },
  by: Doer
): Promise<void> {
  await appendAuditEvent(trx, by, {
    action: 'survey.erase-persons',
    subjectKind: 'survey',
    subjectId: surveyId,
    agencyId: ownerAgencyId,
    change: { erased, rows, why }
  });
}

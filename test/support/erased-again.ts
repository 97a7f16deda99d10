/** What an older backup must not bring back: people who were erased since, and tokens that were revoked. One body for both engines. */
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Kysely } from 'kysely';
import { expect } from 'vitest';
import { newId } from '../../src/lib/server/new-id';
import { erasePersonalData, eraseRound } from '../../src/lib/server/operations/erase-personal-data';
import { erasureRecordOf } from '../../src/lib/server/backup/erasure-record';
import type { RestoreMade } from '../../src/lib/server/backup/restore-sqlite';
import { openDatabase } from '../../src/lib/server/database';
import type { Schema } from '../../src/lib/server/schema';
import { byCommand } from '../../src/lib/server/store/audit-events';
import { updateSurvey } from '../../src/lib/server/store/surveys';
import { makeRound, ROUND_NOW } from './round';

interface Commands {
  readonly databaseUrl: string;
  /** Into one folder; returns the backup's file. */
  readonly backUp: () => Promise<string>;
  /** In the place of the database at the URL. */
  readonly restore: (file: string, databaseUrl: string) => Promise<RestoreMade>;
  /** Two where there is no database yet. */
  readonly newMachines: readonly [withRecord: string, without: string];
}

const PEOPLE = 20;
const DRAWN = 4 + 2;

/** The database at the URL is migrated and empty. */
export async function expectErasedAgain({ databaseUrl, backUp, restore, newMachines }: Commands): Promise<void> {
  const inDatabase = async <T>(work: (db: Kysely<Schema>) => Promise<T>, url = databaseUrl): Promise<T> => {
    const db = openDatabase(url);
    return work(db).finally(() => db.destroy());
  };
  const surveyId = await inDatabase(fill);
  const file = await backUp();

  await inDatabase((db) => updateSurvey(db, surveyId, { state: 'open' }));
  await inDatabase((db) => erasePersonalData(db, ROUND_NOW));
  await inDatabase((db) => db.updateTable('api_tokens').set({ revoked_at: ROUND_NOW.toISOString() }).execute());
  await backUp();
  const [withRecord, without] = newMachines;
  const noted = readFileSync(erasureRecordOf(file), 'utf8');
  expect([noted.includes('Người thứ'), (JSON.parse(noted) as { frames: { left: number[] }[] }).frames[0]!.left.length]).toEqual([
    false,
    DRAWN
  ]);
  expect(await restore(file, withRecord)).toMatchObject({ personsErased: PEOPLE - DRAWN, isErasureKnown: true });
  expect(await inDatabase(left, withRecord)).toMatchObject({ people: DRAWN, marks: DRAWN, revoked: 1 });
  expect(await restore(alone(file), without)).toMatchObject({ personsErased: 0, isErasureKnown: false });

  // A draft in the backup: nothing but the list of what was erased says that these people are not needed any more.
  expect(await restore(file, databaseUrl)).toMatchObject({ personsErased: PEOPLE - DRAWN, brokenEvent: null });
  expect(await inDatabase(left)).toEqual({ people: DRAWN, marks: DRAWN, notes: ['Nhà ông Lò Văn A'], revoked: 1 });

  await inDatabase((db) => eraseRound(db, surveyId, 'asked', byCommand(ROUND_NOW)));
  expect(await restore(file, databaseUrl)).toMatchObject({ personsErased: PEOPLE + 1, brokenEvent: null });
  expect(await inDatabase(left)).toEqual({ people: 0, marks: 0, notes: [''], revoked: 1 });
  const told = await inDatabase((db) => db.selectFrom('erasures').select(['kind', 'rows', 'why']).orderBy('at').orderBy('id').execute());
  expect(told).toEqual([
    { kind: 'persons', rows: PEOPLE, why: 'restored' },
    { kind: 'notes', rows: 1, why: 'restored' }
  ]);
}

/** In a folder without the record. */
function alone(file: string): string {
  const folder = join(dirname(file), 'alone');
  mkdirSync(folder);
  const copy = join(folder, 'copy');
  for (const suffix of ['', '.sha256']) copyFileSync(file + suffix, copy + suffix);
  return copy;
}

async function fill(db: Kysely<Schema>): Promise<string> {
  const { survey, units, interviewers, agencyIds } = await makeRound(db, {
    communes: 1,
    population: PEOPLE,
    sample: 4,
    reserve: 2,
    state: 'draft'
  });
  const at = ROUND_NOW.toISOString();
  const attempt = { user_id: interviewers[0]!.id, purpose: 'main', at, received_at: at, disposition: '2.20' } as const;
  await db
    .insertInto('contact_attempts')
    .values({ id: newId(), survey_id: survey.id, sampled_unit_id: units[0]!.id, note: 'Nhà ông Lò Văn A', ...attempt })
    .execute();
  const token = { id_hash: 'h', name: 'Một cửa', scope: 'dossiers', created_by: null, created_at: at, expires_at: '2099-01-01' } as const;
  await db
    .insertInto('api_tokens')
    .values({ id: newId(), agency_id: agencyIds[0]!, last_used_at: null, revoked_at: null, ...token })
    .execute();
  return survey.id;
}

async function left(db: Kysely<Schema>) {
  const people = await db.selectFrom('frame_persons').select('unit_no').execute();
  const marks = await db.selectFrom('frame_units').select('unit_no').where('person_mark', '<>', '').execute();
  const notes = await db.selectFrom('contact_attempts').select('note').execute();
  const revoked = await db.selectFrom('api_tokens').select('id').where('revoked_at', 'is not', null).execute();
  return { people: people.length, marks: marks.length, notes: notes.map(({ note }) => note), revoked: revoked.length };
}

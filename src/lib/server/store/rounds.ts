/** Rounds: what a sampled survey has beside a survey's own row. */
import { USUAL_RETENTION_DAYS, USUAL_ROUND_SETTINGS } from '../../core/fieldwork/round-settings';
import type { RoundSettings } from '../../core/fieldwork/round-settings';
import type { Db, Schema } from '../schema';

export type Round = Omit<Schema['rounds'], 'settings'> & { readonly settings: RoundSettings };

/** With the usual settings where nothing was written yet. */
export async function findRound(db: Db, surveyId: string): Promise<Round> {
  const row = await db.selectFrom('rounds').selectAll().where('survey_id', '=', surveyId).executeTakeFirst();
  if (!row) return newRound(surveyId);
  return { ...row, settings: { ...USUAL_ROUND_SETTINGS, ...(JSON.parse(row.settings) as Partial<RoundSettings>) } };
}

/** Makes the row where there is none. */
export async function updateRound(db: Db, surveyId: string, change: Partial<Omit<Round, 'survey_id'>>): Promise<void> {
  const { settings, ...columns } = change;
  const changed = { ...columns, ...(settings && { settings: JSON.stringify(settings) }) };
  const fresh = newRound(surveyId);
  await db
    .insertInto('rounds')
    .values({ ...fresh, settings: JSON.stringify(fresh.settings), ...changed })
    .onConflict((conflict) =>
      Object.keys(changed).length === 0 ? conflict.doNothing() : conflict.column('survey_id').doUpdateSet(changed)
    )
    .execute();
}

function newRound(surveyId: string): Round {
  return {
    survey_id: surveyId,
    retention_days: USUAL_RETENTION_DAYS,
    settings: USUAL_ROUND_SETTINGS,
    closed_on: null,
    frozen_at: null,
    frozen_by: null,
    frozen_hash: null,
    frozen_record: null,
    persons_erased_at: null
  };
}

/** Rounds that take answers, by code. */
export async function listOpenRounds(db: Db) {
  return db
    .selectFrom('surveys as s')
    .leftJoin('rounds as r', 'r.survey_id', 's.id')
    .select(['s.code', 's.name_vi as nameVi', 's.name_en as nameEn', 's.owner_agency_id as ownerAgencyId'])
    .where('s.psu', '=', 'design')
    .where('s.state', '=', 'open')
    .where('r.frozen_at', 'is', null)
    .orderBy('s.code')
    .execute();
}

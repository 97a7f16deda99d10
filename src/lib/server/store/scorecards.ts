/**
 * Scorecards of the PAR INDEX, one an agency and year, as rows. Lists are of agencies in reach: below given paths as the tree stands
 * on a day, or directly under given agencies (a card's company in a ranking).
 */
import type { Day } from '../../core/calendar/day';
import type { Db, ScorecardTable } from '../schema';
import { startsWith } from './agencies';

export interface ScorecardRow extends ScorecardTable {
  readonly agency_code: string;
  /** Who changed it last; null: a command. */
  readonly changed_by_name: string | null;
}

/** What is written; the revision is the store's. */
export type ScorecardWrite = Omit<ScorecardTable, 'revision'>;

export async function findScorecard(db: Db, agencyId: string, year: number): Promise<ScorecardRow | undefined> {
  return cards(db).where('s.agency_id', '=', agencyId).where('s.year', '=', year).executeTakeFirst();
}

/** Of agencies at or below one of these paths on the day, by agency code. */
export async function listScorecardsWithin(db: Db, year: number, paths: readonly string[], day: Day): Promise<readonly ScorecardRow[]> {
  if (paths.length === 0) return [];
  return placed(db, day)
    .where('s.year', '=', year)
    .where((eb) => eb.or(paths.map((path) => startsWith('v.path', path))))
    .execute();
}

/** Of agencies whose parent is one of these on the day, by agency code. */
export async function listScorecardsUnder(db: Db, year: number, parentIds: readonly string[], day: Day): Promise<readonly ScorecardRow[]> {
  if (parentIds.length === 0) return [];
  return placed(db, day).where('s.year', '=', year).where('v.parent_id', 'in', parentIds).execute();
}

/** Years with a card at or below one of these paths on the day, the latest first. */
export async function listScorecardYears(db: Db, paths: readonly string[], day: Day): Promise<readonly number[]> {
  if (paths.length === 0) return [];
  const rows = await placed(db, day)
    .where((eb) => eb.or(paths.map((path) => startsWith('v.path', path))))
    .clearSelect()
    .clearOrderBy()
    .select('s.year')
    .distinct()
    .orderBy('s.year', 'desc')
    .execute();
  return rows.map(({ year }) => year);
}

/** False: there is one of this agency and year already. */
export async function insertScorecard(db: Db, card: ScorecardWrite): Promise<boolean> {
  const result = await db
    .insertInto('scorecards')
    .values({ ...card, revision: 1 })
    .onConflict((on) => on.columns(['agency_id', 'year']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows) > 0;
}

/** False: the stored card is of another revision (or is gone), and stays as it is. */
export async function updateScorecard(db: Db, { id: _, ...card }: ScorecardWrite, revision: number): Promise<boolean> {
  const result = await db
    .updateTable('scorecards')
    .set({ ...card, revision: revision + 1 })
    .where('agency_id', '=', card.agency_id)
    .where('year', '=', card.year)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

function cards(db: Db) {
  return db
    .selectFrom('scorecards as s')
    .innerJoin('agencies as a', 'a.id', 's.agency_id')
    .leftJoin('users as u', 'u.id', 's.changed_by')
    .selectAll('s')
    .select(['a.code as agency_code', 'u.name as changed_by_name']);
}

/** Each card with its agency's version of the day. */
function placed(db: Db, day: Day) {
  return cards(db)
    .innerJoin('agency_versions as v', 'v.agency_id', 's.agency_id')
    .where('v.valid_from', '=', (of) =>
      of
        .selectFrom('agency_versions as latest')
        .select((eb) => eb.fn.max('latest.valid_from').as('valid_from'))
        .whereRef('latest.agency_id', '=', 's.agency_id')
        .where('latest.valid_from', '<=', day)
    )
    .orderBy('a.code');
}

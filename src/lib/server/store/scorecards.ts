/**
 * Scorecards of the PAR INDEX, one an agency and year. Lists are of agencies in reach: below given paths as the tree stands on a
 * day, or directly under given agencies (a card's company in a ranking).
 */
import type { Day } from '../../core/calendar/day';
import type { RulesName } from '../../core/scoring/par-rules';
import type { Scorecard } from '../../core/scoring/scorecard';
import type { ScorecardContent } from '../../core/scoring/stored-scorecard';
import type { Db, ScorecardTable } from '../schema';
import { startsWith } from './agencies';

export interface StoredScorecard extends ScorecardContent {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyCode: string;
  readonly year: number;
  readonly rules: RulesName;
  readonly demonstration: boolean;
  readonly revision: number;
  readonly changedAt: string;
  /** Who changed it last, by name; null: a command. */
  readonly changedBy: string | null;
}

export interface ScorecardChange extends ScorecardContent, Pick<Scorecard, 'year' | 'rules'> {
  readonly id: string;
  readonly agencyId: string;
  readonly demonstration: boolean;
  readonly changedAt: string;
  readonly changedById: string | null;
}

export async function findScorecard(db: Db, agencyId: string, year: number): Promise<StoredScorecard | undefined> {
  const row = await cards(db).where('s.agency_id', '=', agencyId).where('s.year', '=', year).executeTakeFirst();
  return row && toStored(row);
}

/** Of agencies at or below one of these paths on the day, by agency code. */
export async function listScorecardsWithin(db: Db, year: number, paths: readonly string[], day: Day): Promise<readonly StoredScorecard[]> {
  if (paths.length === 0) return [];
  const rows = await placed(db, day)
    .where('s.year', '=', year)
    .where((eb) => eb.or(paths.map((path) => startsWith('v.path', path))))
    .execute();
  return rows.map(toStored);
}

/** Of agencies whose parent is one of these on the day, by agency code. */
export async function listScorecardsUnder(
  db: Db,
  year: number,
  parentIds: readonly string[],
  day: Day
): Promise<readonly StoredScorecard[]> {
  if (parentIds.length === 0) return [];
  const rows = await placed(db, day).where('s.year', '=', year).where('v.parent_id', 'in', parentIds).execute();
  return rows.map(toStored);
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
export async function insertScorecard(db: Db, card: ScorecardChange): Promise<boolean> {
  const { id, agencyId, year } = card;
  const result = await db
    .insertInto('scorecards')
    .values({ id, agency_id: agencyId, year, revision: 1, ...toColumns(card) })
    .onConflict((on) => on.columns(['agency_id', 'year']).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows) > 0;
}

/** False: the stored card is of another revision (or is gone), and stays as it is. */
export async function updateScorecard(db: Db, card: ScorecardChange, revision: number): Promise<boolean> {
  const result = await db
    .updateTable('scorecards')
    .set({ ...toColumns(card), revision: revision + 1 })
    .where('agency_id', '=', card.agencyId)
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
    .select(['a.code', 'u.name as changed_by_name']);
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

function toColumns({ rules, lines, composition, published, surveys, origin, demonstration, changedAt, changedById }: ScorecardChange) {
  const content: ScorecardContent = { lines, composition, published, surveys, origin };
  return {
    rules_family: rules.family,
    rules_number: rules.number,
    content: JSON.stringify(content),
    demonstration: demonstration ? 1 : 0,
    changed_at: changedAt,
    changed_by: changedById
  };
}

function toStored(row: ScorecardTable & { readonly code: string; readonly changed_by_name: string | null }): StoredScorecard {
  return {
    ...(JSON.parse(row.content) as ScorecardContent),
    id: row.id,
    agencyId: row.agency_id,
    agencyCode: row.code,
    year: row.year,
    rules: { family: row.rules_family, number: row.rules_number },
    demonstration: row.demonstration === 1,
    revision: row.revision,
    changedAt: row.changed_at,
    changedBy: row.changed_by_name
  };
}

/** Comments as reports list them: by month, with nothing that would tell the day, the order or the person. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';
import { standsAt } from './answer-place';

export interface CommentsOfMonth {
  /** `2026-11` */
  readonly month: string;
  /** At most as many as were asked for, the latest ones, in alphabetical order. */
  readonly texts: readonly string[];
  /** How many more there are. */
  readonly more: number;
}

export interface CommentsWanted {
  readonly surveyIds: readonly string[];
  /** Counters, and keys of agencies whose drawn units' answers stand with them; null: everywhere. */
  readonly counterIds: readonly string[] | null;
  readonly from: Day;
  readonly to: Day;
  /** ISO time: what is past its retention is not read. */
  readonly now: string;
  readonly mostPerMonth: number;
}

/** Shown comments of counted responses, months in order. */
export async function listCommentsByMonth(db: Db, wanted: CommentsWanted): Promise<readonly CommentsOfMonth[]> {
  if (wanted.counterIds?.length === 0 || wanted.surveyIds.length === 0) return [];
  const month = sql<string>`substr(c.day, 1, 7)`;
  let comments = db
    .selectFrom('response_comments as c')
    .innerJoin('responses as r', 'r.id', 'c.response_id')
    .select([
      month.as('month'),
      'c.text',
      sql<number>`row_number() over (partition by substr(c.day, 1, 7) order by c.response_id desc)`.as('place'),
      sql<number>`count(*) over (partition by substr(c.day, 1, 7))`.as('of_month')
    ])
    .where('c.survey_id', 'in', wanted.surveyIds)
    .where('c.day', '>=', wanted.from)
    .where('c.day', '<=', wanted.to)
    .where('c.status', '=', 'shown')
    .where('c.erase_after', '>', wanted.now)
    .where('r.status', '=', 'counted')
    .where('r.purpose', '=', 'main');
  if (wanted.counterIds !== null) comments = comments.where(standsAt(wanted.counterIds));
  const rows = await db
    .selectFrom(comments.as('listed'))
    .select(['month', 'text', 'of_month'])
    .where('place', '<=', wanted.mostPerMonth)
    .orderBy('month')
    .execute();

  const months = new Map<string, { texts: string[]; all: number }>();
  for (const row of rows) {
    const found = months.get(row.month) ?? { texts: [], all: row.of_month };
    found.texts.push(row.text);
    months.set(row.month, found);
  }
  return [...months].map(([code, { texts, all }]) => ({ month: code, texts: texts.toSorted(), more: all - texts.length }));
}

/** Held and excluded answers: few, and read by an index of their own. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';
import { ANSWER_PLACE } from './answer-place';

/** As the index says it: a parameter in its place would not find the index. */
const NOT_COUNTED = sql<boolean>`r.status <> 'counted'`;

export interface NotCountedAnswer {
  readonly surveyId: string;
  /** Or the key of whoever handled it, of a drawn unit. */
  readonly counterId: string;
  readonly day: Day;
  readonly answers: string;
  readonly status: 'held' | 'excluded';
}

/** Of the surveys, over from…to, at any place. */
export async function listNotCounted(db: Db, surveyIds: readonly string[], from: Day, to: Day): Promise<readonly NotCountedAnswer[]> {
  return db
    .selectFrom('responses as r')
    .select([
      'r.survey_id as surveyId',
      sql<string>`${ANSWER_PLACE}`.as('counterId'),
      'r.day',
      'r.answers',
      sql<'held' | 'excluded'>`r.status`.as('status')
    ])
    .where('r.survey_id', 'in', surveyIds)
    .where('r.day', '>=', from)
    .where('r.day', '<=', to)
    .where(ANSWER_PLACE, 'is not', null)
    .where('r.purpose', '=', 'main')
    .where(NOT_COUNTED)
    .orderBy('r.day')
    .orderBy('r.id')
    .execute();
}

/** At these places, by status and by the ground of what was last decided about each; one that nobody decided about has the ground `other`. */
export async function countNotCounted(db: Db, surveyIds: readonly string[], counterIds: readonly string[], from: Day, to: Day) {
  if (counterIds.length === 0) return [];
  const ground = sql<string>`coalesce(d.ground, 'other')`;
  const rows = await db
    .selectFrom('responses as r')
    .leftJoin('response_changes as x', (join) =>
      join
        .onRef('x.response_id', '=', 'r.id')
        .on((eb) => eb('x.number', '=', sql<number>`(select max(y.number) from response_changes as y where y.response_id = r.id)`))
    )
    .leftJoin('quality_decisions as d', 'd.id', 'x.decision_id')
    .select(['r.status', ANSWER_PLACE.as('counterId'), ground.as('ground'), (eb) => eb.fn.countAll<number>().as('forms')])
    .where('r.survey_id', 'in', surveyIds)
    .where('r.day', '>=', from)
    .where('r.day', '<=', to)
    .where('r.purpose', '=', 'main')
    .where(NOT_COUNTED)
    .groupBy([ANSWER_PLACE, 'r.status', ground])
    .execute();
  const own = new Set(counterIds);
  return rows.flatMap(({ counterId, status, ground: of, forms }) =>
    counterId !== null && own.has(counterId) && status !== 'counted' ? [{ status, ground: of, forms: Number(forms) }] : []
  );
}

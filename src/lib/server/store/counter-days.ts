/** On which of a survey's days it asked at its counters, of those that did not all the time. */
import type { Day } from '../../core/calendar/day';
import type { Db } from '../schema';

interface CounterDaysRow {
  readonly counterId: string;
  readonly opensOn: Day;
  readonly closesOn: Day | null;
  readonly fromDay: Day;
  readonly toDay: Day | null;
  readonly closedOn: Day | null;
  readonly tookOver: boolean;
  readonly gaps: readonly { readonly lastDay: Day; readonly againDay: Day }[];
}

/** In the order of counters. */
export async function listCounterDays(db: Db, surveyIds: readonly string[]): Promise<readonly CounterDaysRow[]> {
  const gaps = await db.selectFrom('survey_counter_gaps').selectAll().where('survey_id', 'in', surveyIds).orderBy('last_day').execute();
  const rows = await db
    .selectFrom('survey_counters as sc')
    .innerJoin('surveys as s', 's.id', 'sc.survey_id')
    .innerJoin('counters as c', 'c.id', 'sc.counter_id')
    .select([
      'sc.survey_id as surveyId',
      'sc.counter_id as counterId',
      's.opens_on as opensOn',
      's.closes_on as closesOn',
      'sc.from_day as fromDay',
      'sc.to_day as toDay',
      'c.closed_on as closedOn',
      (eb) =>
        eb
          .selectFrom('code_handovers as h')
          .select((of) => of.fn.countAll<number>().as('codes'))
          .whereRef('h.counter_id', '=', 'sc.counter_id')
          .whereRef('h.from_day', '=', 'sc.from_day')
          .as('codes')
    ])
    .where('sc.survey_id', 'in', surveyIds)
    .where((eb) =>
      eb.or([
        eb('sc.to_day', 'is not', null),
        eb('c.closed_on', 'is not', null),
        eb('sc.from_day', '>', eb.ref('s.opens_on')),
        eb('sc.counter_id', 'in', [...new Set(['', ...gaps.map((gap) => gap.counter_id)])])
      ])
    )
    .orderBy('sc.counter_id')
    .execute();
  return rows.map(({ surveyId, codes, ...row }) => ({
    ...row,
    tookOver: Number(codes) > 0,
    gaps: gaps
      .filter((gap) => gap.survey_id === surveyId && gap.counter_id === row.counterId)
      .map(({ last_day: lastDay, again_day: againDay }) => ({ lastDay, againDay }))
  }));
}

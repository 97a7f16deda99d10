/**
 * How many answers and scans each counter had, by day, and summed up for lists: caches of what `responses` and `code_scans` say.
 * Every main response counts, whatever its status: this tells whether a counter is used, no figure is made of it.
 */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import { quietFrom } from '../../core/fieldwork/quiet-counter';
import { addDays, weekday } from '../../core/calendar/day';
import type { Db, Schema } from '../schema';
import { ledTo } from './code-handovers';

/** Rows of one INSERT. */
const BATCH = 1_000;

type DayRow = Schema['counter_days'];

/** Adds scans to what a code had that day. */
export async function addScans(
  db: Db,
  scans: readonly { readonly code: string; readonly day: Day; readonly scans: number }[]
): Promise<void> {
  for (let at = 0; at < scans.length; at += BATCH)
    await db
      .insertInto('code_scans')
      .values(scans.slice(at, at + BATCH).toSorted((a, b) => (a.code < b.code ? -1 : 1)))
      .onConflict((conflict) =>
        conflict.columns(['code', 'day']).doUpdateSet((eb) => ({ scans: eb('code_scans.scans', '+', eb.ref('excluded.scans')) }))
      )
      .execute();
}

/** What each counter had on the days from…to, read from the answers of continuous surveys and from scans. */
async function countDays(db: Db, from: Day, to: Day): Promise<readonly DayRow[]> {
  const answers = await db
    .selectFrom('responses as r')
    .select((eb) => ['r.receiving_counter_id', 'r.day', eb.fn.countAll<number>().as('n')])
    .where('r.survey_id', 'in', (of) => of.selectFrom('surveys').select('id').where('mode', '=', 'continuous').where('opens_on', '<=', to))
    .where('r.day', '>=', from)
    .where('r.day', '<=', to)
    .where('r.purpose', '=', 'main')
    .where('r.receiving_counter_id', 'is not', null)
    .groupBy(['r.receiving_counter_id', 'r.day'])
    .execute();
  const scans = await db
    .selectFrom('code_scans as k')
    .innerJoin('access_codes as a', 'a.code', 'k.code')
    .select([ledTo('a', sql.ref('k.day')).as('counter_id'), 'k.day', 'k.scans as n'])
    .where('k.day', '>=', from)
    .where('k.day', '<=', to)
    .execute();
  const rows = new Map<string, DayRow>();
  for (const { receiving_counter_id: id, day, n } of answers)
    rows.set(`${id} ${day}`, { counter_id: id!, day, answers: Number(n), scans: 0 });
  for (const { counter_id: id, day, n } of scans) {
    const key = `${id} ${day}`;
    const row = rows.get(key) ?? { counter_id: id, day, answers: 0, scans: 0 };
    rows.set(key, { ...row, scans: row.scans + n });
  }
  return [...rows.values()];
}

/** Counts the days from…to anew and sums up the counters that changed. Returns how many did. */
export async function refreshCounterDays(db: Db, from: Day, to: Day, today: Day): Promise<number> {
  const counted = await countDays(db, from, to);
  const known = await db.selectFrom('counter_days').selectAll().where('day', '>=', from).where('day', '<=', to).execute();
  const before = new Map(known.map((row) => [`${row.counter_id} ${row.day}`, row]));
  const changed = counted.filter((row) => {
    const old = before.get(`${row.counter_id} ${row.day}`);
    return old?.answers !== row.answers || old.scans !== row.scans;
  });
  for (let at = 0; at < changed.length; at += BATCH)
    await db
      .insertInto('counter_days')
      .values(changed.slice(at, at + BATCH))
      .onConflict((conflict) =>
        conflict
          .columns(['counter_id', 'day'])
          .doUpdateSet((eb) => ({ answers: eb.ref('excluded.answers'), scans: eb.ref('excluded.scans') }))
      )
      .execute();
  const counters = [...new Set(changed.map((row) => row.counter_id))];
  for (let at = 0; at < counters.length; at += BATCH) await sumUp(db, counters.slice(at, at + BATCH), today);
  return counters.length;
}

/** Each counter as of its own last day with anything: sums go stale with the calendar, and readers compare `day` with today. */
async function sumUp(db: Db, counterIds: readonly string[], today: Day): Promise<void> {
  const days = await db
    .selectFrom('counter_days')
    .selectAll()
    .where('counter_id', 'in', counterIds)
    .where('day', '<=', today)
    .orderBy('day')
    .execute();
  const byCounter = new Map<string, DayRow[]>();
  for (const row of days) byCounter.set(row.counter_id, [...(byCounter.get(row.counter_id) ?? []), row]);
  const rows = [...byCounter].map(([id, list]) => summary(id, list));
  await db
    .insertInto('counter_activity')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('counter_id').doUpdateSet((eb) => ({
        day: eb.ref('excluded.day'),
        today: eb.ref('excluded.today'),
        week: eb.ref('excluded.week'),
        month: eb.ref('excluded.month'),
        month_scans: eb.ref('excluded.month_scans'),
        last_day: eb.ref('excluded.last_day'),
        quiet_from: eb.ref('excluded.quiet_from')
      }))
    )
    .execute();
}

function summary(id: string, days: readonly DayRow[]): Schema['counter_activity'] {
  const day = days.at(-1)!.day;
  const answers = (from: Day, to: Day) => days.filter((row) => row.day >= from && row.day <= to).reduce((sum, row) => sum + row.answers, 0);
  const month = `${day.slice(0, 7)}-01`;
  const last = days.findLast((row) => row.answers > 0)?.day;
  return {
    counter_id: id,
    day,
    today: answers(day, day),
    week: answers(addDays(day, -weekday(day)), day),
    month: answers(month, day),
    month_scans: days.filter((row) => row.day >= month).reduce((sum, row) => sum + row.scans, 0),
    last_day: last ?? null,
    quiet_from: last === undefined ? null : quietFrom(last, days)
  };
}

/** The first day that has an answer; undefined: none has. */
export async function findFirstAnswerDay(db: Db): Promise<Day | undefined> {
  const row = await db
    .selectFrom('responses')
    .select((eb) => eb.fn.min('day').as('day'))
    .executeTakeFirst();
  return row?.day ?? undefined;
}

export async function hasCounterDays(db: Db): Promise<boolean> {
  return (await db.selectFrom('counter_days').select('day').limit(1).executeTakeFirst()) !== undefined;
}

/** Answers by counter and day over from…to, for the little chart beside each. */
export async function listCounterDays(db: Db, counterIds: readonly string[], from: Day, to: Day): Promise<readonly DayRow[]> {
  if (counterIds.length === 0) return [];
  return db
    .selectFrom('counter_days')
    .selectAll()
    .where('counter_id', 'in', counterIds)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute();
}

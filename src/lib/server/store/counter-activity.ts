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
/** Counters that are counted together: eight columns of each stay below SQLite's 32,766 parameters. */
const TOGETHER = 4_000;

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

interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** What counters had on these days, read from the answers of continuous surveys and from scans: every counter, or those of `ids`. */
async function countDays(db: Db, { from, to }: Days, ids?: readonly string[]): Promise<readonly DayRow[]> {
  let answers = db
    .selectFrom('responses as r')
    .where('r.survey_id', 'in', (of) => of.selectFrom('surveys').select('id').where('mode', '=', 'continuous').where('opens_on', '<=', to))
    .where('r.purpose', '=', 'main')
    .where('r.receiving_counter_id', 'is not', null)
    .select((eb) => ['r.receiving_counter_id', 'r.day', eb.fn.countAll<number>().as('n')])
    .where('r.day', '>=', from)
    .where('r.day', '<=', to)
    .groupBy(['r.receiving_counter_id', 'r.day']);
  const ledToCounter = ledTo('a', sql.ref('k.day'));
  let scans = db
    .selectFrom('code_scans as k')
    .innerJoin('access_codes as a', 'a.code', 'k.code')
    .select([ledToCounter.as('counter_id'), 'k.day', 'k.scans as n'])
    .where('k.day', '>=', from)
    .where('k.day', '<=', to);
  if (ids) {
    answers = answers.where('r.receiving_counter_id', 'in', ids);
    scans = scans
      .where((eb) =>
        eb.or([
          eb('a.counter_id', 'in', ids),
          eb('a.code', 'in', (of) => of.selectFrom('code_handovers as to').select('to.code').where('to.counter_id', 'in', ids))
        ])
      )
      .where(ledToCounter, 'in', ids);
  }
  const rows = new Map<string, DayRow>();
  for (const { receiving_counter_id: id, day, n } of await answers.execute())
    rows.set(`${id} ${day}`, { counter_id: id!, day, answers: Number(n), scans: 0 });
  for (const { counter_id: id, day, n } of await scans.execute()) {
    const key = `${id} ${day}`;
    const row = rows.get(key) ?? { counter_id: id, day, answers: 0, scans: 0 };
    rows.set(key, { ...row, scans: row.scans + n });
  }
  return [...rows.values()];
}

/**
 * Counters, and their days from `from` on, of which answers came with this id or a later one, or that these scans were led to. What is written of
 * earlier days (an import) is counted by whoever writes it.
 */
export async function findTouched(
  db: Db,
  fromId: string,
  scans: readonly { readonly code: string; readonly day: Day }[],
  { from, to: today }: Days
): Promise<{ readonly ids: readonly string[]; readonly days: readonly Day[] }> {
  const answered = await db
    .selectFrom('responses as r')
    .select(['r.receiving_counter_id as id', 'r.day'])
    .distinct()
    .where('r.id', '>=', fromId)
    .where('r.day', '>=', from)
    .where('r.purpose', '=', 'main')
    .where('r.receiving_counter_id', 'is not', null)
    // Not `in`: SQLite would then go through the answers of each of these surveys, and not by their ids.
    .where(sql<boolean>`exists (select 1 from surveys as s where s.id = r.survey_id and s.mode = 'continuous' and s.opens_on <= ${today})`)
    .execute();
  const ids = new Set(answered.map(({ id }) => id!));
  const days = new Set(answered.map(({ day }) => day));
  for (const day of new Set(scans.map((scan) => scan.day))) {
    days.add(day);
    const codes = scans.flatMap((scan) => (scan.day === day ? scan.code : []));
    for (let at = 0; at < codes.length; at += BATCH) {
      const led = await db
        .selectFrom('access_codes as a')
        .select(ledTo('a', sql.val(day)).as('id'))
        .where('a.code', 'in', codes.slice(at, at + BATCH))
        .execute();
      for (const { id } of led) ids.add(id);
    }
  }
  return { ids: [...ids], days: [...days] };
}

/** Counters of whose days from…to something else is kept than there is. */
export async function findChanged(db: Db, days: Days): Promise<readonly string[]> {
  const counted = await countDays(db, days);
  const known = await db.selectFrom('counter_days').selectAll().where('day', '>=', days.from).where('day', '<=', days.to).execute();
  const before = new Map(known.map((row) => [`${row.counter_id} ${row.day}`, row]));
  const changed = counted.filter((row) => {
    const old = before.get(`${row.counter_id} ${row.day}`);
    return old?.answers !== row.answers || old.scans !== row.scans;
  });
  return [...new Set(changed.map((row) => row.counter_id))];
}

/**
 * Counts the days from…to of these counters anew and sums them up. Their rows are locked before anything is read, so that of two who
 * count at once the second counts what the first had not seen.
 */
export async function recountCounters(trx: Db, ids: readonly string[], days: Days, today: Day): Promise<void> {
  const inOrder = ids.toSorted();
  for (let at = 0; at < inOrder.length; at += TOGETHER) {
    const batch = inOrder.slice(at, at + TOGETHER);
    await lockActivity(trx, batch, today);
    const counted = await countDays(trx, days, batch);
    for (let row = 0; row < counted.length; row += BATCH)
      await trx
        .insertInto('counter_days')
        .values(counted.slice(row, row + BATCH))
        .onConflict((conflict) =>
          conflict
            .columns(['counter_id', 'day'])
            .doUpdateSet((eb) => ({ answers: eb.ref('excluded.answers'), scans: eb.ref('excluded.scans') }))
        )
        .execute();
    for (let some = 0; some < batch.length; some += BATCH) await sumUp(trx, batch.slice(some, some + BATCH), today);
  }
}

async function lockActivity(trx: Db, ids: readonly string[], today: Day): Promise<void> {
  const nothing = { day: today, today: 0, week: 0, month: 0, month_scans: 0, last_day: null, quiet_from: null };
  await trx
    .insertInto('counter_activity')
    .values(ids.map((counter_id) => ({ counter_id, ...nothing })))
    .onConflict((conflict) => conflict.column('counter_id').doUpdateSet({ day: sql`counter_activity.day` }))
    .execute();
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
  if (rows.length === 0) return;
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

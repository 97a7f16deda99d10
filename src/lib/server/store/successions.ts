/** Which agencies follow which. */
import type { Day } from '../../core/calendar/day';
import type { Succession } from '../../core/agency/succession';
import type { Db } from '../schema';

/** Every succession: mergers are few. */
export async function listSuccessions(db: Db, until: Day): Promise<readonly Succession[]> {
  const rows = await db.selectFrom('agency_successions').selectAll().where('on_day', '<=', until).orderBy('predecessor_id').execute();
  return rows.map((row) => ({ predecessorId: row.predecessor_id, successorId: row.successor_id, onDay: row.on_day }));
}

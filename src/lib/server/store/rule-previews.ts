/** Rules that were looked at, from the audit log: who made one after many looks at what others took out can be seen to have done so. */
import type { Db } from '../schema';
import { startsWith } from './agencies';

/** How many different rules were looked at in a survey since a time, by anybody, that went over the agency of this path, a part of it or more than it. */
export async function countRulesTried(db: Db, surveyId: string, agencyPath: string, since: string): Promise<number> {
  const above = agencyPath.split('/').filter((id) => id !== '');
  const rows = await db
    .selectFrom('audit_events')
    .select('change')
    .where('subject_id', '=', surveyId)
    .where('action', '=', 'quality.preview')
    .where('at', '>=', since)
    .where((eb) =>
      eb.or([
        eb('agency_id', 'in', above),
        eb('agency_id', 'in', (of) => of.selectFrom('agency_versions').select('agency_id').where(startsWith('path', agencyPath)))
      ])
    )
    .execute();
  return new Set(rows.map(({ change }) => (JSON.parse(change) as { readonly rule: string }).rule)).size;
}

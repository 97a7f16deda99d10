/** Takes back the end of an agency that was closed by mistake, or with a wrong last day: as if it had never ended. */
import type { Agency } from '../../core/agency/agency';
import { pathUnder } from '../../core/agency/path';
import { checkPlacement } from '../../core/agency/placement';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { Db } from '../schema';
import { findAgency, getAgencyByCode, LAST_DAY, updateAgencyReopened } from '../store/agencies';
import { changeVersionFrom, listAgencyVersions } from '../store/agency-versions';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent } from '../store/audit-events';
import { listSuccessions } from '../store/successions';
import { inTransaction } from '../transaction';

/**
 * Its counters stay closed: each is opened again by itself. Throws `agency-is-open`; `agency-followed` where another took it over, for a
 * merger is not undone; `agency-outlives-parent` where the one above has ended.
 */
export async function reopenAgency(db: Db, code: string, by: Doer): Promise<void> {
  await inTransaction(db, async (trx) => {
    const agency = await getAgencyByCode(trx, code, LAST_DAY);
    const name = agency.name.vi;
    if (agency.validTo === null) throw new Problem('agency-is-open', { code, name });
    const followed = (await listSuccessions(trx, LAST_DAY)).find(({ predecessorId }) => predecessorId === agency.id);
    const successor = followed && (await findAgency(trx, followed.successorId, LAST_DAY));
    if (successor) throw new Problem('agency-followed', { code, name, successor: successor.name.vi });
    const parent = agency.parentId === null ? undefined : await findAgency(trx, agency.parentId, LAST_DAY);
    checkPlacement({ ...agency, validTo: null }, parent);

    await updateAgencyReopened(trx, agency.id);
    if (parent) await followParent(trx, agency, parent, agency.validTo);
    await appendAuditEvent(trx, by, {
      action: 'agency.reopen',
      subjectKind: 'agency',
      subjectId: agency.id,
      agencyId: agency.id,
      change: { last_day: [agency.validTo, null] }
    });
  });
}

/** Where the one above was moved meanwhile, it would have gone along. */
async function followParent(trx: Db, agency: Agency, parent: Agency, lastDay: Day): Promise<void> {
  for (const above of await listAgencyVersions(trx, parent.id)) {
    if (above.valid_from <= lastDay) continue;
    const own = (await listAgencyVersions(trx, agency.id)).at(-1)!;
    const path = pathUnder(above.path, agency.id);
    if (path !== own.path) await changeVersionFrom(trx, own, above.valid_from, { path }, agency.code);
  }
}

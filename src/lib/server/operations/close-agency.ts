/** Ends an agency's life. What it collected stays; its last name keeps standing over it. */
import { existsOn } from '../../core/agency/agency';
import type { Agency } from '../../core/agency/agency';
import type { Day } from '../../core/calendar/day';
import { addDays } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { formatDay } from '../../i18n/format';
import type { Db } from '../schema';
import { getAgencyByCode, LAST_DAY, listAgenciesBelow, updateAgencyLastDay } from '../store/agencies';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent, byCommand } from '../store/audit-events';
import { listCountersBelow } from '../store/counters';
import { inTransaction } from '../transaction';

/**
 * Throws `agency-closed` if it is, `agency-life-empty` for a day before its first, and `agency-in-use` while an agency or an open
 * counter stands below it after that day: closing those is a decision of its own.
 */
export async function closeAgency(db: Db, code: string, lastDay: Day, by: Doer = byCommand()): Promise<Agency> {
  return inTransaction(db, async (trx) => {
    const agency = await getAgencyByCode(trx, code, LAST_DAY);
    if (agency.validTo !== null)
      throw new Problem('agency-closed', { code, name: agency.name.vi, day: formatDay(addDays(agency.validTo, 1)) });
    if (lastDay < agency.validFrom) throw new Problem('agency-life-empty', { code, name: agency.name.vi });

    const after = addDays(lastDay, 1);
    const below = (await listAgenciesBelow(trx, agency.path, LAST_DAY, 'with-closed'))
      .filter((other) => other.id !== agency.id && (existsOn(other, after) || other.validFrom > after))
      .map((other) => other.name.vi);
    const counters = (await listCountersBelow(trx, agency.path, LAST_DAY))
      .filter((counter) => counter.agencyId === agency.id && (counter.closedOn === null || counter.closedOn > lastDay))
      .map((counter) => counter.name);
    const [first] = [...below, ...counters];
    if (first !== undefined)
      throw new Problem('agency-in-use', { code, name: agency.name.vi, count: below.length + counters.length, first });

    await updateAgencyLastDay(trx, agency.id, lastDay);
    await appendAuditEvent(trx, by, {
      action: 'agency.close',
      subjectKind: 'agency',
      subjectId: agency.id,
      agencyId: agency.id,
      change: { last_day: lastDay }
    });
    return { ...agency, validTo: lastDay };
  });
}

/** Opens a counter at an agency and gives it its code. */
import { readName } from '../../core/agency/agency-name';
import { existsOn } from '../../core/agency/agency';
import type { Day } from '../../core/calendar/day';
import { localDay } from '../../core/calendar/day';
import type { RandomBytes } from '../../core/fieldwork/checked-code';
import { formatCounterCode } from '../../core/fieldwork/counter-code';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import { formatDay } from '../../i18n/format';
import { newId } from '../new-id';
import type { Db } from '../schema';
import { getAgencyByCode, LAST_DAY } from '../store/agencies';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent, byCommand } from '../store/audit-events';
import type { Counter } from '../store/counters';
import { getCounter, insertCounter, listCountersBelow } from '../store/counters';
import { makeFreeCode } from './change-counter';
import { inTransaction } from '../transaction';

export interface CounterOpening {
  readonly agencyCode: string;
  readonly name: string;
  /** Absent: today. */
  readonly openedOn?: Day | undefined;
  /** The agency that handles the dossiers filed here, unless a dossier says otherwise; absent: the counter's own. */
  readonly handlingAgencyCode?: string | undefined;
}

/** Throws `form-invalid`, `agency-unknown-code`, `agency-closed` (on the opening day), `counter-name-taken` (an open counter of that agency has it). */
export async function createCounter(
  db: Db,
  input: CounterOpening,
  now: Date,
  randomBytes: RandomBytes,
  by: Doer = byCommand(now)
): Promise<Counter> {
  const openedOn = input.openedOn ?? localDay(now);
  const { name } = readFields({ name: () => readName(input.name) });
  return inTransaction(db, async (trx) => {
    const agency = await getAgencyByCode(trx, input.agencyCode, LAST_DAY);
    const handling = input.handlingAgencyCode === undefined ? agency : await getAgencyByCode(trx, input.handlingAgencyCode, LAST_DAY);
    for (const each of [agency, handling])
      if (!existsOn(each, openedOn)) throw new Problem('agency-closed', { code: each.code, name: each.name.vi, day: formatDay(openedOn) });
    const siblings = (await listCountersBelow(trx, agency.path, openedOn)).filter((counter) => counter.agencyId === agency.id);
    if (siblings.some((counter) => counter.name === name && (counter.closedOn === null || counter.closedOn >= openedOn)))
      throw new Problem('counter-name-taken', { name, agency: agency.name.vi });

    const code = await makeFreeCode(trx, randomBytes);
    const id = newId();
    await insertCounter(trx, {
      id,
      agencyId: agency.id,
      name,
      openedOn,
      defaultHandlingAgencyId: handling.id,
      code,
      codeIssuedAt: now.toISOString()
    });
    await appendAuditEvent(trx, by, {
      action: 'counter.create',
      subjectKind: 'counter',
      subjectId: id,
      agencyId: agency.id,
      change: { name, opened_on: openedOn, code: formatCounterCode(code) }
    });
    return getCounter(trx, id, openedOn);
  });
}

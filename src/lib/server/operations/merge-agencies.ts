/**
 * Agencies that go into one on a day: into a new one (a commune formed from three), or into one that lives on (Kon Tum into Quảng
 * Ngãi). The others are closed with the day before as their last, the one that takes over follows them, what stood directly below them
 * stands below it, and their counters are handed over or closed.
 */
import type { Agency } from '../../core/agency/agency';
import { existsOn } from '../../core/agency/agency';
import type { Day } from '../../core/calendar/day';
import { addDays } from '../../core/calendar/day';
import { checkPlacement } from '../../core/agency/placement';
import { Problem } from '../../core/problem';
import { formatDay } from '../../i18n/format';
import type { Db } from '../schema';
import { getAgencyByCode, insertSuccession, LAST_DAY, listChildren, updateAgencyLastDay } from '../store/agencies';
import { listAgencyVersions } from '../store/agency-versions';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent, byCommand } from '../store/audit-events';
import type { Counter } from '../store/counters';
import { listCountersBelow, updateCounterEnd } from '../store/counters';
import { copyRoles } from '../store/users';
import { inTransaction } from '../transaction';
import type { NewAgency } from './create-agency';
import { createAgency } from './create-agency';
import { handOverCounters } from './hand-over-counters';
import { moveTree } from './move-agency';
import { requireChangeable } from './rename-agency';

export interface AgencyMerger {
  readonly predecessorCodes: readonly string[];
  /** An agency that lives on, or the one that is formed (its first day is the merger's). */
  readonly into: { readonly code: string } | Omit<NewAgency, 'validFrom' | 'validTo' | 'predecessorCodes'>;
  readonly onDay: Day;
  readonly counters: 'hand-over' | 'close';
  /** Whoever holds a role at one that ends holds it at the successor too. */
  readonly roles: 'copy' | 'leave';
}

export interface MergedAgencies {
  readonly successor: Agency;
  readonly predecessors: readonly Agency[];
  readonly countersMoved: number;
  readonly countersClosed: number;
  readonly childrenMoved: number;
  readonly rolesCopied: number;
}

/**
 * Throws `merge-nothing`, `merge-itself`, `merge-too-early`, `merge-kinds`, `agency-unknown-code`, `agency-closed`, `agency-changed-later`,
 * `agency-parent-wrong` (something below that cannot stand below the successor), and what `createAgency` throws.
 */
export async function mergeAgencies(db: Db, merger: AgencyMerger, by: Doer = byCommand()): Promise<MergedAgencies> {
  const { onDay, into } = merger;
  const codes = [...new Set(merger.predecessorCodes)];
  if (codes.length === 0) throw new Problem('merge-nothing');
  return inTransaction(db, async (trx) => {
    if (codes.includes(into.code)) {
      const { code, name } = await getAgencyByCode(trx, into.code, LAST_DAY);
      throw new Problem('merge-itself', { code, name: name.vi });
    }
    const predecessors: Agency[] = [];
    for (const code of codes) predecessors.push(await getEnding(trx, code, onDay));
    const successor = 'kind' in into ? await createAgency(trx, { ...into, validFrom: onDay }, by) : await getLasting(trx, into.code, onDay);
    const other = predecessors.find(({ kind }) => kind !== successor.kind);
    if (other) throw new Problem('merge-kinds', { name: other.name.vi, successor: successor.name.vi });
    for (const predecessor of predecessors)
      await insertSuccession(trx, { predecessorId: predecessor.id, successorId: successor.id, onDay });

    let childrenMoved = 0;
    for (const predecessor of predecessors) childrenMoved += await moveChildren(trx, predecessor, successor, onDay);
    const counters = await endCounters(trx, predecessors, successor, merger);
    for (const predecessor of predecessors) await updateAgencyLastDay(trx, predecessor.id, addDays(onDay, -1));

    const ids = predecessors.map(({ id }) => id);
    const rolesCopied = merger.roles === 'copy' ? await copyRoles(trx, ids, successor.id) : 0;

    await appendAuditEvent(trx, by, {
      action: 'agency.merge',
      subjectKind: 'agency',
      subjectId: successor.id,
      agencyId: successor.id,
      change: {
        predecessors: codes,
        on_day: onDay,
        children: childrenMoved,
        counters_moved: counters.moved,
        counters_closed: counters.closed,
        roles: rolesCopied
      }
    });
    return { successor, predecessors, childrenMoved, countersMoved: counters.moved, countersClosed: counters.closed, rolesCopied };
  });
}

/** One that exists the day before and has nothing decided for later. */
async function getEnding(trx: Db, code: string, onDay: Day): Promise<Agency> {
  const agency = await getAgencyByCode(trx, code, LAST_DAY);
  const last = (await listAgencyVersions(trx, agency.id)).at(-1)!;
  if (onDay <= last.valid_from) {
    const [begun, day] = [formatDay(last.valid_from), formatDay(addDays(last.valid_from, 1))];
    throw new Problem('merge-too-early', { name: agency.name.vi, begun, day });
  }
  requireChangeable(agency, last.valid_from, addDays(onDay, -1));
  if (agency.validTo !== null)
    throw new Problem('agency-closed', { code, name: agency.name.vi, day: formatDay(addDays(agency.validTo, 1)) });
  return agency;
}

async function getLasting(trx: Db, code: string, onDay: Day): Promise<Agency> {
  const agency = await getAgencyByCode(trx, code, LAST_DAY);
  if (!existsOn(agency, onDay) || agency.validTo !== null)
    throw new Problem('agency-closed', { code, name: agency.name.vi, day: formatDay(onDay) });
  return agency;
}

async function moveChildren(trx: Db, predecessor: Agency, successor: Agency, onDay: Day): Promise<number> {
  const children = (await listChildren(trx, predecessor.id, LAST_DAY)).filter((child) => child.validTo === null || child.validTo >= onDay);
  for (const child of children) {
    const last = (await listAgencyVersions(trx, child.id)).at(-1)!;
    const from = child.validFrom > onDay ? child.validFrom : onDay;
    requireChangeable(child, last.valid_from, from);
    checkPlacement({ ...child, validFrom: from }, successor);
    await moveTree(trx, child, successor, from);
  }
  return children.length;
}

/** The predecessors' own counters; those of agencies below them stay where they are. */
async function endCounters(
  trx: Db,
  predecessors: readonly Agency[],
  successor: Agency,
  { onDay, counters: what }: AgencyMerger
): Promise<{ readonly moved: number; readonly closed: number }> {
  const isOpen = (counter: Counter) => counter.closedOn === null || counter.closedOn >= onDay;
  const ownOf = async ({ id, path }: Agency) =>
    (await listCountersBelow(trx, path, LAST_DAY)).filter((counter) => counter.agencyId === id && isOpen(counter));
  const own: Counter[] = [];
  for (const predecessor of predecessors) own.push(...(await ownOf(predecessor)));
  if (what === 'close') {
    for (const counter of own) await updateCounterEnd(trx, counter.id, addDays(onDay, -1), null);
    return { moved: 0, closed: own.length };
  }
  const taken = (await ownOf(successor)).map(({ name }) => name);
  return { moved: (await handOverCounters(trx, own, { successor, onDay, taken })).length, closed: 0 };
}

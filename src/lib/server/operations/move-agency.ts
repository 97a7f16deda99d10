/** Puts an agency, with everything below it, under another parent from a day on. */
import type { Agency } from '../../core/agency/agency';
import { isWithin, pathUnder } from '../../core/agency/path';
import { checkPlacement } from '../../core/agency/placement';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { Db } from '../schema';
import { getAgencyByCode, LAST_DAY, listAgenciesOf } from '../store/agencies';
import { changeVersionFrom, listAgencyVersions, listVersionsBelowFrom } from '../store/agency-versions';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent, byCommand } from '../store/audit-events';
import { inTransaction } from '../transaction';
import { requireChangeable } from './rename-agency';

export interface AgencyMove {
  readonly code: string;
  readonly parentCode: string;
  /** The first day under the new parent. */
  readonly from: Day;
}

/**
 * Throws `agency-unknown-code`, `agency-closed`, `agency-changed-later`, `agency-before-life`, `agency-under-itself`,
 * `agency-parent-wrong`, `agency-outlives-parent`.
 */
export async function moveAgency(db: Db, { code, parentCode, from }: AgencyMove, by: Doer = byCommand()): Promise<Agency> {
  return inTransaction(db, async (trx) => {
    const agency = await getAgencyByCode(trx, code, LAST_DAY);
    const parent = await getAgencyByCode(trx, parentCode, LAST_DAY);
    const last = (await listAgencyVersions(trx, agency.id)).at(-1)!;
    requireChangeable(agency, last.valid_from, from);
    if (isWithin(parent.path, agency.path))
      throw new Problem('agency-under-itself', { code, name: agency.name.vi, parent: parent.name.vi });
    checkPlacement({ ...agency, validFrom: from }, parent);

    await moveTree(trx, agency, parent, from);
    await appendAuditEvent(trx, by, {
      action: 'agency.move',
      subjectKind: 'agency',
      subjectId: agency.id,
      agencyId: agency.id,
      change: { parent: [agency.parentId, parent.id], from }
    });
    return getAgencyByCode(trx, code, LAST_DAY);
  });
}

/** Every version of the tree that is in force on the day or later gets its new path. */
export async function moveTree(trx: Db, agency: Agency, parent: Agency, from: Day): Promise<void> {
  const path = pathUnder(parent.path, agency.id);
  const versions = await listVersionsBelowFrom(trx, agency.path, from);
  const codes = new Map((await listAgenciesOf(trx, versions.map((version) => version.agency_id), LAST_DAY)).map(({ id, code }) => [id, code])); // prettier-ignore
  for (const version of versions) {
    const change = {
      path: path + version.path.slice(agency.path.length),
      parent_id: version.agency_id === agency.id ? parent.id : version.parent_id
    };
    await changeVersionFrom(trx, version, from, change, codes.get(version.agency_id) ?? '');
  }
}

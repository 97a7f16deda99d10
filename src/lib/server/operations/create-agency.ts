/** Adds one agency to the tree, with what it follows. */
import type { Agency, AgencyKind } from '../../core/agency/agency';
import { readAgencyCode, readName, readOtherName } from '../../core/agency/agency-name';
import { pathUnder } from '../../core/agency/path';
import { checkPlacement } from '../../core/agency/placement';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import { newId } from '../new-id';
import type { Db } from '../schema';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent, byCommand } from '../store/audit-events';
import { findAgencyByCode, getAgencyByCode, insertAgency, insertSuccession, LAST_DAY } from '../store/agencies';
import { inTransaction } from '../transaction';

export interface NewAgency {
  readonly code: string;
  readonly kind: AgencyKind;
  readonly name: { readonly vi: string; readonly en: string };
  /** Absent: a province. */
  readonly parentCode?: string | undefined;
  readonly validFrom: Day;
  /** The last day; absent: it still exists. */
  readonly validTo?: Day | undefined;
  /** Codes of the agencies it takes over from, on its first day. They are closed by themselves: one may live on in part. */
  readonly predecessorCodes?: readonly string[] | undefined;
}

/** Throws `form-invalid` (names, code), `agency-code-taken`, `agency-unknown-code`, `agency-parent-wrong`, `agency-outlives-parent`, `agency-life-empty`. */
export async function createAgency(db: Db, input: NewAgency, by: Doer = byCommand()): Promise<Agency> {
  const { code, name, nameEn } = readFields({
    code: () => readAgencyCode(input.code),
    name: () => readName(input.name.vi),
    nameEn: () => readOtherName(input.name.en)
  });
  return inTransaction(db, async (trx) => {
    if (await findAgencyByCode(trx, code, LAST_DAY)) throw new Problem('agency-code-taken', { code });
    const parent = input.parentCode === undefined ? undefined : await getAgencyByCode(trx, input.parentCode, LAST_DAY);
    const id = newId();
    const agency: Agency = {
      id,
      code,
      kind: input.kind,
      validFrom: input.validFrom,
      validTo: input.validTo ?? null,
      name: { vi: name, en: nameEn || name },
      parentId: parent?.id ?? null,
      path: pathUnder(parent?.path, id)
    };
    if (agency.validTo !== null && agency.validTo < agency.validFrom) throw new Problem('agency-life-empty', { code: agency.code, name });
    checkPlacement(agency, parent);
    await insertAgency(trx, agency);
    for (const code of new Set(input.predecessorCodes)) {
      const predecessor = await getAgencyByCode(trx, code, LAST_DAY);
      await insertSuccession(trx, { predecessorId: predecessor.id, successorId: id, onDay: agency.validFrom });
    }
    await appendAuditEvent(trx, by, {
      action: 'agency.create',
      subjectKind: 'agency',
      subjectId: id,
      agencyId: id,
      change: { code, kind: agency.kind, name_vi: name, from: agency.validFrom, follows: [...new Set(input.predecessorCodes)] }
    });
    return agency;
  });
}

/** Gives an agency another name from a day on; or mends a name that was wrong all along. */
import type { Agency } from '../../core/agency/agency';
import { readName, readOtherName } from '../../core/agency/agency-name';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import { formatDay } from '../../i18n/format';
import type { Db } from '../schema';
import { getAgencyByCode, LAST_DAY } from '../store/agencies';
import { changeVersionFrom, listAgencyVersions } from '../store/agency-versions';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent, byCommand } from '../store/audit-events';
import { inTransaction } from '../transaction';

export interface AgencyRenaming {
  readonly code: string;
  readonly name: { readonly vi: string; readonly en: string };
  /** The first day of the new name; null: the present name was misspelt, and is mended for as long as it has stood. */
  readonly from: Day | null;
}

/** Throws `agency-unknown-code`, `form-invalid`, `agency-closed`, `agency-changed-later`, `agency-before-life`. */
export async function renameAgency(db: Db, { code, name, from }: AgencyRenaming, by: Doer = byCommand()): Promise<Agency> {
  const names = readFields({
    name: () => readName(name.vi),
    nameEn: () => readOtherName(name.en)
  });
  const nameEn = names.nameEn || names.name;
  return inTransaction(db, async (trx) => {
    const agency = await getAgencyByCode(trx, code, LAST_DAY);
    const last = (await listAgencyVersions(trx, agency.id)).at(-1)!;
    const day = from ?? last.valid_from;
    requireChangeable(agency, last.valid_from, day);
    await changeVersionFrom(trx, last, day, { name_vi: names.name, name_en: nameEn }, code);
    await appendAuditEvent(trx, by, {
      action: from === null ? 'agency.correct-name' : 'agency.rename',
      subjectKind: 'agency',
      subjectId: agency.id,
      agencyId: agency.id,
      change: { name_vi: [agency.name.vi, names.name], name_en: [agency.name.en, nameEn], from: day }
    });
    return getAgencyByCode(trx, code, LAST_DAY);
  });
}

/** `lastFrom`: the first day of its last version. A change on a day before that would lie under it. */
export function requireChangeable(agency: Agency, lastFrom: Day, day: Day): void {
  const { code } = agency;
  if (agency.validTo !== null && agency.validTo < day)
    throw new Problem('agency-closed', { code, name: agency.name.vi, day: formatDay(agency.validTo) });
  if (day < agency.validFrom) throw new Problem('agency-before-life', { code, name: agency.name.vi, day: formatDay(agency.validFrom) });
  if (day < lastFrom) throw new Problem('agency-changed-later', { code, name: agency.name.vi, day: formatDay(lastFrom) });
}

/** Takes the table of provinces, communes, wards and special zones whole: in one transaction, or not at all. */
import type { Agency } from '../../core/agency/agency';
import { SINCE_ALWAYS } from '../../core/agency/agency';
import type { AdministrativeUnit, KnownUnit } from '../../core/agency/administrative-units';
import { readAdministrativeUnits, UNIT_COLUMNS } from '../../core/agency/administrative-units';
import { pathUnder } from '../../core/agency/path';
import { checkPlacement } from '../../core/agency/placement';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { newId } from '../new-id';
import { readCsv } from '../read-csv';
import type { Db } from '../schema';
import { insertAgencies, LAST_DAY, listAgencies } from '../store/agencies';
import { inTransaction } from '../transaction';

export interface AgencyImport {
  readonly file: Uint8Array;
  /** For the sentences of its problems. */
  readonly fileName: string;
  /** The first day of the communes. The table has no days, and a province's first day is taken as not known. */
  readonly validFrom: Day;
  /** Only this province and what lies in it; the whole file is checked all the same. */
  readonly provinceCode?: string | undefined;
  readonly onStored?: ((stored: number, of: number) => void) | undefined;
}

/**
 * How many were added and how many were there already, unchanged. Throws `file-not-utf8`, `import-header`, or `import-row`
 * whose details name every bad line; `agency-unknown-code` for a province that the file does not have.
 */
export async function importAgencies(db: Db, input: AgencyImport): Promise<{ readonly added: number; readonly unchanged: number }> {
  const { rows } = readCsv(input.file, input.fileName, UNIT_COLUMNS);
  return inTransaction(db, async (trx) => {
    const stored = new Map((await listAgencies(trx, LAST_DAY, 'with-closed')).map((agency) => [agency.code, agency]));
    const { units, mistakes } = readAdministrativeUnits(rows, knownUnits(stored));
    if (mistakes.length > 0)
      throw new Problem('import-row', { file: input.fileName, count: new Set(mistakes.map((mistake) => mistake.place)).size }, mistakes);

    const wanted = units.filter((unit) => !input.provinceCode || [unit.code, unit.parentCode].includes(input.provinceCode));
    if (wanted.length === 0 && input.provinceCode) throw new Problem('agency-unknown-code', { code: input.provinceCode });
    const added = place(
      wanted.filter((unit) => !stored.has(unit.code)),
      stored,
      input.validFrom
    );
    await insertAgencies(trx, added, (count) => input.onStored?.(count, added.length));
    return { added: added.length, unchanged: wanted.length - added.length };
  });
}

function knownUnits(stored: ReadonlyMap<string, Agency>): ReadonlyMap<string, KnownUnit> {
  const codeOfId = new Map([...stored.values()].map((agency) => [agency.id, agency.code]));
  return new Map(
    [...stored.values()].map(({ code, kind, name, parentId }) => [
      code,
      { code, kind, nameVi: name.vi, nameEn: name.en, parentCode: parentId === null ? null : (codeOfId.get(parentId) ?? null) }
    ])
  );
}

/** Gives new units their ids and paths, provinces first. */
function place(units: readonly AdministrativeUnit[], stored: ReadonlyMap<string, Agency>, validFrom: Day): readonly Agency[] {
  const placed = new Map(stored);
  const agencies: Agency[] = [];
  for (const unit of [...units.filter((each) => each.kind === 'province'), ...units.filter((each) => each.kind !== 'province')]) {
    const parent = unit.parentCode === null ? undefined : placed.get(unit.parentCode);
    const id = newId();
    const agency: Agency = {
      id,
      code: unit.code,
      kind: unit.kind,
      validFrom: unit.kind === 'province' ? SINCE_ALWAYS : validFrom,
      validTo: null,
      name: { vi: unit.nameVi, en: unit.nameEn },
      parentId: parent?.id ?? null,
      path: pathUnder(parent?.path, id)
    };
    checkPlacement(agency, parent);
    placed.set(agency.code, agency);
    agencies.push(agency);
  }
  return agencies;
}

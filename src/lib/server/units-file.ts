/** The table of provinces, communes, wards and special zones that ships with the product. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { UnitRow } from '../core/agency/administrative-units';
import { readAdministrativeUnits, UNIT_COLUMNS } from '../core/agency/administrative-units';
import { Problem } from '../core/problem';
import { compareNames } from '../core/vietnamese/compare-names';
import { readCsv } from './read-csv';

export const UNITS_FILE = 'vn-administrative-units-2026.csv';
/** The day two-tier local government began; the units of the table are those of that day. */
export const UNITS_FROM = '2025-07-01';

/** The server is started in the project's folder. Throws `file-unreadable`. */
export async function readUnitsFile(): Promise<Buffer> {
  return readFile(resolve('scripts/data', UNITS_FILE)).catch((failure: NodeJS.ErrnoException) => {
    throw new Problem('file-unreadable', { file: UNITS_FILE, reason: failure.code ?? failure.message });
  });
}

export interface ProvinceChoice {
  readonly code: string;
  readonly name: { readonly vi: string; readonly en: string };
  /** Communes, wards and special zones. */
  readonly units: number;
}

/** The 34 provinces, by their Vietnamese names. */
export async function listProvinces(): Promise<readonly ProvinceChoice[]> {
  const rows: readonly UnitRow[] = readCsv(await readUnitsFile(), UNITS_FILE, UNIT_COLUMNS).rows;
  const { units } = readAdministrativeUnits(rows, new Map());
  // "Tỉnh …" and "Thành phố …" stand in one list, by what follows.
  const plain = (name: string) => name.replace(/^(Tỉnh|Thành phố) /, '');
  return units
    .filter(({ kind }) => kind === 'province')
    .map(({ code, nameVi, nameEn }) => ({
      code,
      name: { vi: nameVi, en: nameEn },
      units: units.filter(({ parentCode }) => parentCode === code).length
    }))
    .toSorted((a, b) => compareNames(plain(a.name.vi), plain(b.name.vi)));
}

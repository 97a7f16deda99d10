/**
 * The table of administrative units in force since 1/7/2025 (provinces, and communes, wards and special zones under them), one
 * unit a row, read into agencies. Codes are those of the General Statistics Office: two digits for a province, five for a unit.
 * Refuses nothing in silence: every cell that does not fit is named with its line, and so is a row that contradicts what is
 * known already (a rename is a decision with a day, not something a table brings along).
 */
import { badLine } from '../problem';
import type { ProblemDetail } from '../problem';
import type { AgencyKind } from './agency';

export const UNIT_COLUMNS = ['province_code', 'province_name', 'unit_code', 'unit_name', 'unit_name_en', 'unit_type'] as const;
export type UnitColumn = (typeof UNIT_COLUMNS)[number];

export interface UnitRow {
  readonly line: number;
  readonly cells: Readonly<Record<UnitColumn, string>>;
}

/** A row that reads well. `parentCode` null: a province. */
export interface AdministrativeUnit {
  readonly line: number;
  readonly code: string;
  readonly kind: Extract<AgencyKind, 'province' | 'commune'>;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly parentCode: string | null;
}

/** What is stored of a unit, as far as a row can contradict it. */
export type KnownUnit = Omit<AdministrativeUnit, 'line' | 'kind'> & { readonly kind: AgencyKind };

interface UnitTable {
  readonly units: readonly AdministrativeUnit[];
  /** One for each mistake, in the order of the lines. */
  readonly mistakes: readonly ProblemDetail[];
}

const KINDS: Readonly<Record<string, AdministrativeUnit['kind'] | undefined>> = {
  province: 'province',
  xã: 'commune',
  phường: 'commune',
  'đặc khu': 'commune'
};
const CODE_SHAPES = { province: /^\d{2}$/, commune: /^\d{5}$/ } as const;
const NAME_LENGTH = 200;

/** `known`: what is stored already, by code. Cells are NFC and trimmed. */
export function readAdministrativeUnits(rows: readonly UnitRow[], known: ReadonlyMap<string, KnownUnit>): UnitTable {
  const provinces = new Set(
    rows.filter(({ cells }) => KINDS[cells.unit_type.toLowerCase()] === 'province').map(({ cells }) => cells.unit_code)
  );
  const lineOfCode = new Map<string, number>();
  const units: AdministrativeUnit[] = [];
  const mistakes: ProblemDetail[] = [];
  for (const row of rows) {
    const found = mistakesOfCells(row);
    const unit = found.length === 0 ? toUnit(row) : undefined;
    if (unit) {
      found.push(...mistakesOfPlace(unit, provinces, lineOfCode, known));
      if (!lineOfCode.has(unit.code)) lineOfCode.set(unit.code, unit.line);
    }
    mistakes.push(...found);
    if (unit && found.length === 0) units.push(unit);
  }
  return { units, mistakes };
}

function toUnit({ line, cells }: UnitRow): AdministrativeUnit {
  const kind = KINDS[cells.unit_type.toLowerCase()]!;
  return {
    line,
    code: cells.unit_code,
    kind,
    nameVi: capitalise(cells.unit_name),
    nameEn: capitalise(cells.unit_name_en),
    parentCode: kind === 'province' ? null : cells.province_code
  };
}

function mistakesOfCells({ line, cells }: UnitRow): ProblemDetail[] {
  const empty = UNIT_COLUMNS.filter((column) => cells[column] === '');
  if (empty.length > 0) return empty.map((column) => badLine(line, 'row-empty', { column }));

  const wrong = new Set<UnitColumn>();
  const kind = KINDS[cells.unit_type.toLowerCase()];
  if (!kind) wrong.add('unit_type');
  if (!CODE_SHAPES.province.test(cells.province_code)) wrong.add('province_code');
  if (kind && !CODE_SHAPES[kind].test(cells.unit_code)) wrong.add('unit_code');
  if (kind === 'province' && cells.unit_code !== cells.province_code) wrong.add('unit_code');
  for (const column of ['unit_name', 'unit_name_en'] as const) if (!isName(cells[column])) wrong.add(column);
  return [...wrong].map((column) => badLine(line, 'row-value', { column, value: cells[column] }));
}

function mistakesOfPlace(
  unit: AdministrativeUnit,
  provinces: ReadonlySet<string>,
  lineOfCode: ReadonlyMap<string, number>,
  known: ReadonlyMap<string, KnownUnit>
): ProblemDetail[] {
  const first = lineOfCode.get(unit.code);
  if (first !== undefined) return [badLine(unit.line, 'row-repeated', { value: unit.code, first })];
  if (unit.parentCode !== null && !provinces.has(unit.parentCode) && known.get(unit.parentCode)?.kind !== 'province')
    return [badLine(unit.line, 'row-parent-unknown', { value: unit.parentCode })];
  const stored = known.get(unit.code);
  if (!stored) return [];
  return (['nameVi', 'nameEn', 'kind', 'parentCode'] as const)
    .filter((field) => stored[field] !== unit[field])
    .map((field) => badLine(unit.line, 'row-differs', { code: unit.code, value: unit[field] ?? '–', kept: stored[field] ?? '–' }));
}

/** The table writes one name with a small first letter. */
function capitalise(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function isName(text: string): boolean {
  return !/\p{C}/u.test(text) && [...text].length <= NAME_LENGTH;
}

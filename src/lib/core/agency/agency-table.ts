/**
 * A table of agencies as an office keeps it, one a row, compared with what is stored: what it adds, renames and moves from a day on.
 * What the table leaves out stays as it is; nothing is closed by being left out. Every row that does not fit is named with its line.
 */
import type { Day } from '../calendar/day';
import { badLine, Problem } from '../problem';
import type { ProblemCode, ProblemDetail, ProblemParameters } from '../problem';
import { foldText } from '../vietnamese/fold';
import type { Agency, AgencyKind } from './agency';
import { AGENCY_KINDS, existsOn } from './agency';
import { readAgencyCode, readName } from './agency-name';
import { parentKinds } from './placement';

export const AGENCY_TABLE_COLUMNS = ['code', 'name', 'name_en', 'kind', 'parent_code'] as const;
export type AgencyTableColumn = (typeof AGENCY_TABLE_COLUMNS)[number];

export interface AgencyTableRow {
  readonly line: number;
  readonly cells: Readonly<Record<AgencyTableColumn, string>>;
}

/** An agency as it last stood, and what a change needs of it. */
export interface StoredAgency extends Pick<Agency, 'code' | 'kind' | 'name' | 'validFrom' | 'validTo'> {
  readonly parentCode: string | null;
  /** The first day of its last version: nothing is changed before that. */
  readonly lastFrom: Day;
  /** Whether the person may change it and put others under it. */
  readonly isOwn: boolean;
}

export interface TableAgency {
  readonly line: number;
  readonly code: string;
  readonly kind: AgencyKind;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly parentCode: string | null;
}

export interface AgencyTablePlan {
  /** Parents before what stands under them. */
  readonly added: readonly TableAgency[];
  readonly renamed: readonly (TableAgency & { readonly before: string })[];
  readonly moved: readonly (TableAgency & { readonly before: string | null })[];
  readonly unchanged: number;
  /** In the order of the lines; with any of them nothing is done. */
  readonly mistakes: readonly ProblemDetail[];
}

/** What people write in `kind`, folded. */
const KINDS: Readonly<Record<string, AgencyKind>> = {
  ...Object.fromEntries(AGENCY_KINDS.map((kind) => [kind, kind])),
  ...Object.fromEntries(['tinh', 'thanh pho', 'tinh, thanh pho'].map((word) => [word, 'province'])),
  ...Object.fromEntries(['so', 'ban', 'van phong', 'so, ban, nganh', 'so, ban, van phong'].map((word) => [word, 'department'])),
  ...Object.fromEntries(['xa', 'phuong', 'dac khu', 'xa, phuong, dac khu'].map((word) => [word, 'commune'])),
  ...Object.fromEntries(['huyen'].map((word) => [word, 'district'])),
  ...Object.fromEntries(['trung tam', 'chi nhanh', 'trung tam, chi nhanh'].map((word) => [word, 'centre']))
};

/** `from`: the first day of what is new. `stored`: by code. */
export function planAgencyTable(rows: readonly AgencyTableRow[], stored: ReadonlyMap<string, StoredAgency>, from: Day): AgencyTablePlan {
  const mistakes: ProblemDetail[] = [];
  const wanted = new Map<string, TableAgency>();
  for (const row of rows) {
    const read = readRow(row);
    const first = read.agency && wanted.get(read.agency.code);
    if (first) mistakes.push(badLine(row.line, 'row-repeated', { value: first.code, first: first.line }));
    else if (read.agency) wanted.set(read.agency.code, read.agency);
    mistakes.push(...read.mistakes);
  }
  const all = [...wanted.values()];
  for (const agency of all) {
    const found = misplaced(agency, wanted, stored, from);
    if (found) mistakes.push(badLine(agency.line, found.code, found.parameters));
  }
  const known = all.flatMap((agency) => {
    const before = stored.get(agency.code);
    return before ? [{ agency, before }] : [];
  });
  return {
    added: mistakes.length > 0 ? [] : parentsFirst(all.filter(({ code }) => !stored.has(code))),
    renamed: known
      .filter(({ agency, before }) => isRenamed(agency, before))
      .map(({ agency, before }) => ({ ...agency, before: before.name.vi })),
    moved: known
      .filter(({ agency, before }) => agency.parentCode !== before.parentCode)
      .map(({ agency, before }) => ({ ...agency, before: before.parentCode })),
    unchanged: known.filter(({ agency, before }) => !isChanged(agency, before)).length,
    mistakes: mistakes.toSorted((a, b) => Number(a.parameters['line']) - Number(b.parameters['line']))
  };
}

function readRow({ line, cells }: AgencyTableRow): { readonly agency?: TableAgency; readonly mistakes: readonly ProblemDetail[] } {
  const mistakes: ProblemDetail[] = [];
  const take = <T>(column: AgencyTableColumn, read: () => T): T | undefined => {
    if (cells[column] === '') mistakes.push(badLine(line, 'row-empty', { column }));
    else
      try {
        return read();
      } catch (failure) {
        if (!(failure instanceof Problem)) throw failure;
        mistakes.push(badLine(line, 'row-value', { column, value: cells[column].slice(0, 60) }));
      }
    return undefined;
  };
  const code = take('code', () => readAgencyCode(cells.code));
  const nameVi = take('name', () => readName(cells.name));
  const nameEn = cells.name_en === '' ? nameVi : take('name_en', () => readName(cells.name_en));
  const kind = take('kind', () => readKind(cells.kind));
  if (code === undefined || nameVi === undefined || nameEn === undefined || kind === undefined) return { mistakes };
  return { agency: { line, code, kind, nameVi, nameEn, parentCode: cells.parent_code === '' ? null : cells.parent_code }, mistakes };
}

function readKind(typed: string): AgencyKind {
  const kind = KINDS[foldText(typed)];
  if (!kind) throw new Problem('row-value');
  return kind;
}

type Fault = { readonly code: ProblemCode; readonly parameters: ProblemParameters };

/** What keeps an agency from standing where the table has it; undefined: nothing, or nothing changes. */
function misplaced(
  agency: TableAgency,
  wanted: ReadonlyMap<string, TableAgency>,
  stored: ReadonlyMap<string, StoredAgency>,
  from: Day
): Fault | undefined {
  const before = stored.get(agency.code);
  if (before && before.kind !== agency.kind)
    return { code: 'row-differs', parameters: { code: agency.code, value: agency.kind, kept: before.kind } };
  if (before && !isChanged(agency, before)) return undefined;
  if (before && !before.isOwn) return { code: 'row-outside', parameters: { value: agency.code } };
  if (before && !existsOn(before, from)) return { code: 'row-closed', parameters: { value: agency.code } };
  if (before && from < before.lastFrom) return { code: 'row-changed-later', parameters: { value: agency.code } };
  if (before && before.parentCode === agency.parentCode) return undefined;

  if (agency.parentCode === null) return { code: 'row-empty', parameters: { column: 'parent_code' } };
  const inTable = wanted.get(agency.parentCode);
  const above = stored.get(agency.parentCode);
  const parent = above ?? inTable;
  if (!parent) return { code: 'row-parent-unknown', parameters: { value: agency.parentCode } };
  if (above && !above.isOwn) return { code: 'row-outside', parameters: { value: above.code } };
  if (above && !existsOn(above, from)) return { code: 'row-closed', parameters: { value: above.code } };
  if (!parentKinds(agency.kind).includes(parent.kind))
    return {
      code: 'row-parent-wrong',
      parameters: { value: agency.code, kind: agency.kind, parent: parent.code, parentKind: parent.kind }
    };
  return goesRound(agency.code, wanted, stored) ? { code: 'row-cycle', parameters: { value: agency.code } } : undefined;
}

/** Whether the way up from the agency, as the table would have it, comes back to it. Of kinds that may stand under each other the longest way is short. */
function goesRound(code: string, wanted: ReadonlyMap<string, TableAgency>, stored: ReadonlyMap<string, StoredAgency>): boolean {
  const seen = new Set<string>();
  for (let at: string | null | undefined = code; at; at = (wanted.get(at) ?? stored.get(at))?.parentCode) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

function isRenamed(agency: TableAgency, before: StoredAgency): boolean {
  return agency.nameVi !== before.name.vi || agency.nameEn !== before.name.en;
}

function isChanged(agency: TableAgency, before: StoredAgency): boolean {
  return isRenamed(agency, before) || agency.parentCode !== before.parentCode;
}

function parentsFirst(agencies: readonly TableAgency[]): readonly TableAgency[] {
  const byCode = new Map(agencies.map((agency) => [agency.code, agency]));
  const placed = new Set<TableAgency>();
  const ordered: TableAgency[] = [];
  for (const agency of agencies) {
    // From the agency up to what is placed already, and down again: no recursion, however long the chain.
    const chain: TableAgency[] = [];
    for (let at: TableAgency | undefined = agency; at && !placed.has(at); at = byCode.get(at.parentCode ?? '')) {
      placed.add(at);
      chain.push(at);
    }
    ordered.push(...chain.toReversed());
  }
  return ordered;
}

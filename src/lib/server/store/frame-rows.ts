/** The rows of a list that may be drawn: counted by what designs part and cluster them by, and read one after another. */
import { sql } from 'kysely';
import type { Db } from '../schema';
import type { Frame } from './frames';

/** What a design looks at of a row, beside its agency. */
export interface FrameColumns {
  readonly field: boolean;
  readonly area: boolean;
  readonly village: boolean;
}

export interface CountedRows {
  readonly agencyId: string;
  readonly field: string;
  readonly area: string;
  readonly village: string;
  readonly rows: number;
  readonly size: number;
}

/** Columns that are not asked for come back as ''. */
export async function countFrameRows(db: Db, frameId: string, columns: FrameColumns): Promise<readonly CountedRows[]> {
  const wanted = [
    ...(columns.field ? (['service_field'] as const) : []),
    ...(columns.area ? (['area'] as const) : []),
    ...(columns.village ? (['village'] as const) : [])
  ];
  const rows = await db
    .selectFrom('frame_units')
    .select(['handling_agency_id', ...wanted])
    .select((of) => [of.fn.countAll().as('rows'), of.fn.sum('size').as('size')])
    .where('frame_id', '=', frameId)
    .where('kept', '=', 1)
    .groupBy(['handling_agency_id', ...wanted])
    .orderBy(sql`min(unit_no)`)
    .execute();
  return rows.map((row) => {
    const named = row as Partial<Record<(typeof wanted)[number], string>>;
    return {
      agencyId: row.handling_agency_id,
      field: named.service_field ?? '',
      area: named.area ?? '',
      village: named.village ?? '',
      rows: Number(row.rows),
      size: Number(row.size)
    };
  });
}

/** Rows of one read: a million pass in bounded memory. */
const BATCH = 20_000;

export interface FrameRowRead {
  readonly unit_no: number;
  readonly handling_agency_id: string;
  readonly service_field: string;
  readonly area: string;
  readonly village: string;
  readonly size: number;
}

/** Those that may be drawn, by unit number. */
export async function* readFrameRows(db: Db, frameId: string): AsyncGenerator<readonly FrameRowRead[]> {
  for (let last = 0; ;) {
    const rows = await db
      .selectFrom('frame_units')
      .select(['unit_no', 'handling_agency_id', 'service_field', 'area', 'village', 'size'])
      .where('frame_id', '=', frameId)
      .where('kept', '=', 1)
      .where('unit_no', '>', last)
      .orderBy('unit_no')
      .limit(BATCH)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.unit_no;
  }
}

/** Of these units of the list, what a drawn unit keeps of them. */
export async function findFrameUnits(db: Db, frameId: string, unitNos: readonly number[]) {
  const found = new Map<
    number,
    { readonly handling_agency_id: string; readonly receiving_counter_id: string | null; readonly service_field: string }
  >();
  for (let at = 0; at < unitNos.length; at += 500)
    for (const { unit_no: unitNo, ...unit } of await db
      .selectFrom('frame_units')
      .select(['unit_no', 'handling_agency_id', 'receiving_counter_id', 'service_field'])
      .where('frame_id', '=', frameId)
      .where('unit_no', 'in', unitNos.slice(at, at + 500))
      .execute())
      found.set(unitNo, unit);
  return found;
}

/** Also one that was replaced: a draw from it can still be repeated. */
export async function getFrame(db: Db, id: string): Promise<Frame> {
  return db.selectFrom('frames').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

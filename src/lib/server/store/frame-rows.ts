/** The rows of a list that may be drawn: counted by what designs part and cluster them by, and read one after another. */
import { sql } from 'kysely';
import type { Db } from '../schema';
import { takeTurns } from '../take-turns';
import type { Frame } from './frames';

/** What a design looks at of a row, beside its agency. */
export interface FrameColumns {
  readonly field: boolean;
  readonly area: boolean;
  readonly village: boolean;
  readonly personKind: boolean;
}

export interface CountedRows {
  readonly agencyId: string;
  readonly field: string;
  readonly area: string;
  readonly village: string;
  readonly personKind: string;
  readonly rows: number;
  readonly size: number;
}

/** Rows of one read: a million pass in bounded memory, and others get their turns in between. */
const BATCH = 5_000;

/** Columns that are not asked for come back as ''. In the order in which they first come in the list. */
export async function countFrameRows(db: Db, frameId: string, columns: FrameColumns, onRead?: OnRead): Promise<readonly CountedRows[]> {
  const wanted = [
    ...(columns.field ? (['service_field'] as const) : []),
    ...(columns.area ? (['area'] as const) : []),
    ...(columns.village ? (['village'] as const) : []),
    ...(columns.personKind ? (['person_kind'] as const) : [])
  ];
  const groups = new Map<string, { -readonly [Key in keyof CountedRows]: CountedRows[Key] }>();
  const { first, last } = await findUnitNumbers(db, frameId);
  const turn = takeTurns();
  for (let from = first; from <= last; from += BATCH) {
    const rows = await db
      .selectFrom('frame_units')
      .select(['handling_agency_id', ...wanted])
      .select((of) => [of.fn.countAll().as('rows'), of.fn.sum('size').as('size')])
      .where('frame_id', '=', frameId)
      .where('unit_no', '>=', from)
      .where('unit_no', '<', from + BATCH)
      .where('kept', '=', 1)
      .groupBy(['handling_agency_id', ...wanted])
      .orderBy(sql`min(unit_no)`)
      .execute();
    for (const row of rows) {
      const names = row as Partial<Record<(typeof wanted)[number], string>>;
      const { service_field: field = '', area = '', village = '', person_kind: personKind = '' } = names;
      const key = [row.handling_agency_id, field, area, village, personKind].join('\n');
      const group = groups.get(key) ?? { agencyId: row.handling_agency_id, field, area, village, personKind, rows: 0, size: 0 };
      group.rows += Number(row.rows);
      group.size += Number(row.size);
      groups.set(key, group);
    }
    await onRead?.(Math.min(last, from + BATCH - 1), last);
    await turn();
  }
  return [...groups.values()];
}

/** Told how far a list has been read: a unit's number, and the last one's. */
export type OnRead = (unitNo: number, last: number) => Promise<void>;

async function findUnitNumbers(db: Db, frameId: string): Promise<{ readonly first: number; readonly last: number }> {
  const of = db.selectFrom('frame_units').select('unit_no').where('frame_id', '=', frameId).limit(1);
  const first = await of.orderBy('unit_no').executeTakeFirst();
  const last = await of.orderBy('unit_no', 'desc').executeTakeFirst();
  return { first: first?.unit_no ?? 1, last: last?.unit_no ?? 0 };
}

export interface FrameRowRead {
  readonly unit_no: number;
  readonly handling_agency_id: string;
  readonly service_field: string;
  readonly area: string;
  readonly village: string;
  readonly person_kind: string;
  readonly size: number;
}

/** Those that may be drawn, by unit number. */
export async function* readFrameRows(db: Db, frameId: string): AsyncGenerator<readonly FrameRowRead[]> {
  const turn = takeTurns();
  for (let last = 0; ;) {
    const rows = await db
      .selectFrom('frame_units')
      .select(['unit_no', 'handling_agency_id', 'service_field', 'area', 'village', 'person_kind', 'size'])
      .where('frame_id', '=', frameId)
      .where('kept', '=', 1)
      .where('unit_no', '>', last)
      .orderBy('unit_no')
      .limit(BATCH)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.unit_no;
    await turn();
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

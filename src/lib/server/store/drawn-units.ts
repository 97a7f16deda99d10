/** Drawn units as their list shows them: a page by what an address asks. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import type { Db } from '../schema';
import { isShown } from './agencies-within';
import { containsWords } from './name-keys';

export const DRAWN_COLUMNS = ['serial', 'agency', 'field', 'probability'] as const;
export type DrawnColumn = (typeof DRAWN_COLUMNS)[number];

/** `main`: drawn as such; `reserve`: not used yet; `entered`: a reserve that took a place; `replaced`: given up. */
export const DRAWN_PARTS = ['main', 'reserve', 'entered', 'replaced'] as const;
export type DrawnPart = (typeof DRAWN_PARTS)[number];

export interface DrawnRow {
  readonly id: string;
  readonly serial: number;
  readonly unitNo: number;
  readonly ordinal: number;
  readonly agencyVi: string;
  readonly agencyEn: string;
  readonly field: string;
  readonly cluster: string;
  readonly probability: number;
  readonly role: 'main' | 'reserve';
  readonly reserveOrder: number | null;
  readonly releasedAt: string | null;
  readonly replacedAt: string | null;
  readonly reason: string | null;
  /** Serial number of the unit whose place it took. */
  readonly replaces: number | null;
}

interface DrawnFilter {
  readonly drawId: string;
  readonly part: DrawnPart | undefined;
  readonly day: Day;
}

export async function listDrawnPage(db: Db, filter: DrawnFilter, query: ListQuery<DrawnColumn>): Promise<ListPage<DrawnRow>> {
  const { total } = await matching(db, filter, query)
    .select((of) => of.fn.countAll().as('total'))
    .executeTakeFirstOrThrow();
  const page = pageWithin(query.page, Number(total));
  const column = { serial: sql`u.serial`, agency: sql`v.sort_key`, field: sql`u.service_field`, probability: sql`u.inclusion_probability` };
  const rows = await matching(db, filter, query)
    .leftJoin('sampled_units as gone', 'gone.id', 'u.replaces_id')
    .select(['u.id', 'u.serial', 'u.unit_no as unitNo', 'u.ordinal', 'v.name_vi as agencyVi', 'v.name_en as agencyEn'])
    .select([
      'u.service_field as field',
      'u.cluster',
      'u.inclusion_probability as probability',
      'u.role',
      'u.reserve_order as reserveOrder'
    ])
    .select(['u.released_at as releasedAt', 'u.replaced_at as replacedAt', 'u.replace_reason as reason', 'gone.serial as replaces'])
    .orderBy(column[query.sort.key], query.sort.descending ? 'desc' : 'asc')
    .orderBy('u.serial')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute();
  return { rows, total: Number(total), page };
}

function matching(db: Db, { drawId, part, day }: DrawnFilter, { text, words }: Pick<ListQuery<DrawnColumn>, 'text' | 'words'>) {
  let query = db
    .selectFrom('sampled_units as u')
    .innerJoin('agency_versions as v', (join) => join.onRef('v.agency_id', '=', 'u.handling_agency_id').on(isShown('v', day)))
    .where('u.draw_id', '=', drawId);
  // A number is a form's; words are an agency's.
  if (/^\d{1,9}$/.test(text.trim())) query = query.where('u.serial', '=', Number(text.trim()));
  else if (words.length > 0) query = query.where(containsWords('v.search_text', words));
  if (part === 'main') return query.where('u.role', '=', 'main');
  if (part === 'reserve') return query.where('u.role', '=', 'reserve').where('u.released_at', 'is', null);
  if (part === 'entered') return query.where('u.role', '=', 'reserve').where('u.released_at', 'is not', null);
  return part === 'replaced' ? query.where('u.replaced_at', 'is not', null) : query;
}

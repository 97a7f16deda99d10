/** The units of the draw that stands, without a word of who they are. */
import { localDay } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { readListQuery } from '../../core/list-query';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { findDraw } from '../store/draws';
import type { DrawnColumn, DrawnPart, DrawnRow } from '../store/drawn-units';
import { DRAWN_COLUMNS, DRAWN_PARTS, listDrawnPage } from '../store/drawn-units';
import { findRoundToRead } from './find-round';
import type { RoundHead } from './open-designs';
import { headOf } from './open-designs';

export interface OpenedDrawnUnits {
  readonly survey: RoundHead;
  readonly list: ListPage<DrawnRow> & Pick<ListQuery<DrawnColumn>, 'text' | 'sort'>;
  readonly part: DrawnPart | undefined;
}

/** Throws what `findRoundToRead` throws, `draw-not-found`. */
export async function listDrawnUnits(db: Db, asking: Asking, code: string, query: URLSearchParams, now: Date): Promise<OpenedDrawnUnits> {
  const { survey } = await findRoundToRead(db, asking, code, localDay(now));
  const draw = await findDraw(db, survey.id);
  if (!draw) throw new Problem('draw-not-found');
  const asked = readListQuery(query, DRAWN_COLUMNS, { key: 'serial', descending: false });
  const part = DRAWN_PARTS.find((one) => one === query.get('part'));
  const page = await listDrawnPage(db, { drawId: draw.id, part, day: localDay(now) }, asked);
  return { survey: headOf(survey), list: { ...page, text: asked.text, sort: asked.sort }, part };
}

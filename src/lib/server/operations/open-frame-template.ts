/** A list to begin from, for who may import one. */
import { isFrameKind } from '../../core/frame/frame-fields';
import type { FrameKind } from '../../core/frame/frame-fields';
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import { frameTemplateCsv, frameTemplateXlsx } from '../export/frame-template';
import type { Db } from '../schema';
import { findRoundToRead } from './find-round';

export interface FrameTemplate {
  readonly fileName: string;
  readonly content: string | Uint8Array;
}

/** `query`: `kind`. Throws what `findRoundToRead` throws, `not-found` for a kind that there is not. */
export async function openFrameTemplate(
  db: Db,
  asking: Asking,
  code: string,
  query: URLSearchParams,
  format: 'csv' | 'xlsx',
  now: Date
): Promise<FrameTemplate> {
  await findRoundToRead(db, asking, code, localDay(now));
  const kind: FrameKind | string = query.get('kind') ?? 'transactions';
  if (!isFrameKind(kind)) throw new Problem('not-found');
  const content = format === 'csv' ? frameTemplateCsv(kind) : await frameTemplateXlsx(kind);
  return { fileName: `mau-danh-sach-${kind}.${format}`, content };
}

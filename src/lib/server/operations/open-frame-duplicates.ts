/** Rows that are there twice, each beside the one it repeats: by line, agency, field and day. Whose they are is not shown. */
import { localDay } from '../../core/calendar/day';
import type { DuplicateKind } from '../../core/frame/decide-duplicates';
import { isKept, readDecisions } from '../../core/frame/decide-duplicates';
import type { FrameCounts } from '../../core/frame/frame-counts';
import { readCounts } from '../../core/frame/frame-counts';
import type { ListPage } from '../../core/list-query';
import { PAGE_SIZE, pageWithin } from '../../core/list-query';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { LAST_DAY, listAgenciesOf } from '../store/agencies';
import { listDuplicates } from '../store/frame-units';
import { findRoundToRead } from './find-round';
import { findStandingFrames } from './find-frame';

export interface DuplicateRow {
  readonly unitNo: number;
  readonly line: number;
  readonly firstLine: number;
  readonly agency: { readonly vi: string; readonly en: string };
  readonly firstAgency: { readonly vi: string; readonly en: string };
  readonly serviceField: string;
  readonly firstServiceField: string;
  readonly completedOn: string | null;
  readonly firstCompletedOn: string | null;
  /** As it is decided so far. */
  readonly kept: boolean;
  readonly singly: boolean | null;
}

export interface OpenedDuplicates {
  readonly survey: { readonly code: string; readonly name: { readonly vi: string; readonly en: string } };
  readonly kind: DuplicateKind;
  readonly counts: FrameCounts['duplicates'];
  readonly list: ListPage<DuplicateRow>;
  readonly mayDecide: boolean;
}

/** `query`: `kind`, `page`. Throws what `findRoundToRead` throws, `frame-none`. */
export async function openFrameDuplicates(
  db: Db,
  asking: Asking,
  code: string,
  query: URLSearchParams,
  now: Date
): Promise<OpenedDuplicates> {
  const { survey, mayWrite } = await findRoundToRead(db, asking, code, localDay(now));
  const { ready, pending } = await findStandingFrames(db, survey.id);
  const frame = pending?.state === 'deciding' ? pending : ready;
  if (!frame) throw new Problem('frame-none');
  const kind = query.get('kind') === 'person' ? 'person' : 'dossier';
  const { duplicates } = readCounts(frame.counts);
  const page = pageWithin(Math.max(1, Math.floor(Number(query.get('page')) || 1)), duplicates[kind]);
  const units = await listDuplicates(db, frame.id, kind, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  const ids = [...new Set(units.flatMap(({ agencyId, firstAgencyId }) => [agencyId, firstAgencyId]))];
  const names = new Map((await listAgenciesOf(db, ids, LAST_DAY)).map(({ id, name }) => [id, { vi: name.vi, en: name.en }]));
  const decisions = readDecisions(frame.decisions);
  return {
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en } },
    kind,
    counts: duplicates,
    mayDecide: mayWrite && frame.state === 'deciding',
    list: {
      rows: units.map(({ agencyId, firstAgencyId, duplicateOf: _, kept, ...unit }) => ({
        ...unit,
        agency: names.get(agencyId)!,
        firstAgency: names.get(firstAgencyId)!,
        kept: frame.state === 'ready' ? kept : isKept(unit.unitNo, kind, decisions),
        singly: decisions.singly[unit.unitNo] ?? null
      })),
      total: duplicates[kind],
      page
    }
  };
}

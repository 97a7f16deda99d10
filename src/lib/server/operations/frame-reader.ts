/** What a frame's rows are read with: the agency tree with all its past, the counters, the columns and the window. */
import type { Selectable } from 'kysely';
import { isWithin } from '../../core/agency/path';
import { localDay } from '../../core/calendar/day';
import type { FrameMapping } from '../../core/frame/frame-mapping';
import { agencyMatcher } from '../../core/frame/match-agency';
import { counterMatcher } from '../../core/frame/match-counter';
import type { RowReader } from '../../core/frame/read-row';
import type { Db } from '../schema';
import type { FrameTable } from '../schema-desk';
import { LAST_DAY } from '../store/agencies';
import { listNamedCounters, listNamedVersions } from '../store/frame-names';
import { listSuccessions } from '../store/successions';

/** `ownerPath`: agencies within it are taken. */
export async function frameReader(db: Db, frame: Selectable<FrameTable>, ownerPath: string, now: Date): Promise<RowReader> {
  const mapping = JSON.parse(frame.mapping) as FrameMapping;
  const versions = await listNamedVersions(db);
  return {
    kind: frame.kind,
    columns: Object.fromEntries(Object.entries(mapping.columns).map(([field, { at }]) => [field, at])),
    width: mapping.width,
    window: { from: frame.window_from, to: frame.window_to },
    agencies: agencyMatcher({
      versions: versions.map(({ path, ...version }) => ({ ...version, isOwn: isWithin(path, ownerPath) })),
      successions: await listSuccessions(db, LAST_DAY),
      today: localDay(now),
      byHand: new Map(Object.entries(mapping.agencies))
    }),
    findCounter: counterMatcher(await listNamedCounters(db, ownerPath))
  };
}

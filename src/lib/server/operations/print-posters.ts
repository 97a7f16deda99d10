/** A print job: the posters of every counter of an agency and of those below it, as one PDF in the order in which they are carried out. */
import type { Writable } from 'node:stream';
import { localDay } from '../../core/calendar/day';
import type { Poster } from '../../core/fieldwork/poster';
import type { Destination } from '../../core/poster/distribution-order';
import { compareDestinations } from '../../core/poster/distribution-order';
import type { PrintChoice } from '../../core/poster/read-print-choice';
import { Problem } from '../../core/problem';
import type { Config } from '../config';
import { writePosterPdf } from '../export/poster-pdf';
import { counterLink } from '../qr-code';
import type { Db } from '../schema';
import { getAgencyByCode } from '../store/agencies';
import type { Counter } from '../store/counters';
import { listCountersBelow } from '../store/counters';
import { buildPoster } from './build-poster';

export interface PrintJob extends PrintChoice {
  readonly agencyCode: string;
  /** Before the posters of each agency its delivery slip. */
  readonly slips: boolean;
}

/** The counters whose posters the job holds, sorted; not those that are closed. Throws `agency-unknown-code`, `no-counter-to-print`. */
export async function listDestinations(db: Db, agencyCode: string, now: Date): Promise<readonly Counter[]> {
  const today = localDay(now);
  const agency = await getAgencyByCode(db, agencyCode, today);
  const counters = (await listCountersBelow(db, agency.path, today)).filter(({ closedOn }) => closedOn === null || closedOn >= today);
  if (counters.length === 0) throw new Problem('no-counter-to-print', { agency: agency.name.vi });
  return counters.toSorted((a, b) => compareDestinations(destinationOf(a), destinationOf(b)));
}

/**
 * Ends `out`; resolves with the number of pages. Throws, before anything is written, `agency-unknown-code`, `no-counter-to-print`,
 * `public-url-missing`.
 */
export async function printPosters(
  db: Db,
  config: Config,
  job: PrintJob,
  now: Date,
  out: Writable,
  onPage?: (pages: number) => void
): Promise<number> {
  const counters = await listDestinations(db, job.agencyCode, now);
  counterLink(config, counters[0]!.code);
  return writePosterPdf(postersOf(db, config, counters, now), job.format, out, {
    createdAt: now,
    slips: job.slips,
    stickersEach: job.stickers,
    ...(onPage && { onPage })
  });
}

async function* postersOf(db: Db, config: Config, counters: readonly Counter[], now: Date): AsyncGenerator<Poster> {
  for (const counter of counters) yield await buildPoster(db, config, counter, now);
}

function destinationOf({ agencyName, agencyCode, name, code }: Counter): Destination {
  return { agencyName, agencyCode, counterName: name, code };
}

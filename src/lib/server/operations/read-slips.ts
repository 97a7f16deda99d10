/** How many slips of the one-stop software were given out at a place, and how many of them were answered by: of a continuous survey's named period. */
import type { Period } from '../../core/calendar/period';
import type { SlipCoverage } from '../../core/report/slip-coverage';
import { slipCoverage } from '../../core/report/slip-coverage';
import type { Db } from '../schema';
import { countSlips } from '../store/dossiers';
import type { ReportSetting } from './report-setting';

/**
 * By the day on which the dossier was completed, within the days of the survey. Undefined: none, a sampled survey, or days that are no named
 * period, since two ranges give away what lies between them. `isShown`: the report shows how many answered at all.
 */
export async function readSlips(
  db: Db,
  { found, span, places }: Pick<ReportSetting, 'found' | 'span' | 'places'>,
  place: number,
  period: Period,
  isShown: boolean
): Promise<SlipCoverage | undefined> {
  if (found.surveys.at(-1)!.psu !== 'day' || period.kind === 'range' || period.kind === 'week') return undefined;
  const from = period.from > span.from ? period.from : span.from;
  const to = period.to < span.to ? period.to : span.to;
  const coverage = slipCoverage(await countSlips(db, places.countersOf(place), from, to));
  return coverage && !isShown ? { ...coverage, answered: null } : coverage;
}

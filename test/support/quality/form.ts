/** One made-up form, from what matters for its quality. */
import type { Day } from '../../../src/lib/core/calendar/day';
import type { QualityResponse } from '../../../src/lib/core/quality/quality-response';

export interface Filling {
  readonly counterId: string;
  readonly day: Day;
  /** Local, fractions allowed. */
  readonly minute: number;
  readonly msPerItem: number | null;
  readonly levels: readonly number[];
  readonly device: string | null;
  readonly comment?: string | null;
}

/** Items that are answered beside the rated ones. */
const OTHER_ITEMS = 3;

export function fillIn(id: string, { counterId, day, minute, msPerItem, levels, device, comment = null }: Filling): QualityResponse {
  const answered = levels.length + OTHER_ITEMS;
  const durationMs = msPerItem === null ? null : Math.round(msPerItem * answered);
  return {
    id,
    counterId,
    status: 'counted',
    submittedAt: new Date(midnightOf(day) + Math.round(minute * 60_000)).toISOString(),
    day,
    minuteOfDay: Math.floor(minute),
    durationMs,
    answered,
    levels,
    deviceMark: device,
    commentKey: comment
  };
}

const midnights = new Map<Day, number>();

/** Local; kept, since a history asks for each many times. */
function midnightOf(day: Day): number {
  const known = midnights.get(day) ?? Date.parse(`${day}T00:00:00+07:00`);
  midnights.set(day, known);
  return known;
}

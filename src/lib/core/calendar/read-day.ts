/** A day as somebody typed it: `01/07/2026` (also `1-7-2026`), or `2026-07-01` as a browser's date field sends it. */
import { Problem } from '../problem';
import type { Day } from './day';
import { isDay } from './day';

/** Throws `day-invalid`. */
export function readDay(typed: string): Day {
  const text = typed.normalize('NFKC').trim();
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isDay(iso)) throw new Problem('day-invalid', { value: text.slice(0, 40) });
  return iso;
}

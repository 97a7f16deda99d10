/** A coordinator's rule as a form says it (docs/methods.md, "Quality of answers"): `?agency=…&from=…&to=…&signal=outside-hours&signal=too-fast&faster=30&odd=1`. */
import { daysIn } from '../calendar/period';
import { readDay } from '../calendar/read-day';
import type { Span } from '../calendar/period';
import { Problem } from '../problem';
import { readFields } from '../read-fields';
import type { QualityRule } from './quality-rule';
import type { SignalCode } from './signals';
import { SIGNALS } from './signals';

/** Where it goes over is said beside it: an agency's tree, or one counter. */
export type FormRule = Pick<QualityRule, 'oddOnly' | 'allOf' | 'fasterThanMs' | 'minutes'> & { readonly days: Span };

const MOST_DAYS = 92;
/** In a minute nobody has read twenty questions; in some minutes everybody has, and the more content the sooner. */
const MOST_SECONDS = 60;

/** Throws `form-invalid`: `day-invalid`, `quality-rule-long`, `number-invalid`, `time-invalid`. */
export function readRule(query: URLSearchParams): FormRule {
  const fields = readFields<{ days: Span; faster: number | undefined; minutes: QualityRule['minutes'] | undefined }>({
    days: () => readDays(query.get('from') ?? '', query.get('to') ?? ''),
    faster: () => readSeconds(query.get('faster') ?? ''),
    minutes: () => readMinutes(query.get('after') ?? '', query.get('before') ?? '')
  });
  const allOf = SIGNALS.filter((code: SignalCode) => query.getAll('signal').includes(code));
  return {
    days: fields.days,
    ...(query.get('odd') === '1' && { oddOnly: true }),
    ...(allOf.length > 0 && { allOf }),
    ...(fields.faster !== undefined && { fasterThanMs: fields.faster }),
    ...(fields.minutes !== undefined && { minutes: fields.minutes })
  };
}

function readDays(one: string, other: string): Span {
  const [from, to] = [readDay(one), readDay(other)].toSorted();
  const days = { from: from!, to: to! };
  if (daysIn(days) > MOST_DAYS) throw new Problem('quality-rule-long', { days: MOST_DAYS });
  return days;
}

function readSeconds(typed: string): number | undefined {
  if (typed.trim() === '') return undefined;
  const seconds = Number(typed);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MOST_SECONDS) throw new Problem('seconds-invalid', { max: MOST_SECONDS });
  return 1000 * seconds;
}

/** Both or neither; up to midnight where the end is left out. */
function readMinutes(after: string, before: string): QualityRule['minutes'] | undefined {
  if (after === '' && before === '') return undefined;
  const [from, to] = [after === '' ? 0 : readTime(after), before === '' ? 1440 : readTime(before)];
  if (from >= to) throw new Problem('time-invalid');
  return { from, to };
}

function readTime(typed: string): number {
  const read = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(typed);
  if (!read) throw new Problem('time-invalid');
  return 60 * Number(read[1]) + Number(read[2]);
}

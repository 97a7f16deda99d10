/** What an administrator says of a token that another program shall have. */
import { readName } from '../agency/agency-name';
import type { Day } from '../calendar/day';
import { addDays } from '../calendar/day';
import { readDay } from '../calendar/read-day';
import { Problem } from '../problem';
import { readFields } from '../read-fields';

export interface TokenForm {
  readonly name: string;
  readonly agencyCode: string;
  /** The last day on which it lets anybody in. */
  readonly lastDay: Day;
}

/** Days; a forgotten token of a program that is gone must not live for ever. */
const LONGEST_DAYS = 730;
const USUAL_DAYS = 365;

export function usualLastDay(today: Day): Day {
  return addDays(today, USUAL_DAYS);
}

/** `formatDay`: how the sentence of a refusal writes a day. Throws `form-invalid` with a detail for each field that is wrong. */
export function readTokenForm(text: (name: string) => string, today: Day, formatDay: (day: Day) => string): TokenForm {
  return readFields<TokenForm>({
    name: () => readName(text('name')),
    agencyCode: () => {
      const code = text('agencyCode');
      if (code === '') throw new Problem('agency-missing');
      return code;
    },
    lastDay: () => {
      const day = readDay(text('lastDay'));
      if (day <= today) throw new Problem('token-expiry-past');
      const last = addDays(today, LONGEST_DAYS);
      if (day > last) throw new Problem('token-expiry-far', { day: formatDay(last) });
      return day;
    }
  });
}

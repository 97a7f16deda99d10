/** An e-mail address as somebody typed it: one address, fit to be put into a mail's header. */
import { Problem } from '../problem';

const LONGEST = 254;
/** No list of addresses, no name around one, nothing that a mail server would read as more than an address. */
const ADDRESS = /^[^\s@,;:<>()[\]\\"\p{C}]{1,64}@[^\s@,;:<>()[\]\\"\p{C}]+\.[^\s@,;:<>()[\]\\"\p{C}]+$/u;

/** Throws `email-missing`, `email-invalid`. */
export function readEmail(typed: string): string {
  // Cut before it is looked at: putting very many marks in order takes long.
  const email = typed
    .slice(0, 2 * LONGEST)
    .normalize('NFC')
    .trim();
  if (email === '') throw new Problem('email-missing');
  if (email.length > LONGEST || !ADDRESS.test(email)) throw new Problem('email-invalid', { email: email.slice(0, LONGEST) });
  return email;
}

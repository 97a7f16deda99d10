/** From any form's code to what opens there: a counter's code is shorter than a person's, so neither costs the other a query. */
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { CODE_LENGTH } from '../../core/fieldwork/counter-code';
import { formatCode } from '../../core/fieldwork/checked-code';
import { Problem } from '../../core/problem';
import { formatDay } from '../../i18n/format';
import type { Db } from '../schema';
import { keysOf } from '../sealed-code';
import type { SecretBox } from '../secret-box';
import { findPersonalCode } from '../store/personal-codes';
import { findCounterForm } from './find-counter-form';
import { findDossierForm } from './find-dossier-form';
import { findInvitationForm } from './find-invitation-form';
import type { OpenForm } from './form-place';
import { FormUnavailable } from './form-place';

/**
 * Throws FormUnavailable: what `findCounterForm` throws; of a one-time code also invite-used, invite-withdrawn, invite-expired. Throws `code-key-missing`:
 * without the key nobody can tell whether there is such a code.
 */
export async function findForm(db: Db, secrets: SecretBox | undefined, code: string, now: Date): Promise<OpenForm> {
  return code.length === CODE_LENGTH ? findCounterForm(db, code, now) : findPersonalForm(db, secrets, code, now);
}

async function findPersonalForm(db: Db, secrets: SecretBox | undefined, code: string, now: Date): Promise<OpenForm> {
  const known = await findPersonalCode(db, keysOf(secrets, code));
  if (!known && !secrets) throw new Problem('code-key-missing');
  const missing = () => new FormUnavailable(new Problem('counter-not-found', { code: formatCode(code), n: code.length }), null, null);
  if (!known) throw missing();
  const form = known.kind === 'dossier' ? findDossierForm(db, known, now) : findInvitationForm(db, known, now);
  const opened = await form.catch((failure: unknown) => failure);
  // Whoever has answered is told so, whatever became of the code since.
  if (opened instanceof FormUnavailable && opened.stored) throw opened;
  if (known.closed_at !== null) throw new FormUnavailable(new Problem('invite-withdrawn'), null, null);
  if (known.expires_at !== null && known.expires_at <= now.toISOString())
    throw new FormUnavailable(new Problem('invite-expired', { date: formatDay(lastDay(known.expires_at)) }), null, null);
  if (opened === undefined) throw missing();
  if (opened instanceof Error) throw opened;
  return opened as OpenForm;
}

/** The day whose last moment is just before. */
function lastDay(expiresAt: string): Day {
  return localDay(new Date(Date.parse(expiresAt) - 1));
}

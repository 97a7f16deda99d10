import { redirect } from '@sveltejs/kit';
import { sessionHashOf } from '$lib/server/auth/session';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openSecondFactor } from '$lib/server/operations/open-second-factor';
import type { SecondFactorChange } from '$lib/server/operations/receive-account-form';
import { changeSecondFactor } from '$lib/server/operations/receive-account-form';
import { textField } from '$lib/server/read-form-data';
import { running } from '$lib/server/running';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const { db, secrets } = running();
    return { offer: await openSecondFactor(db, secrets, event.locals, new Date()), required: event.locals.mustAddSecondFactor };
  });

const act = (change: SecondFactorChange) => async (event: RequestEvent) => {
  const { db, config, secrets } = running();
  const form = await readForm(event);
  const now = new Date();
  // What was typed comes back, but never the password.
  const typed = { change, code: textField(form, 'code').slice(0, 40) };
  const offered = await actWithProblems(event, { ...typed, offer: null }, async () => ({
    again: await openSecondFactor(db, secrets, event.locals, now, textField(form, 'sealed'))
  }));
  if (!('again' in offered)) return offered;
  const codes = await actWithProblems(event, { ...typed, offer: offered.again }, async () => ({
    codes: await changeSecondFactor(db, event.locals, { config, secrets }, change, form, sessionHashOf(event), now),
    done: change
  }));
  if ('codes' in codes && change === 'remove') redirect(303, '/admin/account?saved=second-factor');
  return codes; // recovery codes are shown in the answer itself, this once: only their hashes are stored
};

export const actions: Actions = { add: act('add'), renew: act('renew'), remove: act('remove') };

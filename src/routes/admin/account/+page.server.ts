import { redirect } from '@sveltejs/kit';
import { sessionHashOf } from '$lib/server/auth/session';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openAccount } from '$lib/server/operations/open-account';
import type { AccountChange } from '$lib/server/operations/receive-account-form';
import { changeAccount } from '$lib/server/operations/receive-account-form';
import { running } from '$lib/server/running';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openAccount(running().db, event.locals, sessionHashOf(event), new Date()));

const act = (change: AccountChange) => async (event: RequestEvent) => {
  const { db, config } = running();
  const form = await readForm(event);
  const done = await actWithProblems(event, { change }, () =>
    changeAccount(db, event.locals, config, change, form, sessionHashOf(event), new Date())
  );
  if (typeof done !== 'string') return done;
  redirect(303, `/admin/account?saved=${change}`);
};

export const actions: Actions = { password: act('password'), session: act('session'), sessions: act('sessions') };

import { redirect } from '@sveltejs/kit';
import { endHalfSignIn, readHalfSignIn } from '$lib/server/auth/half-sign-in';
import { pageAfterSignIn } from '$lib/server/auth/kept-form';
import { knownBrowserOf } from '$lib/server/auth/known-browser';
import { startSession } from '$lib/server/auth/session';
import { wayBack } from '$lib/server/auth/way-back';
import { actWithProblems, readForm } from '$lib/server/http';
import { confirmSecondFactor } from '$lib/server/operations/confirm-second-factor';
import { readSettings } from '$lib/server/operations/read-settings';
import { textField } from '$lib/server/read-form-data';
import { running } from '$lib/server/running';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

/** Whose password was right; without that, back to the first step. */
async function requireFirstStep(event: Pick<RequestEvent, 'cookies' | 'url' | 'locals'>): Promise<string> {
  const next = wayBack(event.url.searchParams.get('next'));
  if (event.locals.user) redirect(303, next);
  const userId = await readHalfSignIn(running().db, event, new Date());
  if (userId === undefined) redirect(303, `/admin/sign-in?${new URLSearchParams({ next })}`);
  return userId;
}

export const load: PageServerLoad = async (event) => {
  await requireFirstStep(event);
  return { next: wayBack(event.url.searchParams.get('next')), language: event.locals.language };
};

export const actions: Actions = {
  default: async (event) => {
    const { db, config, secrets } = running();
    const userId = await requireFirstStep(event);
    const form = await readForm(event);
    const byRecovery = textField(form, 'recovery') !== '';
    const refused = await actWithProblems(event, { byRecovery }, async () => {
      const step = { userId, typed: textField(form, byRecovery ? 'recovery' : 'code').slice(0, 100), browser: knownBrowserOf(event) };
      const signedInBy = await confirmSecondFactor(db, secrets, step, await readSettings(db, config), new Date());
      await endHalfSignIn(db, event);
      await startSession(db, event, userId, signedInBy);
    });
    if (refused) return refused;
    redirect(303, await pageAfterSignIn(db, event, userId, wayBack(event.url.searchParams.get('next')), new Date()));
  }
};

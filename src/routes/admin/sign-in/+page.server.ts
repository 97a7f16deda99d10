import { redirect } from '@sveltejs/kit';
import { startHalfSignIn } from '$lib/server/auth/half-sign-in';
import { pageAfterSignIn } from '$lib/server/auth/kept-form';
import { knownBrowserOf } from '$lib/server/auth/known-browser';
import { startSession } from '$lib/server/auth/session';
import { codeStepPath, wayBack } from '$lib/server/auth/way-back';
import { actWithProblems } from '$lib/server/http';
import { readSettings } from '$lib/server/operations/read-settings';
import { signIn } from '$lib/server/operations/sign-in';
import { running } from '$lib/server/running';
import type { Actions, PageServerLoad } from './$types';

/** An e-mail, a password and the way back. */
const MOST_TYPED = 16_384;

export const csr = false;

export const load: PageServerLoad = ({ locals, url }) => {
  const next = wayBack(url.searchParams.get('next'));
  if (locals.user) redirect(303, next);
  return {
    next,
    wasSentHere: url.searchParams.has('next'),
    isKept: url.searchParams.has('kept'),
    isPasswordSet: url.searchParams.get('saved') === 'password',
    language: locals.language
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { config, db } = running();
    const body = await event.request.text();
    const fields = new URLSearchParams(body.length <= MOST_TYPED ? body : ''); // more than anybody types: nothing was
    const text = (name: string) => fields.get(name) ?? '';
    const typed = { email: text('email'), next: wayBack(text('next')), passwordGiven: text('password') !== '' };
    const entered = await actWithProblems(event, typed, async () => {
      const now = new Date();
      const credentials = {
        email: typed.email,
        password: text('password'),
        recoveryCode: text('recovery'),
        address: event.getClientAddress(),
        browser: knownBrowserOf(event)
      };
      const checked = await signIn(db, credentials, await readSettings(db, config), now);
      if (checked.secondFactor === 'needed') await startHalfSignIn(db, event, checked.userId, now);
      else await startSession(db, event, checked.userId, checked.secondFactor === 'none' ? 'password' : 'recovery-code');
      return checked;
    });
    if (!('secondFactor' in entered)) return entered;
    if (entered.secondFactor === 'needed') redirect(303, codeStepPath(typed.next));
    redirect(303, await pageAfterSignIn(db, event, entered.userId, typed.next, new Date()));
  }
};

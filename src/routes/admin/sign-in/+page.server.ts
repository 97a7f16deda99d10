import { redirect } from '@sveltejs/kit';
import { startSession } from '$lib/server/auth/session';
import { wayBack } from '$lib/server/auth/way-back';
import { actWithProblems } from '$lib/server/http';
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
    const refused = await actWithProblems(event, typed, async () => {
      const credentials = { email: typed.email, password: text('password'), address: event.getClientAddress() };
      await startSession(db, event, await signIn(db, credentials, config, new Date()));
    });
    if (refused) return refused;
    redirect(303, typed.next);
  }
};

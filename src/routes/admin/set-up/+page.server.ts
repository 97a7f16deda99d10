import { redirect } from '@sveltejs/kit';
import { startSession } from '$lib/server/auth/session';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openSetUp, setUp } from '$lib/server/operations/set-up';
import { textField } from '$lib/server/read-form-data';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => ({ ...(await openSetUp(running().db)), language: event.locals.language }));

export const actions: Actions = {
  default: async (event) => {
    const { db } = running();
    const form = await readForm(event);
    const text = (name: string) => textField(form, name);
    const typed = {
      code: text('code'),
      province: text('province'),
      provinceName: text('provinceName'),
      communes: form.get('communes') === 'yes',
      name: text('name'),
      email: text('email'),
      password: text('password'),
      again: text('again')
    };
    const id = await actWithProblems(event, typedText(form, ['password', 'again']), () => setUp(db, typed, new Date()));
    if (typeof id !== 'string') return id;
    await startSession(db, event, id);
    redirect(303, '/admin');
  }
};

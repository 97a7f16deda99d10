import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openCounter } from '$lib/server/operations/open-counter';
import type { CounterChange } from '$lib/server/operations/receive-counter-form';
import { changeCounter } from '$lib/server/operations/receive-counter-form';
import { randomBytes } from '$lib/server/random-bytes';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { counterPath } from '$lib/ui/counter/counter-words';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Without script the forms work as well, and nothing typed while it loads is lost to it. */
export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () =>
    openCounter(running().db, event.locals, event.params.code, new Date(), event.url.searchParams.get('agency'))
  );

const act = (change: CounterChange) => async (event: RequestEvent) => {
  const form = await readForm(event);
  const code = await actWithProblems(event, { change, ...typedText(form) }, () =>
    changeCounter(running().db, event.locals, event.params.code, change, form, randomBytes, new Date())
  );
  if (typeof code !== 'string') return code;
  redirect(303, `${counterPath(code)}?saved=${change}`);
};

export const actions: Actions = { rename: act('rename'), close: act('close'), reopen: act('reopen'), replace: act('replace') };

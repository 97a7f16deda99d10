import { redirect } from '@sveltejs/kit';
import type { Outcome } from '$lib/core/quality/decision';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openCounterMonth } from '$lib/server/operations/open-counter-month';
import { decideOnMonth, markSeen } from '$lib/server/operations/receive-quality-form';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Without script the forms work as well, and nothing ticked while it loads is lost to it. */
export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openCounterMonth(running().db, event.locals, event.params.counter, event.url.searchParams, new Date()));

const decide = (outcome: Outcome) => async (event: RequestEvent) => {
  const form = await readForm(event);
  const ticked = form.getAll('form').map(String);
  const { params, locals, url } = event;
  const id = await actWithProblems(event, { ...typedText(form), outcome, ticked }, () =>
    decideOnMonth(running().db, locals, params.counter, outcome, url.searchParams, form, new Date())
  );
  if (typeof id !== 'string') return id;
  redirect(303, backTo(url, id));
};

const see = async (event: RequestEvent) => {
  const { params, locals, url } = event;
  const problem = await actWithProblems(event, { ticked: [] as string[] }, () =>
    markSeen(running().db, locals, params.counter, url.searchParams, new Date())
  );
  if (problem) return problem;
  redirect(303, backTo(url, 'see'));
};

/** The same page, with what was done. */
function backTo(url: URL, saved: string): string {
  const query = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/')));
  query.set('saved', saved);
  return `${url.pathname}?${query.toString()}`;
}

export const actions: Actions = { hold: decide('hold'), exclude: decide('exclude'), restore: decide('restore'), see };

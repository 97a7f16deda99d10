import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openSurveyChoice } from '$lib/server/operations/open-survey-forms';
import type { CounterChoice } from '$lib/server/operations/receive-survey-form';
import { chooseCounters } from '$lib/server/operations/receive-survey-form';
import { running } from '$lib/server/running';
import { queryWith, queryWithout } from '$lib/ui/list/query';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openSurveyChoice(running().db, event.locals, event.params.code, event.url.searchParams, new Date()));

const act = (choice: CounterChoice) => async (event: RequestEvent) => {
  const form = await readForm(event);
  const { searchParams, pathname } = event.url;
  const count = await actWithProblems(event, { chosen: form.getAll('counter').map(String) }, () =>
    chooseCounters(running().db, event.locals, event.params.code, choice, form, searchParams, new Date())
  );
  if (typeof count !== 'number') return count;
  const filter = queryWithout(event.url.search, `/${choice}`, 'added', 'removed');
  redirect(303, pathname + queryWith(filter, choice.startsWith('remove') ? 'removed' : 'added', String(count)));
};

export const actions: Actions = { add: act('add'), 'add-all': act('add-all'), remove: act('remove'), 'remove-all': act('remove-all') };

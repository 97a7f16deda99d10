import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { assignUnits, takeBackUnits } from '$lib/server/operations/assign-units';
import { openAssigning } from '$lib/server/operations/open-assigning';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openAssigning(running().db, event.locals, event.params.code, new Date()));

const act = (move: typeof assignUnits, saved: 'given' | 'taken') => async (event: RequestEvent) => {
  const form = await readForm(event);
  const ticked = (name: string) => form.getAll(name).map(String);
  const typed = { ...typedText(form), people: ticked('interviewer'), agencies: ticked('agency'), strata: ticked('stratum') };
  const count = await actWithProblems(event, typed, () => move(running().db, event.locals, event.params.code, form, new Date()));
  if (typeof count !== 'number') return count;
  redirect(303, `${event.url.pathname}?${saved}=${count}`);
};

export const actions: Actions = { give: act(assignUnits, 'given'), 'take-back': act(takeBackUnits, 'taken') };

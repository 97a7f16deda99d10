import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import type { WeightChange } from '$lib/server/operations/change-weights';
import { changeWeights } from '$lib/server/operations/change-weights';
import { openWeights } from '$lib/server/operations/open-weights';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { deskPath } from '$lib/ui/desk/desk-words';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openWeights(running().db, event.locals, event.params.code, event.url.searchParams, new Date()));

const act = (change: WeightChange) => async (event: RequestEvent) => {
  const form = await readForm(event);
  const refused = await actWithProblems(event, { change, ...typedText(form) }, () =>
    changeWeights(running().db, event.locals, event.params.code, change, form, new Date())
  );
  if (refused) return refused;
  redirect(303, `${deskPath(event.params.code, 'weights')}?saved=${change === 'undo' ? 'undo' : 'step'}`);
};

export const actions: Actions = {
  base: act('base'),
  'non-response': act('non-response'),
  trim: act('trim'),
  fit: act('fit'),
  undo: act('undo')
};

import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { answerByForm, objectByForm, openDecision, undoByForm } from '$lib/server/operations/open-decisions';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { decisionPath } from '$lib/ui/quality/quality-words';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openDecision(running().db, event.locals, event.params.id, new Date()));

const act = (change: 'undo' | 'object' | 'answer', work: typeof undoByForm | typeof objectByForm) => async (event: RequestEvent) => {
  const form = await readForm(event);
  const { params, locals } = event;
  const done = await actWithProblems(event, { change, ...typedText(form) }, async () => {
    const undo = await work(running().db, locals, params.id, form, new Date());
    return typeof undo === 'string' ? undo : params.id;
  });
  if (typeof done !== 'string') return done;
  redirect(303, `${decisionPath(done)}?saved=${change}`);
};

export const actions: Actions = { undo: act('undo', undoByForm), object: act('object', objectByForm), answer: act('answer', answerByForm) };

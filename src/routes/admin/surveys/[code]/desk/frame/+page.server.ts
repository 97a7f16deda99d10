import { redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { decideFrame, discardFrame, matchAgencies } from '$lib/server/operations/decide-frame';
import { openFrame } from '$lib/server/operations/open-frame';
import { receiveFrameFile } from '$lib/server/operations/receive-frame-file';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { problemText } from '$lib/i18n/problem-text';
import { framePath } from '$lib/ui/frame/frame-words';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const frame = await openFrame(running().db, event.locals, event.params.code, new Date());
    const problem = frame.inWork?.problem;
    return { frame, reason: problem ? problemText(problem.code, problem.parameters, event.locals.language) : null };
  });

type Change = typeof decideFrame;

async function change(event: RequestEvent<{ code: string }>, operation: Change, saved = '') {
  const form = await readForm(event);
  const refused = await actWithProblems(event, typedText(form), () =>
    operation(running().db, event.locals, event.params.code, form, new Date())
  );
  if (refused) return refused;
  running().jobs.nudge();
  redirect(303, framePath(event.params.code, saved));
}

export const actions: Actions = {
  upload: async (event) => {
    const { db, secrets } = running();
    const id = await actWithProblems(event, {}, () =>
      receiveFrameFile(db, secrets, event.locals, event.params.code, event.request, new Date())
    );
    if (typeof id !== 'string') return id;
    redirect(303, framePath(event.params.code, `/columns/${id}`));
  },
  match: (event) => change(event, matchAgencies),
  decide: (event) => change(event, decideFrame),
  discard: (event) => change(event, (db, asking, code, _, now) => discardFrame(db, asking, code, now), '?saved=discarded')
};

import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openInterviewer } from '$lib/server/operations/open-recheck-desk';
import type { ReviewStep } from '$lib/server/operations/review-interviewer';
import { reviewInterviewer } from '$lib/server/operations/review-interviewer';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { recheckPath } from '$lib/ui/recheck/recheck-words';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openInterviewer(running().db, event.locals, event.params.code, event.params.interviewer, new Date()));

const act = (step: ReviewStep) => async (event: RequestEvent) => {
  const { code, interviewer } = event.params;
  const form = await readForm(event);
  const refused = await actWithProblems(event, { change: step, ...typedText(form) }, () =>
    reviewInterviewer(running().db, event.locals, code, interviewer, step, form, new Date())
  );
  if (refused) return refused;
  redirect(303, `${recheckPath(code, interviewer)}?saved=${step}`);
};

export const actions: Actions = { clear: act('clear'), confirm: act('confirm'), prove: act('prove') };

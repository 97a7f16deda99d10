import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openSurvey } from '$lib/server/operations/open-survey';
import type { SurveyChange } from '$lib/server/operations/receive-survey-form';
import { changeSurvey } from '$lib/server/operations/receive-survey-form';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { surveyPath, SURVEYS } from '$lib/ui/survey/survey-words';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Without script the forms work as well, and nothing typed while it loads is lost to it. */
export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openSurvey(running().db, running().config, event.locals, event.params.code, new Date()));

const act = (change: SurveyChange) => async (event: RequestEvent) => {
  const form = await readForm(event);
  const typed = { change, ...typedText(form), chosen: form.getAll('item').map(String) };
  const refused = await actWithProblems(event, typed, () =>
    changeSurvey(running().db, event.locals, event.params.code, change, form, new Date())
  );
  if (refused) return refused;
  redirect(303, `${change === 'discard' ? SURVEYS : surveyPath(event.params.code)}?saved=${change}`);
};

export const actions: Actions = {
  edit: act('edit'),
  items: act('items'),
  revise: act('revise'),
  open: act('open'),
  close: act('close'),
  publish: act('publish'),
  discard: act('discard')
};

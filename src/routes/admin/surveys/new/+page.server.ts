import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openNewSurvey } from '$lib/server/operations/open-survey-forms';
import { addSurvey } from '$lib/server/operations/receive-survey-form';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { surveyPath } from '$lib/ui/survey/survey-words';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) => loadWithProblems(event, () => openNewSurvey(running().db, event.locals, new Date()));

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const code = await actWithProblems(event, typedText(form), () => addSurvey(running().db, event.locals, form, new Date()));
    if (typeof code !== 'string') return code;
    redirect(303, `${surveyPath(code)}?saved=new`);
  }
};

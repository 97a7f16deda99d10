import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems } from '$lib/server/http';
import { createBlank, importXlsForm } from '$lib/server/operations/create-questionnaire';
import { openNewQuestionnaire } from '$lib/server/operations/open-new-questionnaire';
import { fileField, readFormData, textField } from '$lib/server/read-form-data';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { versionPath } from '$lib/ui/questionnaire/questionnaire-address';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openNewQuestionnaire(running().db, event.locals, event.url.searchParams, new Date()));

export const actions: Actions = {
  blank: async (event) => {
    const made = await actWithProblems(event, { form: 'blank' }, async () => {
      const form = await readFormData(event.request);
      const typed = { titleVi: textField(form, 'titleVi'), titleEn: textField(form, 'titleEn'), code: textField(form, 'code') };
      return actWithProblems(event, { form: 'blank', ...typed }, () => createBlank(running().db, event.locals, typed, new Date()));
    });
    if (!('number' in made)) return made;
    redirect(303, `${versionPath(made.code, made.number)}?saved=edit`);
  },
  upload: async (event) => {
    const made = await actWithProblems(event, { form: 'upload' }, async () => {
      const form = await readFormData(event.request);
      const typed = { form: 'upload', ...typedText(form) };
      const file = await fileField(form, 'file');
      return actWithProblems(event, typed, () => importXlsForm(running().db, event.locals, file, textField(form, 'into'), new Date()));
    });
    if (!('number' in made)) return made;
    redirect(303, `${versionPath(made.code, made.number)}?saved=import`);
  }
};

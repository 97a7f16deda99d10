import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import type { VersionStep } from '$lib/server/operations/change-version';
import { changeVersion } from '$lib/server/operations/change-version';
import { copyVersion } from '$lib/server/operations/create-questionnaire';
import { openVersion } from '$lib/server/operations/open-version';
import { arrangePart } from '$lib/server/operations/save-draft';
import { textField } from '$lib/server/read-form-data';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { QUESTIONNAIRES, versionPath } from '$lib/ui/questionnaire/questionnaire-address';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openVersion(running().db, event.locals, event.params, new Date()));

const readStep = (form: FormData) => ({ step: textField(form, 'step'), revision: Number(textField(form, 'revision')) });

const act = (step: VersionStep) => async (event: RequestEvent) => {
  const form = await readForm(event);
  const refused = await actWithProblems(event, { step, ...typedText(form) }, () =>
    changeVersion(running().db, event.locals, event.params, { step, revision: Number(textField(form, 'revision')) }, new Date())
  );
  if (refused) return refused;
  redirect(303, step === 'delete' ? `${QUESTIONNAIRES}?saved=delete` : `${event.url.pathname}?saved=${step}`);
};

export const actions: Actions = {
  publish: act('publish'),
  retire: act('retire'),
  restore: act('restore'),
  delete: act('delete'),
  notes: act('notes'),
  copy: async (event) => {
    const form = await readForm(event);
    const made = await actWithProblems(event, { step: 'copy', ...typedText(form) }, () =>
      copyVersion(running().db, event.locals, event.params, textField(form, 'code'), new Date())
    );
    if (!('number' in made)) return made;
    redirect(303, `${versionPath(made.code, made.number)}?saved=copy`);
  },
  arrange: async (event) => {
    const form = await readForm(event);
    const place = await actWithProblems(event, { step: 'arrange' }, () =>
      arrangePart(running().db, event.locals, event.params, readStep(form), new Date())
    );
    if (!('part' in place)) return place;
    redirect(303, `${event.url.pathname}?saved=edit#${place.part}-${place.code}`);
  }
};

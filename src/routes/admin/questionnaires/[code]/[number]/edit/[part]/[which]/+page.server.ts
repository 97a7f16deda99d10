import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openDraftPart } from '$lib/server/operations/open-draft-part';
import { arrangePart, savePart } from '$lib/server/operations/save-draft';
import { formValues, textField } from '$lib/server/read-form-data';
import { running } from '$lib/server/running';
import { editPath, versionPath } from '$lib/ui/questionnaire/questionnaire-address';
import type { Actions, PageServerLoad } from './$types';

/** Without script the forms work as well; the phone beside them follows by a script of its own. */
export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => {
    const isRefused = event.request.method === 'POST';
    return openDraftPart(running().db, event.locals, event.params, formValues(event.url.searchParams), new Date(), isRefused);
  });

export const actions: Actions = {
  save: async (event) => {
    const form = await readForm(event);
    const values = formValues(form);
    const { code, number, part, which } = event.params;
    const place = await actWithProblems(event, { values: [...values] }, () =>
      savePart(
        running().db,
        event.locals,
        { code, number },
        { place: { part, code: which }, wishes: formValues(event.url.searchParams), values, revision: Number(textField(form, 'revision')) },
        new Date()
      )
    );
    if (!('part' in place)) return place;
    const isStaying = textField(form, 'then') === 'stay';
    const version = versionPath(code, Number(number));
    redirect(303, isStaying ? `${editPath(code, Number(number), place.part, place.code)}?saved=edit` : `${version}?saved=edit#${place.part}-${place.code}`); // prettier-ignore
  },
  remove: async (event) => {
    const form = await readForm(event);
    const wish = { step: textField(form, 'step'), revision: Number(textField(form, 'revision')) };
    const place = await actWithProblems(event, { values: [] as [string, readonly string[]][] }, () =>
      arrangePart(running().db, event.locals, event.params, wish, new Date())
    );
    if (!('part' in place)) return place;
    redirect(303, `${versionPath(event.params.code, Number(event.params.number))}?saved=edit`);
  }
};

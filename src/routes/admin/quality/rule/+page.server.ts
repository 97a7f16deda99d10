import { fail, redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { applyQualityRule, openQualityRule, previewQualityRule } from '$lib/server/operations/open-quality-rule';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { decisionPath } from '$lib/ui/quality/quality-words';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) => loadWithProblems(event, () => openQualityRule(running().db, event.locals, new Date()));

const typedRule = (form: FormData) => ({ ...typedText(form), signals: form.getAll('signal').map(String) });

const preview = (event: RequestEvent, form: FormData) =>
  actWithProblems(event, typedRule(form), async () => ({
    preview: await previewQualityRule(running().db, event.locals, form, new Date()),
    typed: typedRule(form)
  }));

export const actions: Actions = {
  preview: async (event) => preview(event, await readForm(event)),
  apply: async (event) => {
    const form = await readForm(event);
    const id = await actWithProblems(event, typedRule(form), () => applyQualityRule(running().db, event.locals, form, new Date()));
    if (typeof id === 'string') redirect(303, `${decisionPath(id)}?saved=rule`);
    // Refused for its reason, or because the list changed: what it matches now stands there again.
    const again = await preview(event, form);
    return fail(id.status, { ...id.data, ...('preview' in again && { preview: again.preview }) });
  }
};

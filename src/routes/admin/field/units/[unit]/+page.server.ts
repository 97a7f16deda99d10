import { redirect } from '@sveltejs/kit';
import { itemOfUnitForm } from '$lib/core/response/field-form';
import { requireRole } from '$lib/server/auth/access';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openFieldUnit } from '$lib/server/operations/open-field-unit';
import { receiveFieldItem } from '$lib/server/operations/receive-field-item';
import { storeFieldAnswer } from '$lib/server/operations/store-field-answer';
import { randomBytes } from '$lib/server/random-bytes';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { unitPath } from '$lib/ui/field/offline-pages';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** `?shell`: the page without anybody's data, which a phone keeps. */
export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const { id } = requireRole(event.locals, 'field:work');
    const { db, secrets } = running();
    const isShell = event.url.searchParams.has('shell');
    return { userId: id, unit: isShell ? null : await openFieldUnit(db, secrets, event.locals, event.params.unit, new Date()) };
  });

/** Without script; with it, the page keeps what was done and sends it itself. */
const act = (kind: 'attempt' | 'form' | 'replacement') => async (event: RequestEvent) => {
  const form = await readForm(event);
  const refused = await actWithProblems(event, { ...typedText(form), kind }, async () => {
    requireRole(event.locals, 'field:work');
    const now = new Date();
    const { db, config } = running();
    const made = { id: randomBytes(16).toString('base64url'), at: now.toISOString() };
    const item = itemOfUnitForm(kind, event.params.unit, form, made);
    await receiveFieldItem(db, event.locals, item, storeFieldAnswer(config, randomBytes), now);
  });
  if (refused) return refused;
  redirect(303, unitPath(event.params.unit, kind));
};

export const actions: Actions = { attempt: act('attempt'), form: act('form'), replacement: act('replacement') };

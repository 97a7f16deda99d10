import { redirect } from '@sveltejs/kit';
import { entriesOf, itemOfAnswerForm } from '$lib/core/response/field-form';
import { requireRole } from '$lib/server/auth/access';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openFieldForm } from '$lib/server/operations/open-field-unit';
import { receiveFieldItem } from '$lib/server/operations/receive-field-item';
import { storeFieldAnswer } from '$lib/server/operations/store-field-answer';
import { randomBytes } from '$lib/server/random-bytes';
import { textField } from '$lib/server/read-form-data';
import { running } from '$lib/server/running';
import { unitPath } from '$lib/ui/field/offline-pages';
import type { Actions, PageServerLoad } from './$types';

const newId = () => randomBytes(16).toString('base64url');

/** The page holds the questions and nobody's data: a phone keeps it for all units of the round. */
export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const now = new Date();
    return {
      ...(await openFieldForm(running().db, event.locals, event.params.round, now)),
      ...{ unitId: event.url.searchParams.get('unit') ?? '', id: newId(), started: now.getTime(), language: event.locals.language }
    };
  });

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const refused = await actWithProblems(event, { entries: entriesOf(form), channel: textField(form, 'channel') }, async () => {
      requireRole(event.locals, 'field:work');
      const now = new Date();
      const { db, config } = running();
      const made = { id: textField(form, 'id') || newId(), at: now.toISOString() };
      const item = itemOfAnswerForm(textField(form, 'version'), textField(form, 'lang'), form, made);
      await receiveFieldItem(db, event.locals, item, storeFieldAnswer(config, randomBytes), now);
    });
    if (refused) return refused;
    redirect(303, unitPath(textField(form, 'unit'), 'answer'));
  }
};

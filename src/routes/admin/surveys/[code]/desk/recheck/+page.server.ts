import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { assignReinterviews, shareOutReinterviews } from '$lib/server/operations/assign-reinterviews';
import { addFlaggedForms, drawReinterviews } from '$lib/server/operations/draw-reinterviews';
import { openRecheckDesk } from '$lib/server/operations/open-recheck-desk';
import { saveRecheckSettings } from '$lib/server/operations/save-recheck-settings';
import { formValues } from '$lib/server/read-form-data';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { recheckPath } from '$lib/ui/recheck/recheck-words';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openRecheckDesk(running().db, event.locals, event.params.code, new Date()));

type Work = (db: ReturnType<typeof running>['db'], asking: App.Locals, code: string, form: FormData, now: Date) => Promise<string>;

/** The work says what it did as a query. */
const act = (change: string, work: Work) => async (event: RequestEvent) => {
  const form = await readForm(event);
  const chosen = ['serial', 'reinterview', 'items'].flatMap((name) => formValues(form).get(name) ?? []);
  const done = await actWithProblems(event, { change, chosen, ...typedText(form) }, () =>
    work(running().db, event.locals, event.params.code, form, new Date())
  );
  if (typeof done !== 'string') return done;
  redirect(303, `${recheckPath(event.params.code)}?saved=${change}&${done}`);
};

export const actions: Actions = {
  settings: act('settings', async (...asked) => {
    await saveRecheckSettings(...asked);
    return '';
  }),
  draw: act('draw', async (...asked) => `count=${await drawReinterviews(...asked)}`),
  late: act('late', async (...asked) => `count=${await drawReinterviews(...asked, 'late')}`),
  flag: act('flag', async (...asked) => `count=${await addFlaggedForms(...asked)}`),
  assign: act('assign', async (...asked) => `count=${await assignReinterviews(...asked)}`),
  share: act('share', async (db, asking, code, _form, now) => {
    const { given, left } = await shareOutReinterviews(db, asking, code, now);
    return `count=${given}&left=${left}`;
  })
};

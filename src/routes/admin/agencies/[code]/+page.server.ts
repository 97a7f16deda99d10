import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openAgency } from '$lib/server/operations/open-agency';
import type { AgencyChange } from '$lib/server/operations/receive-agency-form';
import { changeAgency } from '$lib/server/operations/receive-agency-form';
import { typedText } from '$lib/server/typed-text';
import { running } from '$lib/server/running';
import { agencyPath } from '$lib/ui/agency/agency-address';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Without script the forms work as well, and nothing typed while it loads is lost to it. */
export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openAgency(running().db, event.locals, event.params.code, new Date()));

const act = (change: AgencyChange) => async (event: RequestEvent) => {
  const form = await readForm(event);
  const refused = await actWithProblems(event, { change, ...typedText(form) }, () =>
    changeAgency(running().db, event.locals, event.params.code, change, form, new Date())
  );
  if (refused) return refused;
  redirect(303, `${agencyPath(event.params.code)}?saved=${change}`);
};

export const actions: Actions = { rename: act('rename'), move: act('move'), close: act('close'), reopen: act('reopen') };

import { redirect } from '@sveltejs/kit';
import type { RecheckKind } from '$lib/core/reinterview/recheck-item';
import { requireRole } from '$lib/server/auth/access';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openRecheck } from '$lib/server/operations/open-rechecks';
import { receiveRecheckForm } from '$lib/server/operations/receive-recheck-form';
import { randomBytes } from '$lib/server/random-bytes';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { recheckDonePath } from '$lib/ui/field/offline-pages';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** `?shell`: the page without anybody's data, which a phone keeps. */
export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const { id } = requireRole(event.locals, 'field:recheck');
    const { db, secrets } = running();
    const isShell = event.url.searchParams.has('shell');
    return { userId: id, recheck: isShell ? null : await openRecheck(db, secrets, event.locals, event.params.id, new Date()) };
  });

/** Without script; with it, the page keeps what was done and sends it itself. */
const act = (kind: RecheckKind) => async (event: RequestEvent) => {
  const { id } = event.params;
  const form = await readForm(event);
  const done = await actWithProblems(event, { change: kind, ...typedText(form) }, () => {
    const { db, config } = running();
    return receiveRecheckForm(db, config, event.locals, { kind, id, form }, randomBytes, new Date());
  });
  if (typeof done !== 'number') return done;
  redirect(303, recheckDonePath(kind, id, done));
};

export const actions: Actions = { save: act('recheck'), try: act('recheck-try'), give: act('recheck-given-up') };

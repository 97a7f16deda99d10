import { loadWithProblems } from '$lib/server/http';
import { requireRole } from '$lib/server/auth/access';
import { listRoundsToKey } from '$lib/server/operations/list-rounds-to-key';
import { openField } from '$lib/server/operations/open-field';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

/** `?shell`: the page without anybody's data, which a phone keeps. */
export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const { id } = requireRole(event.locals, 'field:work');
    const { db, secrets } = running();
    if (event.url.searchParams.has('shell')) return { userId: id, list: null, toKey: [] };
    const now = new Date();
    return { userId: id, list: await openField(db, secrets, event.locals, now), toKey: await listRoundsToKey(db, event.locals, now) };
  });

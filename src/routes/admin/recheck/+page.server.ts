import { loadWithProblems } from '$lib/server/http';
import { requireRole } from '$lib/server/auth/access';
import { openRechecks } from '$lib/server/operations/open-rechecks';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

/** `?shell`: the page without anybody's data, which a phone keeps. */
export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const { id } = requireRole(event.locals, 'field:recheck');
    const { db, secrets } = running();
    return { userId: id, list: event.url.searchParams.has('shell') ? null : await openRechecks(db, secrets, event.locals, new Date()) };
  });

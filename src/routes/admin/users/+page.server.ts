import { loadWithProblems } from '$lib/server/http';
import { openUsers } from '$lib/server/operations/open-users';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openUsers(running().db, event.locals, event.url.searchParams, new Date()));

import { loadWithProblems } from '$lib/server/http';
import { openAgencies } from '$lib/server/operations/open-agencies';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openAgencies(running().db, event.locals, event.url.searchParams, new Date()));

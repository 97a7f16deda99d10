import { loadWithProblems } from '$lib/server/http';
import { openDecisions } from '$lib/server/operations/open-decisions';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openDecisions(running().db, event.locals, event.url.searchParams, new Date()));

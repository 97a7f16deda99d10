import { loadWithProblems } from '$lib/server/http';
import { openCounters } from '$lib/server/operations/open-counters';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openCounters(running().db, event.locals, event.url.searchParams, new Date()));

import { loadWithProblems } from '$lib/server/http';
import { openRanking } from '$lib/server/operations/open-ranking';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openRanking(running().db, event.locals, event.params, event.url.searchParams, new Date()));

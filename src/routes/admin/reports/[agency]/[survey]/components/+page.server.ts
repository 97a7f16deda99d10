import { loadWithProblems } from '$lib/server/http';
import { openBoard } from '$lib/server/operations/open-board';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openBoard(running().db, event.locals, event.params, event.url.searchParams, new Date()));

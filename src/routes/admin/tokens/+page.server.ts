import { loadWithProblems } from '$lib/server/http';
import { openTokens } from '$lib/server/operations/open-tokens';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openTokens(running().db, event.locals, event.url.searchParams, new Date()));

import { loadWithProblems } from '$lib/server/http';
import { openSurveys } from '$lib/server/operations/open-surveys';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openSurveys(running().db, event.locals, event.url.searchParams, new Date()));

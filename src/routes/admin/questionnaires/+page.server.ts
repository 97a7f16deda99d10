import { loadWithProblems } from '$lib/server/http';
import { openQuestionnaires } from '$lib/server/operations/open-questionnaires';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openQuestionnaires(running().db, event.locals, event.url.searchParams, new Date()));

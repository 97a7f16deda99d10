import { loadWithProblems } from '$lib/server/http';
import { openQuestionnaire } from '$lib/server/operations/open-questionnaire';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openQuestionnaire(running().db, event.locals, event.params.code, new Date()));

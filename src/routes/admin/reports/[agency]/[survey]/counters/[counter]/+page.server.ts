import { loadWithProblems } from '$lib/server/http';
import { showReport } from '$lib/server/operations/show-report';
import { running } from '$lib/server/running';
import { reportOrBoard } from '$lib/server/score-only';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () =>
    reportOrBoard(event, '', () => showReport(running().db, event.locals, event.params, event.url.searchParams, new Date()))
  );

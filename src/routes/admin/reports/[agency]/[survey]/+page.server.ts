import { loadWithProblems } from '$lib/server/http';
import { openReport } from '$lib/server/operations/open-report';
import { running } from '$lib/server/running';
import { reportOrBoard } from '$lib/server/score-only';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () =>
    reportOrBoard(event, '', () => openReport(running().db, event.locals, event.params, event.url.searchParams, new Date()))
  );

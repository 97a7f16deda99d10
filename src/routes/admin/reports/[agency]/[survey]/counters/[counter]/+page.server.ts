import { loadWithProblems } from '$lib/server/http';
import { openReport } from '$lib/server/operations/open-report';
import { running } from '$lib/server/running';
import { leadToBoard } from '$lib/server/score-only';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const opened = await openReport(running().db, event.locals, event.params, event.url.searchParams, new Date());
    leadToBoard(opened.report, event.params, event.url);
    return opened;
  });

import { answerWithProblems } from '$lib/server/http';
import { openReport } from '$lib/server/operations/open-report';
import { reportFile } from '$lib/server/report-file';
import { running } from '$lib/server/running';
import { leadToBoard } from '$lib/server/score-only';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const { report } = await openReport(running().db, event.locals, event.params, event.url.searchParams, new Date());
    leadToBoard(report, event.params, event.url, '.csv');
    return reportFile(report, 'csv');
  });

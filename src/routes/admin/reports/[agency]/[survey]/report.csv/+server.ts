import { answerWithProblems } from '$lib/server/http';
import { openReport } from '$lib/server/operations/open-report';
import { reportFile } from '$lib/server/report-file';
import { running } from '$lib/server/running';
import { reportOrBoard } from '$lib/server/score-only';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const { report } = await reportOrBoard(event, '.csv', () =>
      openReport(running().db, event.locals, event.params, event.url.searchParams, new Date())
    );
    return reportFile({ db: running().db, asking: event.locals, survey: event.params.survey }, report, 'csv');
  });

import { answerWithProblems } from '$lib/server/http';
import { exportTemplate } from '$lib/server/operations/export-scorecard';
import { running } from '$lib/server/running';
import { workbookFile } from '$lib/server/workbook-file';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    return workbookFile(await exportTemplate(running().db, event.locals, event.url.searchParams, new Date()));
  });

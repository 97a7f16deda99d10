import { answerWithProblems } from '$lib/server/http';
import { exportScorecard } from '$lib/server/operations/export-scorecard';
import { running } from '$lib/server/running';
import { workbookFile } from '$lib/server/workbook-file';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => workbookFile(await exportScorecard(running().db, event.locals, event.params, new Date())));

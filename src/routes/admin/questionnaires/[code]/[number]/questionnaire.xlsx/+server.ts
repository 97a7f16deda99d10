import { answerWithProblems } from '$lib/server/http';
import { exportQuestionnaire } from '$lib/server/operations/export-questionnaire';
import { running } from '$lib/server/running';
import { workbookFile } from '$lib/server/workbook-file';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => workbookFile(await exportQuestionnaire(running().db, event.locals, event.params, new Date())));

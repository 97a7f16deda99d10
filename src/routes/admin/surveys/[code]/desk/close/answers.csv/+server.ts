import { csvResponse } from '$lib/server/csv-response';
import { microdataCsv } from '$lib/server/export/microdata-csv';
import { answerWithProblems } from '$lib/server/http';
import { exportMicrodata } from '$lib/server/operations/export-microdata';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const data = await exportMicrodata(running().db, event.locals, event.params.code, 'answers', new Date());
    return csvResponse(`${data.surveyCode}-answers.csv`, microdataCsv(data));
  });

import { csvResponse } from '$lib/server/csv-response';
import { microdataCsv } from '$lib/server/export/microdata-csv';
import { answerWithProblems } from '$lib/server/http';
import { exportOutcomes } from '$lib/server/operations/export-outcomes';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const table = await exportOutcomes(running().db, event.locals, event.params.code, new Date());
    return csvResponse(`${table.surveyCode}-units.csv`, microdataCsv(table));
  });

import { codebookCsv } from '$lib/server/export/microdata-csv';
import { answerWithProblems } from '$lib/server/http';
import { exportMicrodata } from '$lib/server/operations/export-microdata';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const data = await exportMicrodata(running().db, event.locals, event.params.code, 'codebook', new Date());
    return new Response(codebookCsv(data), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${data.surveyCode}-codebook.csv"`,
        'cache-control': 'private, no-store'
      }
    });
  });

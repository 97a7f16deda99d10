import { handlingToCsv } from '$lib/server/export/handling-csv';
import { answerWithProblems } from '$lib/server/http';
import { openRecheckReport } from '$lib/server/operations/open-recheck-report';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const report = await openRecheckReport(running().db, event.locals, event.params.code, new Date());
    return new Response(handlingToCsv(report), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${report.survey.code}-nguoi-phuc-tra.csv"`,
        'cache-control': 'private, no-store'
      }
    });
  });

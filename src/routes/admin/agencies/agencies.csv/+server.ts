import { answerWithProblems } from '$lib/server/http';
import { agencyTableCsv } from '$lib/server/operations/agency-table';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const table = await agencyTableCsv(running().db, event.locals, new Date());
    return new Response(table, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="agencies.csv"',
        'cache-control': 'private, no-store'
      }
    });
  });

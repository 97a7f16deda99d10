import { answerWithProblems } from '$lib/server/http';
import { exportAudit } from '$lib/server/operations/export-audit';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const csv = await exportAudit(running().db, event.locals, event.url.searchParams, new Date());
    return new Response(csv, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="audit.csv"',
        'cache-control': 'private, no-store'
      }
    });
  });

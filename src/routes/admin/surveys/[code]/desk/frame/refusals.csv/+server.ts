import { answerWithProblems } from '$lib/server/http';
import { exportFrameRefusals } from '$lib/server/operations/export-frame-refusals';
import { running } from '$lib/server/running';
import { refusalText } from '$lib/ui/frame/frame-words';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const csv = await exportFrameRefusals(running().db, event.locals, event.params.code, new Date(), refusalText);
    return new Response(csv, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="rows-not-usable.csv"',
        'cache-control': 'private, no-store'
      }
    });
  });

import { answerWithProblems } from '$lib/server/http';
import { POSTER_FILE } from '$lib/server/jobs/poster-job';
import { openJobFile } from '$lib/server/operations/open-job';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const file = await openJobFile(running().db, event.locals, event.params.id, POSTER_FILE);
    return new Response(new Uint8Array(file), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="${POSTER_FILE}"`,
        'cache-control': 'private, no-store'
      }
    });
  });

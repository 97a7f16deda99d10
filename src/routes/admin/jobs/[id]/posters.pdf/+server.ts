import { answerWithProblems } from '$lib/server/http';
import { POSTER_FILE } from '$lib/server/jobs/poster-job';
import { openJobFile } from '$lib/server/operations/open-job';
import { recordReading } from '$lib/server/operations/record-reading';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const file = await openJobFile(running().db, event.locals, event.params.id, POSTER_FILE);
    const subject = { subjectKind: 'job', subjectId: event.params.id, agencyCode: undefined } as const;
    await recordReading(running().db, event.locals, { action: 'counter.posters', ...subject }, new Date());
    return new Response(new Uint8Array(file), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="${POSTER_FILE}"`,
        'cache-control': 'private, no-store'
      }
    });
  });

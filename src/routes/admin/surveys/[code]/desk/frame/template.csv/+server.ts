import { answerWithProblems } from '$lib/server/http';
import { openFrameTemplate } from '$lib/server/operations/open-frame-template';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const { params, url } = event;
    const { fileName, content } = await openFrameTemplate(running().db, event.locals, params.code, url.searchParams, 'csv', new Date());
    return new Response(content as BodyInit, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${fileName}"`,
        'cache-control': 'private, no-store'
      }
    });
  });

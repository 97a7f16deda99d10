import { answerWithProblems } from '$lib/server/http';
import { exportDraw } from '$lib/server/operations/open-draw';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const { asked } = await exportDraw(running().db, event.locals, event.params.code, new Date());
    return new Response(`${JSON.stringify(asked, null, 2)}\n`, {
      headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="draw.json"' }
    });
  });

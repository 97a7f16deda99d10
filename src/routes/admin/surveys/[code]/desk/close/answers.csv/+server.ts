import { microdataCsv } from '$lib/server/export/microdata-csv';
import { answerWithProblems } from '$lib/server/http';
import { exportMicrodata } from '$lib/server/operations/export-microdata';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

/** Sent while it is made. */
export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const data = await exportMicrodata(running().db, event.locals, event.params.code, 'answers', new Date());
    const chunks = microdataCsv(data);
    const encoder = new TextEncoder();
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        const { done, value } = chunks.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      }
    });
    return new Response(stream, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${data.surveyCode}-answers.csv"`,
        'cache-control': 'private, no-store'
      }
    });
  });

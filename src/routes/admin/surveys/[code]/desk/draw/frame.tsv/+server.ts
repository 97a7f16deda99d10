import { answerWithProblems } from '$lib/server/http';
import { exportDraw } from '$lib/server/operations/open-draw';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const { lines } = await exportDraw(running().db, event.locals, event.params.code, new Date());
    // The very text that was hashed: nothing in it is escaped for a spreadsheet, so it is not handed over as one.
    return new Response(streamOf(await lines()), {
      headers: {
        'content-type': 'application/octet-stream',
        'x-content-type-options': 'nosniff',
        'content-disposition': 'attachment; filename="frame.tsv"'
      }
    });
  });

/** Some thousand lines at a time, as they are asked for. */
function streamOf(lines: Iterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      const { value, done } = lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    }
  });
}

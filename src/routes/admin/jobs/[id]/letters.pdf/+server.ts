import { answerWithProblems } from '$lib/server/http';
import { LETTER_FILE, openLetterFile } from '$lib/server/operations/open-letter-file';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const { db, secrets } = running();
    const file = await openLetterFile(db, secrets, event.locals, event.params.id, new Date());
    return new Response(new Uint8Array(file), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="${LETTER_FILE}"`,
        'cache-control': 'private, no-store'
      }
    });
  });

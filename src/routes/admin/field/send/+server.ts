import { json } from '@sveltejs/kit';
import { answerWithProblems } from '$lib/server/http';
import { receiveFromPhone } from '$lib/server/operations/receive-from-phone';
import { randomBytes } from '$lib/server/random-bytes';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const { db, config } = running();
    return json({ outcomes: await receiveFromPhone(db, config, event.locals, await event.request.text(), randomBytes, new Date()) });
  });

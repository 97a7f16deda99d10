import { requirePlace } from '$lib/server/auth/access';
import { answerWithProblems } from '$lib/server/http';
import { findCounter } from '$lib/server/operations/find-counter';
import { counterLink, qrPng } from '$lib/server/qr-code';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

/** Sharp up to 85 mm at 300 dots per inch. */
const PIXELS = 1024;

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const { db, config } = running();
    const counter = await findCounter(db, event.params.code, new Date());
    requirePlace(event.locals, 'counter:poster', { path: counter.agencyPath, name: counter.agencyName });
    const picture = await qrPng(counterLink(config, counter.code), PIXELS);
    return new Response(new Uint8Array(picture), {
      headers: { 'content-type': 'image/png', 'content-disposition': `inline; filename="qr-${counter.code}.png"` }
    });
  });

import { requirePlace } from '$lib/server/auth/access';
import { answerWithProblems } from '$lib/server/http';
import { findCounter } from '$lib/server/operations/find-counter';
import { counterLink, qrSvg } from '$lib/server/qr-code';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const { db, config } = running();
    const counter = await findCounter(db, event.params.code, new Date());
    requirePlace(event.locals, 'counter:poster', { path: counter.agencyPath, name: counter.agencyName });
    return new Response(qrSvg(counterLink(config, counter.code)), {
      headers: { 'content-type': 'image/svg+xml', 'content-disposition': `inline; filename="qr-${counter.code}.svg"` }
    });
  });

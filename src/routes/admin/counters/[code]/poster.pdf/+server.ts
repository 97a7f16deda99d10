import { readPrintChoice } from '$lib/core/poster/read-print-choice';
import { requirePlace } from '$lib/server/auth/access';
import { answerWithProblems } from '$lib/server/http';
import { printPoster } from '$lib/server/operations/draw-poster';
import { findCounter } from '$lib/server/operations/find-counter';
import { recordReading } from '$lib/server/operations/record-reading';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const { db, config } = running();
    const now = new Date();
    const counter = await findCounter(db, event.params.code, now);
    requirePlace(event.locals, 'counter:poster', { path: counter.agencyPath, name: counter.agencyName });
    const choice = readPrintChoice(event.url.searchParams);
    const file = await printPoster(db, config, counter, choice, now);
    const subject = { subjectKind: 'counter', subjectId: counter.id, agencyCode: counter.agencyCode } as const;
    await recordReading(db, event.locals, { action: 'counter.poster', ...subject, change: { format: choice.format } }, now);
    return new Response(new Uint8Array(file), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="poster-${choice.format}-${counter.code}.pdf"`,
        'cache-control': 'private, no-store'
      }
    });
  });

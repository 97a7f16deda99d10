import { Problem } from '$lib/core/problem';
import { answerWithProblems } from '$lib/server/http';
import { openBoard } from '$lib/server/operations/open-board';
import { boardFile } from '$lib/server/report-file';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const { board } = await openBoard(running().db, event.locals, event.params, event.url.searchParams, new Date());
    if (!board) throw new Problem('not-found');
    return boardFile({ db: running().db, asking: event.locals, survey: event.params.survey }, board, 'json');
  });

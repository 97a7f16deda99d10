import { Problem } from '$lib/core/problem';
import { answerWithProblems } from '$lib/server/http';
import { openRanking } from '$lib/server/operations/open-ranking';
import { rankingFile } from '$lib/server/report-file';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const { ranking } = await openRanking(running().db, event.locals, event.params, event.url.searchParams, new Date());
    if (!ranking) throw new Problem('not-found');
    return rankingFile({ db: running().db, asking: event.locals, survey: event.params.survey }, ranking, 'json');
  });

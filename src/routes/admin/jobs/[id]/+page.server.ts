import { loadWithProblems } from '$lib/server/http';
import { openJob } from '$lib/server/operations/open-job';
import { running } from '$lib/server/running';
import { problemText } from '$lib/i18n/problem-text';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const { problem, ...job } = await openJob(running().db, event.locals, event.params.id);
    return { job, reason: problem && problemText(problem.code, problem.parameters, event.locals.language) };
  });

import { loadWithProblems } from '$lib/server/http';
import { openScorecard } from '$lib/server/operations/open-scorecard';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const { view, mayWrite } = await openScorecard(running().db, event.locals, event.params, new Date());
    return { view, mayWrite };
  });

import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems } from '$lib/server/http';
import { editScorecard } from '$lib/server/operations/edit-scorecard';
import { receiveWorkbook } from '$lib/server/operations/receive-workbook';
import { running } from '$lib/server/running';
import { scorecardPath } from '$lib/ui/scorecard/scorecard-address';
import type { Actions, PageServerLoad } from './$types';

/** Without script the form works as well, and nothing typed while it loads is lost to it. */
export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => editScorecard(running().db, event.locals, event.params, null, new Date()));

export const actions: Actions = {
  default: async (event) => {
    const refused = await actWithProblems(event, {}, async () => {
      await receiveWorkbook(running().db, event.locals, event.request, event.params, new Date());
    });
    if (refused) return refused;
    redirect(303, scorecardPath(event.params.agency, event.params.year));
  }
};

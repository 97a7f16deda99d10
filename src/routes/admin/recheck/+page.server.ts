import { loadWithProblems } from '$lib/server/http';
import { openRechecks } from '$lib/server/operations/open-rechecks';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => ({
    forms: await openRechecks(running().db, running().secrets, event.locals, new Date())
  }));

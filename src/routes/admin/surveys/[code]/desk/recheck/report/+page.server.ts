import { loadWithProblems } from '$lib/server/http';
import { openRecheckReport } from '$lib/server/operations/open-recheck-report';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openRecheckReport(running().db, event.locals, event.params.code, new Date()));

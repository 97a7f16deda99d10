import { loadWithProblems } from '$lib/server/http';
import { openDesk } from '$lib/server/operations/open-desk';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openDesk(running().db, event.locals, event.params.code, new Date()));

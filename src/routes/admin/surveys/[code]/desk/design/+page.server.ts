import { loadWithProblems } from '$lib/server/http';
import { openDesigns } from '$lib/server/operations/open-designs';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openDesigns(running().db, event.locals, event.params.code, new Date()));

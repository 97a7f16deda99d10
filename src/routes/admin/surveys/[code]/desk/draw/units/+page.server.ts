import { loadWithProblems } from '$lib/server/http';
import { listDrawnUnits } from '$lib/server/operations/list-drawn-units';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => listDrawnUnits(running().db, event.locals, event.params.code, event.url.searchParams, new Date()));

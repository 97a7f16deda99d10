import { loadWithProblems } from '$lib/server/http';
import { compareDesigns } from '$lib/server/operations/open-designs';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => compareDesigns(running().db, event.locals, event.params.code, event.url.searchParams, new Date()));

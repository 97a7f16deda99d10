import { loadWithProblems } from '$lib/server/http';
import { compareVersions } from '$lib/server/operations/compare-versions';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => compareVersions(running().db, event.locals, event.params.code, event.url.searchParams, new Date()));

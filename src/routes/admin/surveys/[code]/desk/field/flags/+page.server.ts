import { loadWithProblems } from '$lib/server/http';
import { openFlaggedForms } from '$lib/server/operations/open-flagged-forms';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openFlaggedForms(running().db, event.locals, event.params.code, event.url.searchParams, new Date()));

import { loadWithProblems } from '$lib/server/http';
import { openDrawRecord } from '$lib/server/operations/open-draw';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openDrawRecord(running().db, event.locals, event.params.code, new Date()));

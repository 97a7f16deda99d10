import { loadWithProblems } from '$lib/server/http';
import { openFieldBoard } from '$lib/server/operations/open-field-board';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openFieldBoard(running().db, event.locals, event.params.code, new Date()));

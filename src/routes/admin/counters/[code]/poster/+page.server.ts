import { readPrintChoice } from '$lib/core/poster/read-print-choice';
import { requirePlace } from '$lib/server/auth/access';
import { loadWithProblems } from '$lib/server/http';
import { drawPoster } from '$lib/server/operations/draw-poster';
import { findCounter } from '$lib/server/operations/find-counter';
import { running } from '$lib/server/running';
import type { PageServerLoad } from './$types';

// The page stands outside the office's layout (it is a sheet of paper), so it says itself that its button needs script.
export const csr = true;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const { db, config } = running();
    const now = new Date();
    const counter = await findCounter(db, event.params.code, now);
    requirePlace(event.locals, 'counter:poster', { path: counter.agencyPath, name: counter.agencyName });
    const choice = readPrintChoice(event.url.searchParams);
    const { code, name: counterName, agencyName } = counter;
    return { code, counterName, agencyName, choice, drawing: await drawPoster(db, config, counter, choice, now) };
  });

import { redirect } from '@sveltejs/kit';
import { loadWithProblems } from '$lib/server/http';
import { openQuality } from '$lib/server/operations/open-quality';
import { running } from '$lib/server/running';
import { DECISIONS } from '$lib/ui/quality/quality-words';
import type { PageServerLoad } from './$types';

/** Who decides about nobody's answers comes to see what was decided about their own. */
export const load: PageServerLoad = async (event) => {
  const opened = await loadWithProblems(event, () => openQuality(running().db, event.locals, event.url.searchParams, new Date()));
  if (!opened) redirect(303, DECISIONS);
  return opened;
};

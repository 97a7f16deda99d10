import { redirect } from '@sveltejs/kit';
import { answerWithProblems } from '$lib/server/http';
import { editScorecard } from '$lib/server/operations/edit-scorecard';
import { running } from '$lib/server/running';
import { editPath } from '$lib/ui/scorecard/scorecard-address';
import type { RequestHandler } from './$types';

/** Where a form that asks for agency, year and rules leads: to the page of that card's form. */
export const GET: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const { searchParams } = event.url;
    const address = { agency: searchParams.get('agency') ?? '', year: searchParams.get('year') ?? '' };
    const rules = searchParams.get('rules') ?? '';
    await editScorecard(running().db, event.locals, address, rules, new Date());
    redirect(303, editPath(address.agency, address.year, rules));
  });

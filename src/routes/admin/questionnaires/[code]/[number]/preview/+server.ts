import { previewForm } from '$lib/server/citizen/preview-form';
import { answerWithProblems } from '$lib/server/http';
import { formValues, readFormData } from '$lib/server/read-form-data';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

const languageOf = (url: URL) => (url.searchParams.get('in') === 'en' ? 'en' : 'vi');

export const GET: RequestHandler = (event) =>
  answerWithProblems(event, () => previewForm(running().db, event.locals, event.params, { language: languageOf(event.url) }, new Date()));

/** With what is typed in the editor: `?part=item&which=access_1`, and of a new part what it shall be. Nothing is stored. */
export const POST: RequestHandler = (event) =>
  answerWithProblems(event, async () => {
    const wishes = formValues(event.url.searchParams);
    const place = { part: event.url.searchParams.get('part') ?? '', code: event.url.searchParams.get('which') ?? '' };
    const form = { place, wishes, values: formValues(await readFormData(event.request)) };
    return previewForm(running().db, event.locals, event.params, { language: languageOf(event.url), form }, new Date());
  });

import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openDraw } from '$lib/server/operations/open-draw';
import { startDraw, startDrawCheck } from '$lib/server/operations/start-draw';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { problemText } from '$lib/i18n/problem-text';
import { deskPath } from '$lib/ui/desk/desk-words';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const opened = await openDraw(running().db, event.locals, event.params.code, new Date(), event.url.searchParams.has('check'));
    const reasonOf = (work: typeof opened.drawing | typeof opened.check.checking) =>
      work?.problem ? problemText(work.problem.code, work.problem.parameters, event.locals.language) : null;
    return { ...opened, whyNotDrawn: reasonOf(opened.drawing), whyNotChecked: reasonOf(opened.check.checking) };
  });

export const actions: Actions = {
  draw: async (event) => {
    const form = await readForm(event);
    const began = await actWithProblems(event, typedText(form), () =>
      startDraw(running().db, event.locals, event.params.code, form, new Date())
    );
    if (typeof began !== 'string') return began;
    running().jobs.nudge();
    redirect(303, `${deskPath(event.params.code, 'draw')}${began === 'drawn' ? '?saved=yes' : ''}`);
  },
  check: async (event) => {
    const began = await actWithProblems(event, {}, () => startDrawCheck(running().db, event.locals, event.params.code, new Date()));
    if (typeof began !== 'string') return began;
    running().jobs.nudge();
    redirect(303, `${deskPath(event.params.code, 'draw')}${began === 'at-once' ? '?check=yes' : ''}#check`);
  }
};

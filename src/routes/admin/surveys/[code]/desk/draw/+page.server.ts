import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { drawRound } from '$lib/server/operations/draw-sample';
import { openDraw } from '$lib/server/operations/open-draw';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { deskPath } from '$lib/ui/desk/desk-words';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, () => openDraw(running().db, event.locals, event.params.code, new Date(), event.url.searchParams.has('check')));

export const actions: Actions = {
  default: async (event) => {
    const form = await readForm(event);
    const drawn = await actWithProblems(event, typedText(form), () =>
      drawRound(running().db, event.locals, event.params.code, form, new Date())
    );
    if (typeof drawn !== 'number') return drawn;
    redirect(303, `${deskPath(event.params.code, 'draw')}?saved=yes`);
  }
};

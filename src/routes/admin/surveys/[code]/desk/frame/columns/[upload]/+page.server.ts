import { redirect } from '@sveltejs/kit';
import { actWithProblems, loadWithProblems, readForm } from '$lib/server/http';
import { openFrameMapping } from '$lib/server/operations/open-frame-mapping';
import { startFrameImport, usualWindow } from '$lib/server/operations/start-frame-import';
import { running } from '$lib/server/running';
import { typedText } from '$lib/server/typed-text';
import { problemText } from '$lib/i18n/problem-text';
import { framePath } from '$lib/ui/frame/frame-words';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) =>
  loadWithProblems(event, async () => {
    const { db, secrets } = running();
    const now = new Date();
    const { failure, ...mapping } = await openFrameMapping(db, secrets, event.locals, event.params.code, event.params.upload, now);
    return {
      mapping,
      window: usualWindow(now),
      failure: failure && problemText(failure.code, failure.parameters, event.locals.language)
    };
  });

export const actions: Actions = {
  default: async (event) => {
    const { db, secrets, jobs } = running();
    const { code, upload } = event.params;
    const form = await readForm(event);
    const refused = await actWithProblems(event, typedText(form), () =>
      startFrameImport(db, secrets, event.locals, code, upload, form, new Date())
    );
    if (refused) return refused;
    jobs.nudge();
    redirect(303, framePath(code));
  }
};

import { requireSignedIn } from '$lib/server/auth/access';
import { loadWithProblems } from '$lib/server/http';
import { describeSignedIn } from '$lib/server/operations/describe-signed-in';
import { running } from '$lib/server/running';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, request }) =>
  loadWithProblems({ locals, request }, async () => ({
    user: {
      ...(await describeSignedIn(running().db, requireSignedIn(locals), locals.language, new Date())),
      ...(locals.mustAddSecondFactor && { pages: [] })
    },
    language: locals.language
  }));

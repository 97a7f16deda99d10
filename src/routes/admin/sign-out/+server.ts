import { redirect } from '@sveltejs/kit';
import { endSession } from '$lib/server/auth/session';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  await endSession(running().db, event);
  redirect(303, '/admin/sign-in');
};

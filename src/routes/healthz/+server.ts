import { json } from '@sveltejs/kit';
import { databaseAnswers } from '$lib/server/operations/check-health';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async () => {
  const healthy = await databaseAnswers(running().db);
  const headers = { 'cache-control': 'no-store' };
  return healthy ? json({ status: 'ok' }, { headers }) : json({ status: 'database-unavailable' }, { status: 503, headers });
};

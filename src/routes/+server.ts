import { toResponse } from '$lib/server/citizen/exchange';
import { showHome } from '$lib/server/citizen/show-page';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => toResponse(await showHome(event));

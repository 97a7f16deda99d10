import { toResponse } from '$lib/server/citizen/exchange';
import { showReceipt } from '$lib/server/citizen/show-page';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => toResponse(await showReceipt(event));

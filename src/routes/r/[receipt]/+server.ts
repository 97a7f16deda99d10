import { showReceipt } from '$lib/server/citizen/show-page';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => showReceipt(event);

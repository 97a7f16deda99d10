import { receiveForm } from '$lib/server/citizen/receive-form';
import { showForm } from '$lib/server/citizen/show-form';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => showForm(event);
export const POST: RequestHandler = (event) => receiveForm(event);

import { toResponse } from '$lib/server/citizen/exchange';
import { showPrivacy } from '$lib/server/citizen/show-page';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => toResponse(await showPrivacy(event));

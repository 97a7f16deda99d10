import { answerForm } from '$lib/server/citizen/answer-form';
import { toResponse } from '$lib/server/citizen/exchange';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => toResponse(await answerForm(event));
export const POST = GET;

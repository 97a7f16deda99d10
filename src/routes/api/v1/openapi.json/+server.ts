import openapi from '$lib/server/openapi.json';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () => Response.json(openapi, { headers: { 'cache-control': 'public, max-age=3600' } });

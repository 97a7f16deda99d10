import { answerProgram } from '$lib/server/http';
import { checkApiToken } from '$lib/server/operations/check-api-token';
import { registerDossier } from '$lib/server/operations/register-dossier';
import { createProgramLimits } from '$lib/server/program-limits';
import { qrSvg } from '$lib/server/qr-code';
import { readJson } from '$lib/server/read-json';
import { running } from '$lib/server/running';
import type { RequestHandler } from './$types';

const MOST_BYTES = 16 * 1024;

const limits = createProgramLimits();

export const POST: RequestHandler = (event) =>
  answerProgram(event, async () => {
    const { db, config, secrets } = running();
    const now = new Date();
    const asking = { authorization: event.request.headers.get('authorization'), address: event.getClientAddress() };
    const program = await checkApiToken(db, limits, asking, 'dossiers', now);
    const sent = await readJson(event.request, MOST_BYTES);
    const { isNew, ...dossier } = await registerDossier(db, { config, secrets }, program, sent, now);
    // The link is a secret, and whose it is only the asking program knows.
    return Response.json(
      { ...dossier, qrSvg: qrSvg(dossier.link) },
      { status: isNew ? 201 : 200, headers: { 'cache-control': 'no-store' } }
    );
  });

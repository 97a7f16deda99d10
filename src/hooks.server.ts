/**
 * The server's start, and the steps every request goes through, each a named handle. The citizen's pages pay for as little as
 * possible: no session is read and no cookie looked at for them here.
 */
import { randomUUID } from 'node:crypto';
import { building } from '$app/environment';
import { Problem } from '$lib/core/problem';
import type { ProblemCode } from '$lib/core/problem';
import { upgradeDatabase } from '$lib/server/backup/upgrade';
import {
  answerWithSetUp,
  answerWithSignIn,
  enrolmentFor,
  hasSecretAddress,
  isOfficePage,
  isOpenToAll,
  needsSignIn,
  waitsForSetUp
} from '$lib/server/auth/guard';
import { isCrossSite } from '$lib/server/auth/cross-site';
import { keepSentForm } from '$lib/server/auth/kept-form';
import { readSession } from '$lib/server/auth/session';
import { hangDoor } from '$lib/server/citizen/door-frame';
import { formDoor } from '$lib/server/citizen/form-door';
import { readConfig } from '$lib/server/config';
import { openDatabase } from '$lib/server/database';
import { problemResponse } from '$lib/server/http';
import { agencyTableJob } from '$lib/server/jobs/agency-table-job';
import { mailJob } from '$lib/server/jobs/mail-job';
import { auditCheckJob } from '$lib/server/jobs/audit-check-job';
import { drawCheckJob, drawJob } from '$lib/server/jobs/draw-job';
import { eraseJob } from '$lib/server/jobs/erase-job';
import { LETTER_JOB, letterJob } from '$lib/server/jobs/letter-job';
import { frameJob } from '$lib/server/jobs/frame-job';
import { POSTER_JOB, posterJob } from '$lib/server/jobs/poster-job';
import { QUALITY_JOB, qualityJob, startJudging } from '$lib/server/jobs/quality-job';
import { startJobs } from '$lib/server/jobs/run-jobs';
import { chosenLanguage, inLanguageOf } from '$lib/server/language';
import { withLimitedBody } from '$lib/server/limit-body';
import { createLog } from '$lib/server/log';
import { mailServer } from '$lib/server/mail/smtp';
import { startFlushingScans } from '$lib/server/citizen/scan-counts';
import { AGENCY_TABLE_JOB } from '$lib/server/operations/agency-table';
import { canAnybodySignIn, printSetUpCode } from '$lib/server/first-start';
import { FRAME_JOB } from '$lib/server/operations/find-frame';
import { DRAW_CHECK_JOB, DRAW_JOB } from '$lib/server/operations/start-draw';
import { AUDIT_CHECK_JOB } from '$lib/server/operations/check-audit';
import { startKnowingAuditEvents } from '$lib/server/operations/known-audit-events';
import { mustAddSecondFactor } from '$lib/server/operations/must-add-second-factor';
import { openSecrets } from '$lib/server/operations/open-secrets';
import { startErasing } from '$lib/server/operations/erase-expired';
import { ERASE_JOB } from '$lib/server/operations/erase-personal-data';
import { startSealingCodes } from '$lib/server/operations/seal-codes';
import { startCounting } from '$lib/server/operations/refresh-counter-activity';
import { shipInstruments } from '$lib/server/operations/ship-instruments';
import { logAnswer, shortRequestId } from '$lib/server/request-line';
import { running, startRunning } from '$lib/server/running';
import { MAIL_JOB } from '$lib/server/store/mail-jobs';
import { fillNameKeys } from '$lib/server/store/name-keys';
import { securityHeaders } from '$lib/server/security-headers';
import { problemText } from '$lib/i18n/problem-text';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';

export const init: ServerInit = async () => {
  if (building) return;
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const db = openDatabase(config.databaseUrl);
  const { applied, copy } = await upgradeDatabase(db, config);
  if (applied.length > 0) log.info({ applied, copy }, 'database upgraded');
  await fillNameKeys(db);
  await shipInstruments(db, new Date());
  const secrets = await openSecrets(db, config, log);
  const handlers = {
    [LETTER_JOB]: letterJob(db, config, secrets),
    [POSTER_JOB]: posterJob(db, config),
    [AGENCY_TABLE_JOB]: agencyTableJob(db),
    [QUALITY_JOB]: qualityJob(db),
    [AUDIT_CHECK_JOB]: auditCheckJob(db),
    [ERASE_JOB]: eraseJob(db),
    [FRAME_JOB]: frameJob(db, secrets),
    [DRAW_JOB]: drawJob(db),
    [DRAW_CHECK_JOB]: drawCheckJob(db),
    [MAIL_JOB]: mailJob(db, config, mailServer(config))
  };
  const jobs = startJobs(db, handlers, ({ id, kind }, err) => log.error({ job: id, kind, err }, 'job failed'));
  startRunning({ config, db, log, jobs, secrets });
  hangDoor(formDoor);
  await printSetUpCode(db, config);
  const erasing = await startErasing(db, log);
  const stops = [
    erasing,
    startSealingCodes(db, secrets, log),
    startCounting(db, log),
    startJudging(db, log),
    startFlushingScans(db, log),
    startKnowingAuditEvents(db, log),
    () => jobs.stop()
  ];
  process.once('sveltekit:shutdown' as 'exit', () => {
    void Promise.all(stops.map((stop) => stop()))
      .then(() => db.destroy())
      .then(() => log.flush());
  });
};

const nameRequest: Handle = ({ event, resolve }) => {
  event.locals.requestId = shortRequestId(randomUUID());
  event.locals.user = null;
  event.locals.mustAddSecondFactor = false;
  return resolve(event);
};

const limitBody: Handle = ({ event, resolve }) => {
  event.request = withLimitedBody(event);
  return resolve(event);
};

/** Of interviews and second interviews, which run in the browser. */
const OFFICE_PAGES = /^\/admin(\/|$)/;

/** Office pages name many small scripts: as a header that is more than some proxies and clients take. Citizens' pages have none. */
const preloadLess: Handle = ({ event, resolve }) =>
  OFFICE_PAGES.test(event.route.id ?? '') ? resolve(event, { preload: ({ type }) => type !== 'js' }) : resolve(event);

const logRequest: Handle = async ({ event, resolve }) => {
  if (event.isSubRequest) return resolve(event);
  const started = performance.now();
  const response = await resolve(event);
  const { locals, request, route } = event;
  logAnswer({ requestId: locals.requestId, method: request.method, route: route.id, status: response.status, started });
  return response;
};

const secureResponse: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  const headers = securityHeaders(event.locals.requestId, event.url.protocol);
  const ownPolicy = response.headers.get('content-security-policy');
  if (ownPolicy !== null) headers['content-security-policy'] = ownPolicy;
  if (isOfficePage(event)) headers['cache-control'] = 'private, no-store';
  if (hasSecretAddress(event)) headers['referrer-policy'] = 'strict-origin'; // none at all would make a form's Origin `null`
  return withHeaders(response, headers);
};

const chooseLanguage: Handle = ({ event, resolve }) => {
  event.locals.language = chosenLanguage(event, isOfficePage(event));
  return inLanguageOf(event.locals, () =>
    resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', event.locals.language) })
  );
};

const refuseCrossSite: Handle = ({ event, resolve }) => {
  if (!isOpenToAll(event) && isCrossSite(event, running().config.publicUrl)) return problemResponse(new Problem('cross-site'), event);
  return resolve(event);
};

/**
 * Kit answers a form action with 200 and JSON unless the sender asks for HTML by name. Who asks for nothing in particular gets
 * the statuses a browser gets: 303 where it went well, else 401, 422 and so on with the page.
 */
const answerAsPage: Handle = ({ event, resolve }) => {
  const { headers, method } = event.request;
  if (method === 'POST' && isOfficePage(event) && !headers.get('accept')?.includes('json')) headers.set('accept', 'text/html');
  return resolve(event);
};

const readOfficeSession: Handle = async ({ event, resolve }) => {
  if (isOfficePage(event)) event.locals.user = await readSession(running().db, event);
  return resolve(event);
};

/** Before any page's own code: a page, its data, its form actions and the files beside it alike. */
const guardOffice: Handle = async ({ event, resolve }) => {
  if (event.locals.user) return resolve(event);
  if (waitsForSetUp(event) && !(await canAnybodySignIn(running().db))) return answerWithSetUp(event);
  return needsSignIn(event) ? answerWithSignIn(event, await keepSentForm(running().db, event, new Date())) : resolve(event);
};

/** An administrator without the second factor that the settings ask for is led to it, and can do nothing else. */
const leadToEnrolment: Handle = async ({ event, resolve }) => {
  const { user } = event.locals;
  if (user) event.locals.mustAddSecondFactor = await mustAddSecondFactor(running().db, user);
  const enrolment = event.locals.mustAddSecondFactor ? enrolmentFor(event) : undefined;
  if (enrolment === undefined) return resolve(event);
  const asksForPage = event.request.method === 'GET' && !event.isDataRequest;
  if (!asksForPage) return problemResponse(new Problem('second-factor-needed'), event);
  return new Response(null, { status: 303, headers: { location: enrolment } });
};

export const handle: Handle = building
  ? ({ event, resolve }) => resolve(event)
  : sequence(
      ...[nameRequest, limitBody, preloadLess, logRequest, secureResponse, chooseLanguage, refuseCrossSite, answerAsPage],
      ...[readOfficeSession, guardOffice, leadToEnrolment]
    );

const CODE_BY_STATUS: Readonly<Record<number, ProblemCode>> = { 404: 'not-found', 413: 'body-too-large', 415: 'body-type-unknown' };

/** What was not expected is logged with the request's id; the person sees a calm sentence and the id, never what went wrong inside. */
export const handleError: HandleServerError = ({ error, event, status }) => {
  const { requestId = '', language = 'vi' } = event.locals as Partial<App.Locals>;
  if (status >= 500 && !building) running().log.error({ requestId, route: event.route.id, err: error }, 'unexpected failure');
  const code = CODE_BY_STATUS[status] ?? 'unexpected';
  return { code, message: problemText(code, { requestId, max: '128 kB' }, language), requestId };
};

/** Some responses (redirects, fetched ones) have headers that cannot be changed. */
function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  try {
    for (const name in headers) response.headers.set(name, headers[name] ?? '');
    return response;
  } catch {
    return withHeaders(new Response(response.body, response), headers);
  }
}

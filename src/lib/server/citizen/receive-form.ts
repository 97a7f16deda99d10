/** POST /q/{code}: from a form's bytes to a receipt (303), or to a page that says what is wrong and keeps what was typed. */
import { meantLength, readFormCode } from '../../core/fieldwork/personal-code';
import { Problem } from '../../core/problem';
import { encodeAnswers } from '../../core/response/encode-answers';
import { readForm } from '../../core/response/read-form';
import { isSubmissionId } from '../../core/response/submission-id';
import type { OpenForm } from '../operations/form-place';
import { FormUnavailable, scopeOf } from '../operations/form-place';
import { submitOnce } from '../operations/submit-once';
import { hashOfContent, submitResponse } from '../operations/submit-response';
import type { ResponseWriter } from '../response-writer';
import { createResponseWriter } from '../response-writer';
import { randomBytes } from '../random-bytes';
import { running } from '../running';
import type { QuestionnaireVersion } from '../store/questionnaires';
import { findSubmission } from '../store/responses';
import { readQuestionnaireVersion } from '../store/versions';
import type { SubmissionLimits } from '../submission-limits';
import { createSubmissionLimits } from '../submission-limits';
import type { CitizenAnswer, FormRequest } from './exchange';
import { languageOf, redirect } from './exchange';
import { findFormFor } from './find-form-for';
import type { FormCookies } from './form-cookies';
import { readFormCookies } from './form-cookies';
import type { ReceivedForm } from './read-body';
import { readBody } from './read-body';
import { refuseForm } from './refuse-form';
import { newSubmissionId } from './show-form';

let parts: { readonly write: ResponseWriter; readonly limits: SubmissionLimits } | undefined;
const lastSeen = new Map<string, OpenForm>();
const MOST_SEEN = 20_000;

export async function receiveForm(event: FormRequest): Promise<CitizenAnswer> {
  const { db, config, log } = running();
  parts ??= { write: createResponseWriter(db, randomBytes), limits: createSubmissionLimits(config) };
  const received = await readBody(event.request);
  const refuse = (problem: Problem, form: OpenForm | null, submissionId?: string) =>
    refuseForm(event, received, problem, form, submissionId);

  const read = readFormCode(event.params.code);
  if ('problem' in read)
    return refuse(new Problem(read.problem, { code: event.params.code.slice(0, 20), n: meantLength(event.params.code) }), null);
  const known = lastSeen.get(read.code) ?? null;
  let form: OpenForm | null = known;
  const cookies = readFormCookies(event);
  // Known before anything can fail: whatever page follows keeps it, so that sending again is not sending twice.
  const given = received.values.get('submission_id')?.[0] || cookies.formId;
  let submissionId = given !== undefined && isSubmissionId(given) ? given : undefined;
  try {
    form = await findFormFor(event, read.code, new Date());
    remember(read.code, form);
    if (received.problem) return refuse(received.problem, form, submissionId);
    const version = await shownVersion(form.version, received);
    if (given !== undefined && submissionId === undefined) throw new Problem('submission-id-weak');
    submissionId ??= newSubmissionId();
    return leadTo(await store(form, version, received, cookies, submissionId, languageOf(event.url), event.getClientAddress()), event.url);
  } catch (failure) {
    if (failure instanceof FormUnavailable) {
      const receipt = await storedBefore(failure, received, submissionId).catch(() => undefined);
      return receipt === undefined ? refuse(failure, formWithout(failure), submissionId) : leadTo(receipt, event.url);
    }
    if (failure instanceof Problem) return refuse(failure, form, submissionId);
    log.error({ requestId: event.locals.requestId, failure: describe(failure) }, 'a form could not be stored');
    return refuse(new Problem('database-unavailable'), form, submissionId);
  }
}

async function store(
  form: OpenForm,
  version: QuestionnaireVersion,
  received: ReceivedForm,
  cookies: FormCookies,
  submissionId: string,
  language: string,
  address: string
) {
  const reading = readForm(version.content, form.survey.requiredItems, received.entries);
  if (reading.problems.length > 0) throw new Problem(reading.problems[0]!.code, reading.problems[0]!.parameters, reading.problems);
  const { db, config } = running();
  const { write, limits } = parts!;
  const { place, survey } = form;
  // A form that is sent again is not counted again, and never asked to wait.
  const repeated = place.once ? undefined : await findSubmission(db, survey.id, scopeOf(place), submissionId);
  const over = repeated
    ? { overDeviceFlag: false, overCounterFlag: false }
    : // One-time codes of one agency are watched together: they are what somebody could collect and fill in.
      await limits.count({
        counterId: place.once ? `${survey.id} ${place.handlingAgencyId}` : scopeOf(place),
        device: cookies.device,
        address
      });
  const submitted = { form, version, reading, submissionId, device: cookies.device, language, ...over, now: new Date() };
  return place.once ? submitOnce(db, config, randomBytes, submitted) : submitResponse(write, config, randomBytes, submitted);
}

function leadTo(receipt: string, url: FormRequest['url']): CitizenAnswer {
  return redirect(303, `/r/${receipt}${languageOf(url) === 'en' ? '?lang=en' : ''}`, { 'cache-control': 'no-store' });
}

/** The receipt of a form that was stored while the survey was open, and is sent again, unchanged, after it closed. */
async function storedBefore(unavailable: FormUnavailable, received: ReceivedForm, submissionId?: string): Promise<string | undefined> {
  const { place, version, surveyId } = unavailable;
  if (!place || !version || surveyId === null) return undefined;
  const before =
    place.once || submissionId === undefined ? undefined : findSubmission(running().db, surveyId, scopeOf(place), submissionId);
  const stored = unavailable.stored ?? (await before);
  if (!stored) return undefined;
  const shown = await shownVersion(version, received);
  const { answers, comment } = readForm(shown.content, [], received.entries);
  return hashOfContent(shown.id, encodeAnswers(answers), comment) === stored.contentHash ? stored.receipt : undefined;
}

/** The version that the page showed counts even if a newer one was published meanwhile. */
async function shownVersion(current: QuestionnaireVersion, received: ReceivedForm): Promise<QuestionnaireVersion> {
  const shown = received.values.get('version')?.[0];
  if (shown === undefined || shown === '' || shown === current.id) return current;
  const version = await readQuestionnaireVersion(running().db, shown);
  if (!version || version.questionnaireId !== current.questionnaireId) throw new Problem('version-unknown');
  return version;
}

/** Enough of a form to show what was typed, where nothing can be sent any more. */
function formWithout(unavailable: FormUnavailable): OpenForm | null {
  const { place, version } = unavailable;
  return place && version ? { place, version, survey: { id: '', revision: 0, requiredItems: [] } } : null;
}

/** What was open at a code when it was last seen: the page to show if the database does not answer. */
function remember(code: string, form: OpenForm): void {
  if (lastSeen.size >= MOST_SEEN) lastSeen.clear();
  lastSeen.set(code, form);
}

const describe = (failure: unknown) =>
  failure instanceof Error ? { name: failure.name, code: (failure as { code?: string }).code } : String(failure);

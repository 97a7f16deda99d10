/** GET /q/{code}: the kept page of what is open at the counter, with this visitor's submission id. */
import { meantLength, readFormCode } from '../../core/fieldwork/personal-code';
import { Problem } from '../../core/problem';
import { textIn } from '../../core/questionnaire/questionnaire';
import { isSubmissionId, makeSubmissionId } from '../../core/response/submission-id';
import { m } from '../../paraglide/messages.js';
import { conditionStyle } from '../../ui/form/condition-style';
import FormPage from '../../ui/form/FormPage.svelte';
import type { FormState } from '../../ui/form/form-state';
import type { FormPlace, OpenForm } from '../operations/form-place';
import { FormUnavailable, scopeOf } from '../operations/form-place';
import { randomBytes } from '../random-bytes';
import { running } from '../running';
import { findSubmission } from '../store/responses';
import type { CitizenPage } from './citizen-page';
import { renderCitizenPage } from './citizen-page';
import type { CitizenAnswer, FormRequest, PageLanguage } from './exchange';
import { languageOf, redirect } from './exchange';
import { findFormFor } from './find-form-for';
import { deviceCookie, formIdCookie, readFormCookies } from './form-cookies';
import { createKeptPages, keepPage } from './kept-pages';
import { countScan } from './scan-counts';
import { acceptsGzip, pageHeaders, respondWithProblem } from './respond';

const MOST_KEPT_BYTES = 64 * 1024 * 1024;
const ID_MARK = '{submission-id}';
const pages = createKeptPages(MOST_KEPT_BYTES);

export async function showForm(event: FormRequest): Promise<CitizenAnswer> {
  const { config } = running();
  const language = languageOf(event.url);
  const read = readFormCode(event.params.code);
  if ('problem' in read)
    return respondWithProblem(
      event.request,
      new Problem(read.problem, { code: event.params.code.slice(0, 20), n: meantLength(event.params.code) }),
      language
    );
  if (read.code !== event.params.code) return redirect(308, `/q/${read.code}${event.url.search}`);
  try {
    const form = await findFormFor(event, read.code, new Date());
    const { formId, device } = readFormCookies(event);
    const unused = await unusedId(form, formId);
    const submissionId = unused ?? newSubmissionId();
    const cookies = [
      ...(device === null ? [deviceCookie(randomText(), config.deviceMarkDays, event.url)] : []),
      ...(unused === undefined ? [formIdCookie(submissionId, read.code, event.url)] : [])
    ];
    const page = keptFormPage(form, language);
    if (!form.place.once) countScan(read.code, new Date());
    const gzip = acceptsGzip(event.request);
    const body = gzip ? page.gzip(submissionId) : page.plain(submissionId);
    return { status: 200, headers: pageHeaders(page.policy, gzip), cookies, body };
  } catch (failure) {
    if (failure instanceof FormUnavailable)
      return respondWithProblem(event.request, failure, language, { place: failure.place?.agencyName[language] });
    if (failure instanceof Problem) return respondWithProblem(event.request, failure, language);
    throw failure;
  }
}

/** The id of this browser's form here, until it was used; then none, so that the next person starts afresh. */
async function unusedId(form: OpenForm, formId: string | undefined): Promise<string | undefined> {
  if (formId === undefined || !isSubmissionId(formId)) return undefined;
  if (form.place.once) return formId; // it has not answered, or no form would open
  return (await findSubmission(running().db, form.survey.id, scopeOf(form.place), formId)) ? undefined : formId;
}

function keptFormPage(form: OpenForm, language: PageLanguage) {
  const { survey, version } = form;
  const { code, heading, place, agencyName, promise } = wordsOf(form.place, language);
  const key = [survey.id, survey.revision, version.id, language, code, heading, place, agencyName, promise].join('\n');
  return pages.get(key, () => keepPage(renderForm(form, language, ID_MARK), ID_MARK));
}

interface PageWords {
  readonly code?: string;
  readonly heading: string;
  readonly place: string;
  readonly agencyName: string;
  readonly promise: string;
}

/**
 * What the page says of where it is. A one-time code stands nowhere in its page, so that one kept page does for all codes of an agency:
 * they would drive every counter's page out of memory.
 */
function wordsOf({ code, counterName, agencyName, once }: FormPlace, language: PageLanguage): PageWords {
  const options = { locale: language };
  const agency = textIn(agencyName, language);
  const counter = { heading: counterName ?? agency, place: agency, agencyName: agency };
  if (!once) return { ...counter, code, promise: m.form_anonymous({}, options) };
  if (once.kind === 'dossier') return { ...counter, promise: m.letter_dossier_confidential({}, options) };
  return {
    heading: agency,
    place: textIn(once.surveyName, language),
    agencyName: textIn(once.askedBy, language),
    promise: m.letter_confidential({ days: once.retentionDays }, options)
  };
}

/** The form as a page; with `state`, what was typed and what is wrong with it. */
export function renderForm(form: OpenForm, language: PageLanguage, submissionId: string, state?: FormState): CitizenPage {
  const { survey, version } = form;
  const { heading, ...words } = wordsOf(form.place, language);
  const title = `${m.form_title({ counterName: heading }, { locale: language })} – ${words.place}`;
  return renderCitizenPage(
    FormPage,
    {
      language,
      questionnaire: version.content,
      requiredItems: survey.requiredItems,
      versionId: version.id,
      counterName: heading,
      ...words,
      submissionId,
      state
    },
    {
      language,
      title: state ? `${m.error_title_prefix({}, { locale: language })} ${title}` : title,
      style: conditionStyle(version.content)
    }
  );
}

export const newSubmissionId = (): string => makeSubmissionId(Date.now(), randomText());

const randomText = (): string => randomBytes(16).toString('base64url');

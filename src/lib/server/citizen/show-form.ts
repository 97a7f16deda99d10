/** GET /q/{code}: the kept page of what is open at the counter, with this visitor's submission id. */
import { readCounterCode } from '../../core/fieldwork/counter-code';
import { Problem } from '../../core/problem';
import { textIn } from '../../core/questionnaire/questionnaire';
import { isSubmissionId, makeSubmissionId } from '../../core/response/submission-id';
import { m } from '../../paraglide/messages.js';
import { conditionStyle } from '../../ui/form/condition-style';
import FormPage from '../../ui/form/FormPage.svelte';
import type { FormState } from '../../ui/form/form-state';
import type { OpenForm } from '../operations/find-counter-form';
import { findCounterForm, FormUnavailable } from '../operations/find-counter-form';
import { randomBytes } from '../random-bytes';
import { running } from '../running';
import { findSubmission } from '../store/responses';
import type { CitizenPage } from './citizen-page';
import { renderCitizenPage } from './citizen-page';
import type { CitizenAnswer, FormRequest, PageLanguage } from './exchange';
import { languageOf, redirect } from './exchange';
import { deviceCookie, formIdCookie, readFormCookies } from './form-cookies';
import { createKeptPages, keepPage } from './kept-pages';
import { countScan } from './scan-counts';
import { acceptsGzip, pageHeaders, respondWithProblem } from './respond';

const MOST_KEPT_BYTES = 64 * 1024 * 1024;
const ID_MARK = '{submission-id}';
const pages = createKeptPages(MOST_KEPT_BYTES);

export async function showForm(event: FormRequest): Promise<CitizenAnswer> {
  const { db, config } = running();
  const language = languageOf(event.url);
  const read = readCounterCode(event.params.code);
  if ('problem' in read)
    return respondWithProblem(event.request, new Problem(read.problem, { code: event.params.code.slice(0, 20), n: 8 }), language);
  if (read.code !== event.params.code) return redirect(308, `/q/${read.code}${event.url.search}`);
  try {
    const form = await findCounterForm(db, read.code, new Date());
    const { formId, device } = readFormCookies(event);
    const unused = await unusedId(form, formId);
    const submissionId = unused ?? newSubmissionId();
    const cookies = [
      ...(device === null ? [deviceCookie(randomText(), config.deviceMarkDays, event.url)] : []),
      ...(unused === undefined ? [formIdCookie(submissionId, read.code, event.url)] : [])
    ];
    const page = keptFormPage(form, language);
    countScan(read.code, new Date());
    const gzip = acceptsGzip(event.request);
    const body = gzip ? page.gzip(submissionId) : page.plain(submissionId);
    return { status: 200, headers: pageHeaders(page.policy, gzip), cookies, body };
  } catch (failure) {
    if (!(failure instanceof FormUnavailable)) throw failure;
    return respondWithProblem(event.request, failure, language, { place: failure.place?.agencyName[language] });
  }
}

/** The id of this browser's form here, until it was used; then none, so that the next person starts afresh. */
async function unusedId(form: OpenForm, formId: string | undefined): Promise<string | undefined> {
  if (formId === undefined || !isSubmissionId(formId)) return undefined;
  return (await findSubmission(running().db, form.survey.id, form.place.counterId, formId)) ? undefined : formId;
}

function keptFormPage(form: OpenForm, language: PageLanguage) {
  const { survey, place, version } = form;
  const key = [survey.id, survey.revision, version.id, language, place.code, place.counterName, place.agencyName[language]].join('\n');
  return pages.get(key, () => keepPage(renderForm(form, language, ID_MARK), ID_MARK));
}

/** The form as a page; with `state`, what was typed and what is wrong with it. */
export function renderForm(form: OpenForm, language: PageLanguage, submissionId: string, state?: FormState): CitizenPage {
  const { survey, place, version } = form;
  const agencyName = textIn(place.agencyName, language);
  const title = `${m.form_title({ counterName: place.counterName }, { locale: language })} – ${agencyName}`;
  return renderCitizenPage(
    FormPage,
    {
      language,
      questionnaire: version.content,
      requiredItems: survey.requiredItems,
      versionId: version.id,
      code: place.code,
      counterName: place.counterName,
      agencyName,
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

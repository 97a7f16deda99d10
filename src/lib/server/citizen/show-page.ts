/** The citizen's other pages: the door for typed codes, the receipt, and what is kept. */
import { localDay } from '../../core/calendar/day';
import { DOSSIER_DAYS, USUAL_LINK_DAYS } from '../../core/dossier/link-end';
import { CODE_LENGTH } from '../../core/fieldwork/counter-code';
import { meantLength, readFormCode } from '../../core/fieldwork/personal-code';
import { USUAL_RETENTION_DAYS } from '../../core/fieldwork/round-settings';
import { formatReceipt, readReceipt } from '../../core/fieldwork/receipt';
import { Problem } from '../../core/problem';
import { textIn } from '../../core/questionnaire/questionnaire';
import { m } from '../../paraglide/messages.js';
import HomePage from '../../ui/form/HomePage.svelte';
import PrivacyPage from '../../ui/form/PrivacyPage.svelte';
import ReceiptPage from '../../ui/form/ReceiptPage.svelte';
import { readSetting } from '../operations/read-settings';
import { localTime } from '../operations/submit-response';
import { running } from '../running';
import { findAgency } from '../store/agencies';
import { findLongestRetention } from '../store/erasures';
import { isCodeTaken } from '../store/counters';
import { findReceipt } from '../store/responses';
import type { CitizenAnswer, CitizenRequest } from './exchange';
import { languageOf, redirect } from './exchange';
import { respondWith, respondWithProblem, sentenceOf } from './respond';

/** A request to `/r/{receipt}`. */
interface ReceiptRequest extends CitizenRequest {
  readonly params: { readonly receipt: string };
}

/** Groups under this many respondents are never shown; every shipped method says the same. */
const LEAST_SHOWN = 5;

export async function showHome({ url, request }: CitizenRequest): Promise<CitizenAnswer> {
  const language = languageOf(url);
  const options = { locale: language };
  const typedCode = url.searchParams.get('code');
  const page = { language, title: m.home_title({}, options) };
  if (typedCode === null || typedCode.trim() === '') return respondWith(request, HomePage, { language }, page);

  const read = readFormCode(typedCode);
  const refuse = (problem: Problem) =>
    respondWith(
      request,
      HomePage,
      { language, typedCode, problem: sentenceOf(problem, language) },
      { ...page, title: `${m.error_title_prefix({}, options)} ${page.title}`, status: problem.status }
    );
  const typed = { code: typedCode.slice(0, 20), n: meantLength(typedCode) };
  if ('problem' in read) return refuse(new Problem(read.problem, typed));
  // Of a person's code only its own page says whether there is one: who guesses is answered slowly there.
  if (read.code.length === CODE_LENGTH && !(await isCodeTaken(running().db, read.code)))
    return refuse(new Problem('counter-not-found', typed));
  return redirect(303, `/q/${read.code}${language === 'vi' ? '' : `?lang=${language}`}`);
}

export async function showReceipt({ url, request, params }: ReceiptRequest): Promise<CitizenAnswer> {
  const language = languageOf(url);
  const code = readReceipt(params.receipt);
  const stored = code && (await findReceipt(running().db, code));
  if (!stored) return respondWithProblem(request, new Problem('receipt-not-found', { code: params.receipt.slice(0, 20) }), language);
  // A one-time code has no next person, and the receipt must not say that it is nobody's.
  const isOnce = stored.channel === 'web' || stored.channel === 'slip';
  const today = localDay(new Date());
  const agency = await findAgency(running().db, stored.agency_id ?? stored.handling_agency_id, today);
  return respondWith(
    request,
    ReceiptPage,
    {
      language,
      receipt: formatReceipt(stored.receipt),
      surveyName: language === 'vi' ? stored.name_vi : stored.name_en,
      place: [stored.counter, agency && textIn(agency.name, language)].filter(Boolean).join(', '),
      time: localTime(stored.submitted_at),
      isOnce,
      formHref: stored.state === 'open' && stored.code && !isOnce ? `/q/${stored.code}${language === 'vi' ? '' : '?lang=en'}` : undefined,
      otherLanguageHref: language === 'vi' ? `/r/${stored.receipt}?lang=en` : `/r/${stored.receipt}`
    },
    { language, title: m.receipt_title({}, { locale: language }) }
  );
}

export async function showPrivacy({ url, request }: CitizenRequest): Promise<CitizenAnswer> {
  const language = languageOf(url);
  const { config, db } = running();
  return respondWith(
    request,
    PrivacyPage,
    {
      language,
      controllerName: config.controllerName,
      controllerContact: config.controllerContact,
      commentMonths: config.commentRetentionMonths,
      deviceDays: config.deviceMarkDays,
      personDays: (await findLongestRetention(db)) ?? USUAL_RETENTION_DAYS,
      slipDays: await readSetting(db, 'dossierLinkDays', USUAL_LINK_DAYS),
      dossierDays: DOSSIER_DAYS,
      minimumRespondents: LEAST_SHOWN
    },
    { language, title: m.privacy_title({}, { locale: language }) }
  );
}

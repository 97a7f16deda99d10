/** Pages as answers: headers, compression, and the page that says what is wrong. */
import { gzipSync } from 'node:zlib';
import type { Component } from 'svelte';
import { problemText } from '../../i18n/problem-text';
import type { Problem } from '../../core/problem';
import { m } from '../../paraglide/messages.js';
import ProblemPage from '../../ui/form/ProblemPage.svelte';
import type { CitizenPage } from './citizen-page';
import { renderCitizenPage } from './citizen-page';
import type { CitizenAnswer, CitizenRequest, PageLanguage } from './exchange';

type Asked = CitizenRequest['request'];

/** Renders, compresses where the browser takes it, and answers with a page. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- Svelte's own bound for "any component"
export function respondWith<Props extends Record<string, any>>(
  request: Asked,
  component: Component<Props>,
  props: Props,
  page: { readonly language: PageLanguage; readonly title: string; readonly status?: number; readonly style?: string }
): CitizenAnswer {
  return sendPage(request, renderCitizenPage(component, props, page), page.status ?? 200);
}

export function sendPage(request: Asked, page: CitizenPage, status: number): CitizenAnswer {
  const gzip = acceptsGzip(request);
  const body = gzip ? Uint8Array.from(gzipSync(page.html)) : new TextEncoder().encode(page.html);
  return { status, headers: pageHeaders(page.policy, gzip), cookies: [], body };
}

/** `no-cache`, not `no-store`: going back shows the page as it was left, with its answers and its id. */
export function pageHeaders(policy: string, gzip: boolean): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'private, no-cache',
    vary: 'accept-encoding',
    ...(gzip && { 'content-encoding': 'gzip' })
  };
}

export const acceptsGzip = (request: Asked): boolean => /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');

/** A page that only says what is wrong, with what was typed still on it. */
export function respondWithProblem(
  request: Asked,
  problem: Problem,
  language: PageLanguage,
  kept: { readonly place?: string; readonly comment?: string; readonly typed?: readonly { name: string; value: string }[] } = {}
): CitizenAnswer {
  const heading = headingOf(problem, language);
  return respondWith(
    request,
    ProblemPage,
    { language, heading, sentence: sentenceOf(problem, language), way: wayOn(problem, language), ...kept },
    {
      language,
      title: isNoMistake(problem) ? heading : `${m.error_title_prefix({}, { locale: language })} ${heading}`,
      status: problem.status
    }
  );
}

/** Where a counter's people go now. */
function wayOn({ code, parameters }: Problem, language: PageLanguage): { readonly href: string; readonly text: string } | undefined {
  if (code !== 'counter-moved' || !parameters['successorCode']) return undefined;
  const href = `/q/${parameters['successorCode']}${language === 'en' ? '?lang=en' : ''}`;
  return { href, text: m.form_open_successor({ counterName: String(parameters['successor']) }, { locale: language }) };
}

/** Nothing went wrong: the form is there. */
const isNoMistake = ({ code }: Problem): boolean => code === 'invite-used';

export function headingOf(problem: Problem, language: PageLanguage): string {
  const options = { locale: language };
  if (problem.code === 'survey-closed') return m.closed_title({}, options);
  if (problem.code === 'counter-closed' || problem.code === 'counter-moved') return m.counter_closed_title({}, options);
  if (problem.code === 'invite-used') return m.letter_used_title({}, options);
  if (problem.code === 'invite-withdrawn' || problem.code === 'invite-expired') return m.letter_ended_title({}, options);
  if (problem.code === 'database-unavailable') return m.not_recorded_title({}, options);
  if (problem.code === 'receipt-not-found') return m.receipt_missing_title({}, options);
  return m.unavailable_title({}, options);
}

export function sentenceOf(problem: Problem, language: PageLanguage): string {
  return problemText(problem.code, problem.parameters, language);
}

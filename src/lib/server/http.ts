/**
 * The one place that turns a Problem into a response: an error page for a `load`, the form again for an action, JSON or one
 * sentence for an endpoint, `application/problem+json` for a program. Anything else that is thrown passes through: it is a bug, and
 * `handleError` logs it.
 */
import { STATUS_CODES } from 'node:http';
import { error, fail } from '@sveltejs/kit';
import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import type { ProblemCode, ProblemParameters } from '../core/problem';
import { Problem } from '../core/problem';
import { problemText } from '../i18n/problem-text';
import { readFormData } from './read-form-data';

type Asked = Pick<RequestEvent, 'locals' | 'request'>;

/** A Problem in the reader's language, as pages and programs get it. */
export interface ProblemView {
  readonly code: ProblemCode;
  readonly message: string;
  readonly requestId: string;
  /** Every bad field or line, each with its place. */
  readonly details: readonly { readonly place: string; readonly code: ProblemCode; readonly message: string }[];
}

function viewProblem(problem: Problem, { locals }: Asked): ProblemView {
  const { language, requestId } = locals;
  return {
    code: problem.code,
    message: problemText(problem.code, { ...problem.parameters, requestId }, language),
    requestId,
    details: problem.details.map(({ place, code, parameters }) => ({ place, code, message: problemText(code, parameters, language) }))
  };
}

/** For `load`: a Problem becomes SvelteKit's error page with its status. */
export async function loadWithProblems<T>(event: Asked, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    const { code, message, requestId } = viewProblem(failure, event);
    error(failure.status, { code, message, requestId });
  }
}

/** For form actions: a Problem renders the page again with `form.problem`, and `form.typed`, what the person had typed. */
export async function actWithProblems<T, Typed extends Record<string, unknown>>(
  event: Asked,
  typed: Typed,
  work: () => Promise<T>
): Promise<T | ActionFailure<{ problem: ProblemView; typed: Typed }>> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    return fail(failure.status, { problem: viewProblem(failure, event), typed });
  }
}

/** For form actions, before anything else is done: what was sent, or the error page with the sentence of `body-too-large`. */
export function readForm(event: Asked): Promise<FormData> {
  return loadWithProblems(event, () => readFormData(event.request));
}

/** For endpoints (`+server.ts`). */
export async function answerWithProblems(event: Asked, work: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    return problemResponse(failure, event);
  }
}

/** JSON where the request prefers it, else the sentence (and its details, a line each) as plain text. */
export function problemResponse(problem: Problem, event: Asked & { isDataRequest?: boolean }): Response {
  const view = viewProblem(problem, event);
  const asJson = event.isDataRequest || (event.request.headers.get('accept') ?? '').includes('json');
  if (asJson) return Response.json(view, { status: problem.status });
  const lines = [view.message, ...view.details.map((detail) => detail.message)];
  return new Response(`${lines.join('\n')}\n`, { status: problem.status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

const inBoth = (code: ProblemCode, parameters: ProblemParameters) => ({
  vi: problemText(code, parameters, 'vi'),
  en: problemText(code, parameters, 'en')
});

/** For endpoints that programs ask, which have no language: RFC 9457, with the problem's code and its sentences in both. */
export async function answerProgram({ locals }: Asked, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    const { requestId } = locals;
    const { code, status, parameters } = failure;
    const message = inBoth(code, { ...parameters, requestId });
    const body = {
      type: 'about:blank',
      title: STATUS_CODES[status] ?? '',
      status,
      detail: message.vi,
      code,
      message,
      ...(failure.details.length > 0 && {
        errors: failure.details.map((detail) => ({
          field: detail.place,
          code: detail.code,
          message: inBoth(detail.code, detail.parameters)
        }))
      }),
      requestId
    };
    return Response.json(body, {
      status,
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        ...(status === 401 && { 'www-authenticate': 'Bearer' }),
        ...('seconds' in parameters && { 'retry-after': String(parameters['seconds']) })
      }
    });
  }
}

/** A citizen as a program: filled-in forms, every one different, and the plain http that a browser would send them by. */
import { randomUUID } from 'node:crypto';
import type { ClientRequest, OutgoingHttpHeaders, RequestOptions } from 'node:http';
import { Agent, request } from 'node:http';
import { SIPAS_2017 } from '../../src/lib/core/questionnaire/instruments/sipas-2017';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import type { Answers } from '../../src/lib/core/response/response';

const ITEMS = itemsOf(SIPAS_2017);
const ALWAYS_SHOWN = ITEMS.filter((item) => item.kind === 'level' && !item.showWhen);
const LEVELS = 5;

export interface FilledForm {
  readonly submissionId: string;
  /** By item code. */
  readonly levels: ReadonlyMap<string, number>;
  /** Empty: none. */
  readonly comment: string;
}

/** The serial number is written into the answers in base 5, so no two forms are alike; every third has a comment. */
export function fillForm(serial: number, submissionId: string = randomUUID()): FilledForm {
  let rest = serial;
  const levels = new Map<string, number>();
  for (const item of ALWAYS_SHOWN) {
    levels.set(item.code, 1 + (rest % LEVELS));
    rest = Math.floor(rest / LEVELS);
  }
  return { submissionId, levels, comment: serial % 3 === 0 ? `Góp ý số ${serial}: chờ lâu, “ghế” ít 😊` : '' };
}

/** As it must be stored: positional, null where nothing was chosen. */
export function answersOf(form: FilledForm): Answers {
  return ITEMS.map((item) => form.levels.get(item.code) ?? null);
}

export function bodyOf(form: FilledForm): string {
  const fields = new URLSearchParams({ submission_id: form.submissionId, comment: form.comment });
  for (const [code, level] of form.levels) fields.set(code, String(level));
  return fields.toString();
}

export interface Answered {
  readonly status: number;
  /** The receipt that a 303 leads to. */
  readonly receipt: string | undefined;
  readonly page: string;
}

/** Connections that stay open between forms. */
export const keepConnections = (most: number): Agent => new Agent({ keepAlive: true, maxSockets: most });

/** Sends one form. Rejects where the connection broke before the whole answer was there. */
export function sendForm(url: string, code: string, form: FilledForm, agent?: Agent): Promise<Answered> {
  const body = bodyOf(form);
  const outgoing = post(url, code, body, { agent });
  const answer = answerTo(outgoing);
  outgoing.end(body);
  return answer;
}

/** Begins to send a form; resolves when the server has accepted it and waits for the body. What it returns sends the body. */
export async function beginForm(url: string, code: string, form: FilledForm): Promise<() => Promise<Answered>> {
  const body = bodyOf(form);
  const outgoing = post(url, code, body, { headers: { expect: '100-continue' } });
  const answer = answerTo(outgoing);
  answer.catch(() => {}); // whoever sends the body hears of it
  const accepted = new Promise<void>((resolve) => outgoing.once('continue', resolve));
  outgoing.flushHeaders();
  await Promise.race([accepted, answer]);
  return () => {
    outgoing.end(body);
    return answer;
  };
}

function post(url: string, code: string, body: string, more: Pick<RequestOptions, 'agent' | 'headers'>): ClientRequest {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    ...(more.headers as OutgoingHttpHeaders)
  };
  return request(`${url}/q/${code}`, { ...more, method: 'POST', headers });
}

function answerTo(outgoing: ClientRequest): Promise<Answered> {
  return new Promise((answered, broken) => {
    outgoing.on('error', broken);
    outgoing.on('response', (response) => {
      let page = '';
      response.setEncoding('utf8').on('data', (text: string) => (page += text));
      response.on('error', broken);
      response.on('end', () => {
        const receipt = /\/r\/(\w+)/.exec(response.headers.location ?? '')?.[1];
        answered({ status: response.statusCode ?? 0, receipt, page });
      });
    });
  });
}

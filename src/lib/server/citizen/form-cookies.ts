/**
 * Two cookies of the citizen's form, random numbers both: the form's own id (so that two tabs are one form; for its code only,
 * one day) and the device's (for limits and flags; as long as its mark is kept). `Secure` only where the request came by https:
 * browsers drop it on plain http to a machine's own name.
 */
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FormRequest } from './exchange';

const FORM = 'form';
const DEVICE = 'device';
const DAY_S = 86_400;
const DEVICE_SHAPE = /^[A-Za-z0-9_-]{22}$/;

export interface FormCookies {
  readonly formId: string | undefined;
  /** null: the browser sends none (cookies off, or the first visit). */
  readonly device: string | null;
}

export function readFormCookies({ request }: FormRequest): FormCookies {
  const given = parseCookie(request.headers.get('cookie') ?? '');
  const device = given[DEVICE];
  return { formId: given[FORM], device: device !== undefined && DEVICE_SHAPE.test(device) ? device : null };
}

export function formIdCookie(id: string, code: string, url: FormRequest['url']): string {
  return setCookie(FORM, id, `/q/${code}`, DAY_S, url);
}

export function deviceCookie(device: string, days: number, url: FormRequest['url']): string {
  return setCookie(DEVICE, device, '/q', days * DAY_S, url);
}

function setCookie(name: string, value: string, path: string, maxAge: number, { protocol }: FormRequest['url']): string {
  return stringifySetCookie({ name, value, path, maxAge, httpOnly: true, sameSite: 'lax', secure: protocol === 'https:' });
}

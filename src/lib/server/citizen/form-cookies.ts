/**
 * Two cookies of the citizen's form, random numbers both: the form's own id (so that two tabs are one form; for its code only,
 * one day) and the device's (for limits and flags; as long as its mark is kept). `Secure` only where the request came by https:
 * browsers drop it on plain http to a machine's own name.
 */
import type { Cookies } from '@sveltejs/kit';

const FORM = 'form';
const DEVICE = 'device';
const DAY_S = 86_400;
const DEVICE_SHAPE = /^[A-Za-z0-9_-]{22}$/;

export interface FormCookies {
  readonly formId: string | undefined;
  /** null: the browser sends none (cookies off, or the first visit). */
  readonly device: string | null;
  setFormId(id: string): void;
  forgetFormId(): void;
  /** Gives the browser a device number if it has none. */
  ensureDevice(random: () => string, days: number): void;
}

export function formCookies(cookies: Cookies, url: URL, code: string): FormCookies {
  const secure = url.protocol === 'https:';
  const own = { path: `/q/${code}`, httpOnly: true, sameSite: 'lax', secure } as const;
  const given = cookies.get(DEVICE);
  const device = given !== undefined && DEVICE_SHAPE.test(given) ? given : null;
  return {
    formId: cookies.get(FORM),
    device,
    setFormId: (id) => cookies.set(FORM, id, { ...own, maxAge: DAY_S }),
    forgetFormId: () => cookies.delete(FORM, own),
    ensureDevice(random, days) {
      if (device === null) cookies.set(DEVICE, random(), { ...own, path: '/q', maxAge: days * DAY_S });
    }
  };
}

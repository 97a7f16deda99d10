/**
 * The language of one request. Paraglide's own middleware copies every request with its body; this hands it the request's
 * `locals` instead, so `m.x()` follows what a page's own code sets there.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestEvent } from '@sveltejs/kit';
import { cookieName, overwriteServerAsyncLocalStorage } from '../paraglide/runtime.js';

type Language = App.Locals['language'];

interface InForce {
  readonly locale: Language;
}

const inForce = new AsyncLocalStorage<InForce>();
overwriteServerAsyncLocalStorage(inForce as unknown as Parameters<typeof overwriteServerAsyncLocalStorage>[0]);

const YEAR_SECONDS = 365 * 86_400;

/** `?lang=` in the address; on office pages it is kept in a cookie, and the cookie counts where the address says nothing. */
export function chosenLanguage({ url, cookies }: Pick<RequestEvent, 'url' | 'cookies'>, isOffice: boolean): Language {
  const asked = url.searchParams.get('lang');
  if (!isOffice) return asked === 'en' ? 'en' : 'vi';
  const kept = cookies.get(cookieName);
  if ((asked !== 'vi' && asked !== 'en') || asked === kept) return (asked ?? kept) === 'en' ? 'en' : 'vi';
  cookies.set(cookieName, asked, { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:', maxAge: YEAR_SECONDS });
  return asked;
}

/** Runs `work` so that every text in it is in `locals.language`, as it stands when the text is made. */
export function inLanguageOf<T>(locals: App.Locals, work: () => T): T {
  const current: InForce = {
    get locale() {
      return locals.language;
    }
  };
  return inForce.run(current, work);
}

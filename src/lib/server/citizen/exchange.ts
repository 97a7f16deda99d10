/**
 * What a citizen's page looks at of a request, and its whole answer: plain values, so that the same code answers behind
 * SvelteKit (`toResponse`) and at the built server's own door (door.ts), which spares the form the framework's work.
 */

export type PageLanguage = 'vi' | 'en';

/** A SvelteKit event is one. */
export interface CitizenRequest {
  readonly request: {
    readonly method: string;
    readonly headers: { get(name: string): string | null };
    /** Rejects where the body is larger than the server keeps, or was cut off; with CutBody, if its beginning is known. */
    text(): Promise<string>;
  };
  readonly url: Pick<URL, 'protocol' | 'search' | 'searchParams'>;
  readonly locals: { readonly requestId: string };
  /** Of the sender; for limits in memory, never stored or logged. */
  getClientAddress(): string;
}

/** A request to `/q/{code}`. */
export interface FormRequest extends CitizenRequest {
  readonly params: { readonly code: string };
}

export interface CitizenAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** A body that is not there whole: larger than is kept, or its sender went away. */
export class CutBody extends Error {
  constructor(readonly beginning: string) {
    super('a body that is not whole');
  }
}

/** Vietnamese first; English by `?lang=en`. */
export const languageOf = ({ searchParams }: CitizenRequest['url']): PageLanguage => (searchParams.get('lang') === 'en' ? 'en' : 'vi');

export function redirect(status: 303 | 308, location: string, headers: Readonly<Record<string, string>> = {}): CitizenAnswer {
  return { status, headers: { location, ...headers }, cookies: [], body: null };
}

export function toResponse({ status, headers, cookies, body }: CitizenAnswer): Response {
  const response = new Response(body, { status, headers });
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}

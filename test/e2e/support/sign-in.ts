/** Signing in as one of the seeded people, without the page's own form: sign-in.spec.ts walks through that. */
import type { APIRequestContext } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Seeded } from './seed';
import { seeded } from './seeded';

export type Login = keyof Seeded['logins'];

/** The cookie stays with the context: `page.request` signs its page in. */
export async function signIn(request: APIRequestContext, who: Login): Promise<void> {
  const { email, password } = seeded().logins[who];
  const answer = await request.post('/admin/sign-in', { form: { email, password }, maxRedirects: 0 });
  expect(answer.status(), `${who} signs in`).toBe(303);
}

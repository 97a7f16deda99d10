// Any program may send the citizen's form, from anywhere and to any name of this machine; nothing behind sign-in takes that.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { expect } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../support/chromium';
import { choose, post, send, storedAs, submissionIdOn, test } from './support/forms';
import { seeded } from './support/seeded';

const OWN_NAME = `${hostname()}.one-stop.test`;
const executablePath = findChromium();

// The machine's own name leads here as it does for its neighbours, without a name server: plain http, and no loopback name.
test.use({
  launchOptions: {
    args: [...CHROMIUM_FLAGS, `--host-resolver-rules=MAP ${OWN_NAME} 127.0.0.1`],
    ...(executablePath ? { executablePath } : {})
  }
});

test('a program sends the form with no Origin and with a foreign one', async ({ page, db }) => {
  for (const headers of [{}, { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }, { origin: 'null' }]) {
    const submissionId = randomUUID();
    const response = await post(page, `/q/${seeded().forms.sipas.code}`, `access_1=5&submission_id=${submissionId}`, headers);
    expect(response.status()).toBe(303);
    expect(response.headers()['location']).toMatch(/^\/r\/[A-Z0-9]{10}$/);
    expect(await storedAs(db, submissionId)).toHaveLength(1);
  }
});

test('a page of another site sends the form, but cannot sign anybody in @both', async ({ page, db }) => {
  const { logins, forms } = seeded();
  const server = new URL(process.env.E2E_URL!);
  const submissionId = randomUUID();
  const { email, password } = logins.viewer;
  const foreign = createServer((_, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end(
      `<form method=post action="${server.origin}/q/${forms.sipas.code}"><input name=access_1 value=5>
        <input name=submission_id value=${submissionId}><button>survey</button></form>
      <form method=post action="${server.origin}/admin/sign-in"><input name=email value="${email}">
        <input name=password value="${password}"><input name=next value="/admin"><button>sign in</button></form>`
    )
  );
  await new Promise<void>((listening) => foreign.listen(0, '127.0.0.1', listening));
  const elsewhere = `http://localhost:${(foreign.address() as AddressInfo).port}/`;

  await page.goto(elsewhere);
  await page.getByRole('button', { name: 'survey' }).click();
  await expect(page.getByRole('heading', { name: 'Đã nhận ý kiến của Ông/Bà' })).toBeVisible();
  expect(await storedAs(db, submissionId)).toHaveLength(1);

  await page.goto(elsewhere);
  const refused = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: 'sign in' }).click();
  expect((await refused).status()).toBe(403);
  await page.waitForLoadState();
  expect(await page.context().cookies(`${server.origin}/admin`)).toEqual([]);
  foreign.close();
});

for (const name of ['localhost', '127.0.0.1', OWN_NAME]) {
  test(`at ${name === OWN_NAME ? 'the machine’s own name' : name} the form and sign-in work over plain http @both`, async ({
    page,
    db
  }) => {
    const { port } = new URL(process.env.E2E_URL!);
    const here = `http://${name}:${port}`;
    const { forms, logins } = seeded();
    await page.goto(`${here}/q/${forms.sipas.code}`);
    await choose(page, { access_1: '3' });
    const submissionId = await submissionIdOn(page);
    await page.reload();
    expect(await submissionIdOn(page)).toBe(submissionId);
    await choose(page, { access_1: '3' });
    await send(page);
    await expect(page).toHaveURL(new RegExp(`^${here}/r/`));
    expect(await storedAs(db, submissionId)).toHaveLength(1);

    await page.goto(`${here}/admin/sign-in`);
    await page.locator('[name=email]').fill(logins.viewer.email);
    await page.locator('[name=password]').fill(logins.viewer.password);
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.locator('form[action^="/admin/sign-in"] button').click();
    expect((await answered).status()).toBe(303);
    await page.waitForURL((url) => url.pathname !== '/admin/sign-in');
    await page.goto(`${here}/admin/sign-in`);
    await expect(page.locator('[name=password]')).toHaveCount(0);
  });
}

// A form that is larger than the server takes: the error page with its sentence, not a failure of the server.
import { isHttpError } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { readForm } from '../../src/lib/server/http';

const LARGE = 1024 * 1024 + 1;
const asked = (request: Request) => ({ request, locals: { language: 'vi', requestId: 'abc' } as App.Locals });
const post = (init: RequestInit & { duplex?: 'half' }) => new Request('http://localhost/admin', { method: 'POST', ...init });

test('one that says how large it is is refused before it is read', async () => {
  const headers = { 'content-length': String(LARGE), 'content-type': 'application/x-www-form-urlencoded' };
  const failure: unknown = await readForm(asked(post({ body: 'a=b', headers }))).catch((error: unknown) => error);
  if (!isHttpError(failure)) throw failure;
  expect([failure.status, failure.body]).toEqual([
    413,
    { code: 'body-too-large', message: 'Nội dung gửi quá lớn (tối đa 1 MB).', requestId: 'abc' }
  ]);
});

test('one that breaks off while it is read, too; any other is read', async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(Object.assign(new Error('too large'), { status: 413 })) });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  await expect(readForm(asked(post({ body, headers, duplex: 'half' })))).rejects.toMatchObject({ status: 413 });
  expect((await readForm(asked(post({ body: 'a=b', headers })))).get('a')).toBe('b');
});

/** A coordinator's browser as a program: signs in, sends a list as a form with a file, made on the way, and confirms the columns that the page guesses. */
import { once } from 'node:events';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

interface FrameClient {
  /** Returns the address that the answer leads to. `cutAfter`: the connection is broken once so many bytes were sent; then it rejects. */
  send(lines: Iterable<string>, wish?: { readonly cutAfter?: number; readonly onBytes?: (sent: number) => void }): Promise<string>;
  /** At the address that `send` returned, with the window's first day. */
  confirm(address: string, from: string): Promise<void>;
  /** Posts to an action of the list's page. */
  act(action: string, fields?: Readonly<Record<string, string>>): Promise<void>;
  /** The list's page. */
  page(): Promise<string>;
}

export async function signInAsCoordinator(
  url: string,
  survey: string,
  person: { readonly email: string; readonly password: string }
): Promise<FrameClient> {
  const frame = `/admin/surveys/${survey}/desk/frame`;
  const signedIn = await post(url, '/admin/sign-in', '', new URLSearchParams({ ...person }));
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0]!)
    .join('; ');
  const expectMoved = (answer: Response): string => {
    if (answer.status !== 303) throw new Error(`${answer.url}: ${answer.status}`);
    return answer.headers.get('location') ?? '';
  };
  return {
    send: (lines, wish = {}) => sendFile(`${url}${frame}?/upload`, cookie, lines, wish),
    async confirm(address, from) {
      const page = await (await fetch(`${url}${address}`, { headers: { cookie } })).text();
      const fields = new URLSearchParams({ from, to: '' });
      for (const [, name, options] of page.matchAll(/<select[^>]* name="(column-\w+)"[^>]*>(.*?)<\/select>/gs))
        fields.append(name!, /<option[^>]*value="(\d*)"[^>]*\bselected\b/.exec(options!)?.[1] ?? '');
      expectMoved(await post(url, address, cookie, fields));
    },
    async act(action, fields = {}) {
      expectMoved(await post(url, `${frame}?/${action}`, cookie, new URLSearchParams(fields)));
    },
    page: async () => (await fetch(`${url}${frame}`, { headers: { cookie } })).text()
  };
}

function post(url: string, path: string, cookie: string, body: URLSearchParams): Promise<Response> {
  return fetch(`${url}${path}`, { method: 'POST', body, headers: { cookie, origin: url }, redirect: 'manual' });
}

const BOUNDARY = 'a-list-of-transactions';

function* formOf(lines: Iterable<string>): Generator<Buffer> {
  const field = (name: string) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"`;
  yield Buffer.from(`${field('kind')}\r\n\r\ntransactions\r\n${field('file')}; filename="ho-so.csv"\r\nContent-Type: text/csv\r\n\r\n`);
  let waiting: string[] = [];
  for (const line of lines) {
    waiting.push(line);
    if (waiting.length < 500) continue;
    yield Buffer.from(waiting.join(''));
    waiting = [];
  }
  yield Buffer.from(`${waiting.join('')}\r\n--${BOUNDARY}--\r\n`);
}

async function sendFile(
  address: string,
  cookie: string,
  lines: Iterable<string>,
  { cutAfter = Infinity, onBytes = () => {} }: { readonly cutAfter?: number; readonly onBytes?: (sent: number) => void }
): Promise<string> {
  const headers = { cookie, origin: new URL(address).origin, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
  const outgoing = request(address, { method: 'POST', headers });
  const answered = new Promise<string>((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      response.resume();
      if (response.statusCode === 303) resolve(response.headers.location ?? '');
      else reject(new Error(`${address}: ${response.statusCode}`));
    });
  });
  answered.catch(() => {}); // whoever waits for it hears of it
  let sent = 0;
  for await (const bytes of Readable.from(formOf(lines)) as AsyncIterable<Buffer>) {
    if (sent > cutAfter) {
      outgoing.destroy(new Error('cut'));
      return answered;
    }
    sent += bytes.length;
    onBytes(sent);
    if (!outgoing.write(bytes)) await Promise.race([once(outgoing, 'drain'), answered]);
    await setImmediate(); // loopback drains at once: whatever else this process waits for would wait for the whole list
  }
  outgoing.end();
  return answered;
}

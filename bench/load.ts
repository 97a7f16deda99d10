// Run by submissions.ts in a process of its own: citizens on keep-alive connections, as many forms as the server takes in a time.
// Arguments: port, connections, seconds, `pairs` (the page is fetched first, with its cookies) or `forms`, counter codes.
// Prints one JSON line: how many, in how long, and the half and the slowest hundredth of the waiting times in ms.
import { bodyOf, fillForm } from '../test/support/citizen';
import { KeepAliveConnection } from './keep-alive';

const [port = '', connections = '', seconds = '', kind = '', ...counters] = process.argv.slice(2);
const waits: number[] = [];
let serial = 0;
const started = performance.now();
const until = started + Number(seconds) * 1000;

await Promise.all(Array.from({ length: Number(connections) }, keepSending));
const elapsed = (performance.now() - started) / 1000;
waits.sort((a, b) => a - b);
console.log(
  JSON.stringify({ count: waits.length, elapsed, half: waits[waits.length >> 1], slowest: waits[Math.floor(waits.length * 0.99)] })
);

async function keepSending(): Promise<void> {
  const connection = await KeepAliveConnection.open(Number(port));
  while (performance.now() < until) {
    const path = `/q/${counters[serial % counters.length]}`;
    const begun = performance.now();
    const cookies = kind === 'pairs' ? await fetchPage(connection, path) : '';
    const { submissionId, ...filled } = fillForm(serial++);
    const own = /form=([^;]+)/.exec(cookies)?.[1] ?? submissionId;
    const body = bodyOf({ ...filled, submissionId: own });
    const { status } = await connection.ask(
      `POST ${path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip, deflate\r\ncookie: ${cookies}\r\n` +
        `content-type: application/x-www-form-urlencoded\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    );
    if (status !== 303) throw new Error(`a form was answered with ${status}`);
    waits.push(performance.now() - begun);
  }
  connection.close();
}

/** A first visit; returns the cookies that the browser would send back. */
async function fetchPage(connection: KeepAliveConnection, path: string): Promise<string> {
  const { status, head } = await connection.ask(`GET ${path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip, deflate\r\n\r\n`);
  if (status !== 200) throw new Error(`the form was answered with ${status}`);
  return [...head.matchAll(/^set-cookie: ([^;]+)/gim)].map(([, cookie]) => cookie).join('; ');
}

/** A real mail server of this machine, which can be down, refuse an address, or take a mail and die before it says so. */
import { SMTPServer } from 'smtp-server';
import { freePort } from './free-port';

export interface ReceivedMail {
  readonly to: readonly string[];
  /** Headers and body as they came. */
  readonly raw: string;
  readonly messageId: string;
  /** The link in it; '' where there is none. */
  readonly link: string;
}

export interface MailBox extends AsyncDisposable {
  readonly url: string;
  readonly received: ReceivedMail[];
  start(): Promise<void>;
  stop(): Promise<void>;
  /** How the next mail is taken: `silent` keeps it and breaks the connection without a word. */
  behave: 'well' | 'silent' | 'unknown-address';
}

export async function makeMailBox(): Promise<MailBox> {
  const port = await freePort();
  let server: SMTPServer | undefined;
  const box: MailBox = {
    url: `smtp://127.0.0.1:${port}`,
    received: [],
    behave: 'well',
    async start() {
      server = new SMTPServer({
        disabledCommands: ['AUTH', 'STARTTLS'],
        logger: false,
        onRcptTo({ address }, _session, done) {
          done(box.behave === 'unknown-address' ? Object.assign(new Error(`<${address}>: no such mailbox`), { responseCode: 550 }) : null);
        },
        onData(stream, session, done) {
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            const raw = Buffer.concat(chunks).toString('utf8');
            const [, messageId = ''] = /^Message-ID: (.+)$/im.exec(raw) ?? [];
            const [, link = ''] = /(http\S+?\/admin\/password\/[\w-]+)/.exec(plainPart(raw)) ?? [];
            box.received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw, messageId: messageId.trim(), link });
            if (box.behave !== 'silent') return done();
            box.behave = 'well';
            done(Object.assign(new Error('shutting down'), { responseCode: 421 }));
          });
        }
      });
      server.on('error', () => {}); // connections that break are what is tried here
      await new Promise<void>((listening) => server!.listen(port, '127.0.0.1', () => listening()));
    },
    async stop() {
      const running = server;
      server = undefined;
      if (running) await new Promise<void>((closed) => running.close(() => closed()));
    },
    [Symbol.asyncDispose]: () => box.stop()
  };
  return box;
}

/** Of a mail in two parts the text, decoded. */
export function plainPart(raw: string): string {
  const [, encoding = '', body = ''] =
    /Content-Type: text\/plain[^]*?Content-Transfer-Encoding: (\S+)[^]*?\r\n\r\n([^]*?)\r\n----/i.exec(raw) ?? [];
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

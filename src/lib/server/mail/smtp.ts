/** Hands a mail to the mail server that the settings name. */
import { createTransport } from 'nodemailer';
import type { Config } from '../config';

export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for every try, so that a mail that arrives twice shows as one. */
  readonly messageId: string;
}

export interface MailServer {
  /** Throws `MailFailure` if nobody takes mail there. */
  reach(): Promise<void>;
  /** Resolves once the server has taken it. Throws `MailFailure`. */
  send(mail: Mail): Promise<void>;
}

/** Says by a code what went wrong, and nothing that a server wrote: that often has the address. */
export class MailFailure extends Error {
  constructor(
    code: string,
    /** The server will never take this mail: its address does not exist. */
    readonly isFinal: boolean
  ) {
    super(`mail server: ${code}`);
    this.name = 'MailFailure';
  }
}

/** Shorter than a job's lease: another process never sends what this one still tries to. */
const LONGEST_TRY_MS = 40_000;
const STEP_MS = 10_000;

export function mailServer({ smtpUrl, mailFrom }: Pick<Config, 'smtpUrl' | 'mailFrom'>): MailServer | undefined {
  if (smtpUrl === undefined || mailFrom === undefined) return undefined;
  const within = { connectionTimeout: STEP_MS, greetingTimeout: STEP_MS, dnsTimeout: STEP_MS, socketTimeout: 2 * STEP_MS };
  const attempt = async (work: (transport: ReturnType<typeof createTransport>) => Promise<unknown>): Promise<void> => {
    const transport = createTransport({ url: smtpUrl, ...within });
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, fail) => {
      timer = setTimeout(() => fail(new MailFailure('ETIMEDOUT', false)), LONGEST_TRY_MS);
    });
    try {
      await Promise.race([work(transport), tooLong]);
    } catch (failure) {
      throw failure instanceof MailFailure ? failure : failureOf(failure);
    } finally {
      clearTimeout(timer);
      transport.close();
    }
  };
  return {
    reach: () => attempt((transport) => transport.verify()),
    send: ({ to, ...mail }) =>
      attempt((transport) =>
        transport.sendMail({
          ...mail,
          to,
          from: mailFrom,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          disableFileAccess: true,
          disableUrlAccess: true
        })
      )
  };
}

/** The host of the address that mail comes from, for ids of messages. */
export function hostOf(mailFrom: string): string {
  return /@([^\s>]+)>?\s*$/.exec(mailFrom)?.[1] ?? 'localhost';
}

function failureOf(failure: unknown): MailFailure {
  const { code = 'unknown', responseCode } = failure as { readonly code?: string; readonly responseCode?: number };
  const isOfTheMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  return new MailFailure(responseCode === undefined ? code : `${code} ${responseCode}`, isOfTheMail && (responseCode ?? 0) >= 500);
}

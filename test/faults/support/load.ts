/** Many citizens at once: each connection sends a form, waits for its receipt, and sends the next, until the server is gone. */
import type { FilledForm } from '../../support/citizen';
import { keepConnections, sendForm } from '../../support/citizen';

export interface Outcome {
  readonly acknowledged: readonly { readonly form: FilledForm; readonly receipt: string }[];
  /** Sent, and the connection broke without an answer. */
  readonly unanswered: readonly FilledForm[];
  /** Answers that were no receipt. */
  readonly refused: readonly { readonly form: FilledForm; readonly status: number }[];
}

export interface Load {
  /** Resolves when every connection has ended: it broke, was refused, got something else than a receipt, or there was no more to send. */
  readonly ended: Promise<Outcome>;
  /** Resolves when so many receipts have come; rejects if the load ends before. */
  readonly receipts: (count: number) => Promise<void>;
}

/** `next` gives the next form to send, or none any more. */
export function startLoad(url: string, code: string, connections: number, next: () => FilledForm | undefined): Load {
  let count = 0;
  let told = () => {};
  const ended = sendUntilGone(url, code, connections, next, () => {
    count++;
    told();
  });
  return {
    ended,
    receipts(wanted) {
      const reached = new Promise<void>((resolve) => {
        told = () => count >= wanted && resolve();
        told();
      });
      const tooFew = ended.then(() => {
        if (count < wanted) throw new Error(`the load ended after ${count} receipts`);
      });
      return Promise.race([reached, tooFew]);
    }
  };
}

export async function sendUntilGone(
  url: string,
  code: string,
  connections: number,
  next: () => FilledForm | undefined,
  onReceipt = () => {}
): Promise<Outcome> {
  const acknowledged: { form: FilledForm; receipt: string }[] = [];
  const unanswered: FilledForm[] = [];
  const refused: { form: FilledForm; status: number }[] = [];
  const agent = keepConnections(connections);
  async function sendOneAfterAnother(): Promise<void> {
    for (let form = next(); form; form = next()) {
      try {
        const { status, receipt } = await sendForm(url, code, form, agent);
        if (status !== 303 || receipt === undefined) return void refused.push({ form, status });
        acknowledged.push({ form, receipt });
        onReceipt();
      } catch {
        return void unanswered.push(form);
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, sendOneAfterAnother));
  agent.destroy();
  return { acknowledged, unanswered, refused };
}

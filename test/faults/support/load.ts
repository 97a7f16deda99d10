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

/** Resolves when every connection has ended: it broke, was refused, got something else than a receipt, or `next` has no more. */
export async function sendUntilGone(url: string, code: string, connections: number, next: () => FilledForm | undefined): Promise<Outcome> {
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
      } catch {
        return void unanswered.push(form);
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, sendOneAfterAnother));
  agent.destroy();
  return { acknowledged, unanswered, refused };
}

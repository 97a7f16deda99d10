/**
 * Writes responses durably, several at once: what arrives together goes into one transaction, and nobody gets a receipt before
 * its commit. On SQLite that shares one fsync among them; on PostgreSQL batches run side by side.
 */
import type { Kysely } from 'kysely';
import { makeReceipt } from '../core/fieldwork/receipt';
import type { Schema } from './schema';
import type { NewResponse, StoredSubmission } from './store/responses';
import { findSubmission, insertComments, insertDeviceMarks, insertResponses } from './store/responses';

/** At 20 columns a row this stays under both engines' limits of bound values. */
const MOST_TOGETHER = 500;
const TRIES = 5;
/** A batch is complete when the event loop has gone round this often and nobody came: a form alone waits for nothing. */
const QUIET_TURNS = 3;
/** And when its first form has waited this long, so that a steady stream holds nobody up. */
const LONGEST_WAIT_MS = 5;

export interface Submission {
  readonly response: NewResponse;
  readonly comment: Schema['response_comments'] | null;
  readonly device: Schema['response_devices'] | null;
}

/** `repeated`: the same submission id was stored before; then `stored` is what was stored then. */
export interface Written {
  readonly stored: StoredSubmission;
  readonly repeated: boolean;
}

export type ResponseWriter = (submission: Submission) => Promise<Written>;

interface Waiting {
  submission: Submission;
  readonly resolve: (written: Written) => void;
  readonly reject: (failure: unknown) => void;
}

/** `randomBytes` makes a new receipt code on the rare collision with an old one. */
export function createResponseWriter(db: Kysely<Schema>, randomBytes: (count: number) => Uint8Array): ResponseWriter {
  const waiting: Waiting[] = [];
  let collecting = false;

  function collect(since: number, seen: number, quietTurns: number): void {
    collecting = true;
    setImmediate(() => {
      const quiet = waiting.length > seen ? 0 : quietTurns + 1;
      const more = quiet < QUIET_TURNS && waiting.length < MOST_TOGETHER && performance.now() - since < LONGEST_WAIT_MS;
      if (more) return collect(since, waiting.length, quiet);
      collecting = false;
      const batch = waiting.splice(0, MOST_TOGETHER);
      if (waiting.length > 0) collect(performance.now(), waiting.length, 0);
      void writeBatch(db, batch, randomBytes);
    });
  }

  return (submission) =>
    new Promise((resolve, reject) => {
      waiting.push({ submission, resolve, reject });
      if (!collecting) collect(performance.now(), waiting.length, 0);
    });
}

async function writeBatch(db: Kysely<Schema>, batch: readonly Waiting[], randomBytes: (count: number) => Uint8Array): Promise<void> {
  let open = batch;
  try {
    for (let attempt = 1; open.length > 0 && attempt <= TRIES; attempt++) {
      const inserted = await insertTogether(
        db,
        open.map((one) => one.submission)
      );
      const passedOver: Waiting[] = [];
      for (const one of open) {
        const { response } = one.submission;
        if (inserted.has(response.id))
          one.resolve({
            stored: { receipt: response.receipt, contentHash: response.content_hash, submittedAt: response.submitted_at },
            repeated: false
          });
        else {
          const stored = await findSubmission(db, response.survey_id, response.submission_scope, response.submission_id);
          if (stored) one.resolve({ stored, repeated: true });
          else passedOver.push(withNewReceipt(one, randomBytes));
        }
      }
      open = passedOver;
    }
    for (const one of open) one.reject(new Error('no free receipt code after several tries'));
  } catch (failure) {
    for (const one of open) one.reject(failure);
  }
}

async function insertTogether(db: Kysely<Schema>, submissions: readonly Submission[]): Promise<ReadonlySet<string>> {
  return db.transaction().execute(async (trx) => {
    const inserted = await insertResponses(
      trx,
      submissions.map((one) => one.response)
    );
    const fresh = submissions.filter((one) => inserted.has(one.response.id));
    await insertComments(
      trx,
      fresh.flatMap((one) => one.comment ?? [])
    );
    await insertDeviceMarks(
      trx,
      fresh.flatMap((one) => one.device ?? [])
    );
    return inserted;
  });
}

function withNewReceipt(one: Waiting, randomBytes: (count: number) => Uint8Array): Waiting {
  const response = { ...one.submission.response, receipt: makeReceipt(randomBytes) };
  return { ...one, submission: { ...one.submission, response } };
}

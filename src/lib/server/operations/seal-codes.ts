/**
 * Seals the one-time codes that were given out before there was sealing, once, in the background: a migration has no key. Until a code's turn has come
 * it is found as it lies (`keysOf`); stopped in between, the next start goes on.
 */
import type { Logger } from 'pino';
import type { Db } from '../schema';
import { scrubDatabase } from '../scrub-database';
import { sealCode } from '../sealed-code';
import type { SecretBox } from '../secret-box';
import { markOf } from '../secret-box';
import { listPlainCodes, replacePlainCode } from '../store/kept-codes';
import { findAnySecret } from '../store/second-factors';
import { inTransaction } from '../transaction';
import { ONCE } from './form-place';

/** Codes of one transaction: citizens' answers wait no longer than it lasts. */
const BATCH = 250;

/** Returns how to stop: when the batch that is being sealed is done. */
export function startSealingCodes(db: Db, secrets: SecretBox | undefined, log: Pick<Logger, 'info' | 'error'>): () => Promise<void> {
  const stop = new AbortController();
  const sealing = sealCodes(db, secrets, stop.signal).then(
    (sealed) => {
      if (sealed > 0) log.info({ sealed }, 'one-time codes sealed: backups and copies from before hold them as they were');
    },
    (failure: unknown) =>
      log.error({ failure: failure instanceof Error ? failure.message : String(failure) }, 'sealing one-time codes failed')
  );
  return () => {
    stop.abort();
    return sealing;
  };
}

/** Returns how many. With another key than the one that sealed the rest nothing is done: under that one they would be found no more. */
export async function sealCodes(db: Db, secrets: SecretBox | undefined, stop?: AbortSignal): Promise<number> {
  if (!secrets || (await listPlainCodes(db, 1)).length === 0) return 0;
  const other = await findAnySecret(db);
  if (other !== undefined && markOf(other) !== secrets.mark) return 0;
  let sealed = 0;
  while (!stop?.aborted) {
    const plain = await listPlainCodes(db, BATCH);
    if (plain.length === 0) break;
    sealed += await inTransaction(db, async (trx) => {
      let done = 0;
      for (const one of plain) if (await replacePlainCode(trx, one, sealCode(secrets, one.code), ONCE)) done += 1;
      return done;
    });
    await new Promise((turn) => setImmediate(turn));
  }
  if (sealed > 0) await scrubDatabase(db);
  return sealed;
}

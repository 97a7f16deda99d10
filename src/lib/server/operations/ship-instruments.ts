/** Brings the shipped questionnaires and methods into the database: each content once, a changed one as a new version. */
import { SHIPPED_METHODS } from '../../core/method/methods';
import { SHIPPED_QUESTIONNAIRES } from '../../core/questionnaire/instruments/shipped';
import type { Db } from '../schema';
import { findMethodByName, insertMethodVersion } from '../store/methods';
import { contentHash, insertQuestionnaireVersion, isVersionKnown } from '../store/questionnaires';
import { inTransaction } from '../transaction';

/** Safe to run at every start and by several processes at once. */
export async function shipInstruments(db: Db, now: Date): Promise<void> {
  if (await isShipped(db)) return;
  await inTransaction(db, async (trx) => {
    for (const content of SHIPPED_QUESTIONNAIRES)
      if (!(await isVersionKnown(trx, content.code, contentHash(content))))
        await insertQuestionnaireVersion(trx, content, now.toISOString());
    for (const content of SHIPPED_METHODS)
      if (!(await findMethodByName(trx, content.family, content.number))) await insertMethodVersion(trx, content);
  });
}

async function isShipped(db: Db): Promise<boolean> {
  for (const content of SHIPPED_QUESTIONNAIRES) if (!(await isVersionKnown(db, content.code, contentHash(content)))) return false;
  for (const content of SHIPPED_METHODS) if (!(await findMethodByName(db, content.family, content.number))) return false;
  return true;
}

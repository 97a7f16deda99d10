/** A form of a second interview's page, sent without script: what a phone would have kept and sent. */
import { Problem } from '../../core/problem';
import type { RecheckKind } from '../../core/reinterview/recheck-item';
import { itemOfRecheckForm } from '../../core/reinterview/recheck-item';
import { itemsAskedAgain } from '../../core/reinterview/usual-items';
import type { Asking } from '../auth/access';
import { requireRole } from '../auth/access';
import type { Config } from '../config';
import type { Db } from '../schema';
import { listOwnReinterviews } from '../store/phone-reinterviews';
import { findRound } from '../store/rounds';
import { getQuestionnaireVersion } from '../store/versions';
import { receiveRecheckItem } from './store-recheck';

/** Returns the form's number. Throws `recheck-not-yours`, `form-invalid`, and what `receiveRecheckItem` throws. */
export async function receiveRecheckForm(
  db: Db,
  config: Config,
  asking: Asking,
  { kind, id, form }: { readonly kind: RecheckKind; readonly id: string; readonly form: FormData },
  randomBytes: (count: number) => Uint8Array,
  now: Date
): Promise<number> {
  const user = requireRole(asking, 'field:recheck');
  const [own] = await listOwnReinterviews(db, user.id, id);
  if (!own) throw new Problem('recheck-not-yours');
  const { content } = await getQuestionnaireVersion(db, own.versionId);
  const { settings } = await findRound(db, own.surveyId);
  const codes = itemsAskedAgain(content, settings.reinterviewItems).map(({ code }) => code);
  const made = { id: Buffer.from(randomBytes(16)).toString('base64url'), at: now.toISOString() };
  await receiveRecheckItem(db, config, asking, itemOfRecheckForm(kind, id, form, codes, made), randomBytes, now);
  return own.serial;
}

/** A workbook as an office page's form sends it. */
import { Problem } from '../../core/problem';
import { REVISION_FIELD } from '../../core/scoring/scorecard-form-fields';
import { requireRole } from '../auth/access';
import { fileField, readFormData, textField } from '../read-form-data';
import type { Db } from '../schema';
import type { ScorecardAddress, ScorecardReader } from './open-scorecard';
import { uploadScorecard } from './upload-scorecard';

/** `target` null: a new card, whichever the workbook names. Throws what `uploadScorecard` throws, and `scorecard-file-missing`. */
export async function receiveWorkbook(
  db: Db,
  writer: ScorecardReader,
  request: Request,
  target: ScorecardAddress | null,
  now: Date
): Promise<ScorecardAddress> {
  requireRole(writer, 'scorecard:write');
  const form = await readFormData(request);
  const file = await fileField(form, 'file');
  if (!file) throw new Problem('scorecard-file-missing');
  const revision = Number(textField(form, REVISION_FIELD)) || 0;
  const upload = { file: file.bytes, fileName: file.name, target: target && { ...target, revision } };
  return uploadScorecard(db, writer, upload, now);
}

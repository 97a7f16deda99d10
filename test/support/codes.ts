/** One-time codes as they stand on letters and slips, opened with the tests' key. */
import type { Db } from '../../src/lib/server/schema';
import { openCode, sealCode } from '../../src/lib/server/sealed-code';
import type { SecretBox } from '../../src/lib/server/secret-box';
import { BOX } from './people';

/** Of a round's units, by serial number. */
export async function codesOfUnits(db: Db, surveyId: string, box: SecretBox = BOX): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('access_codes as a')
    .innerJoin('sampled_units as u', 'u.id', 'a.sampled_unit_id')
    .select(['a.code', 'a.sealed'])
    .where('u.survey_id', '=', surveyId)
    .orderBy('u.serial')
    .execute();
  return rows.map((row) => openCode(box, row));
}

/** What a code's row is found by. */
export const markOfCode = (code: string, box: SecretBox = BOX): string => sealCode(box, code.replaceAll('-', '')).code;

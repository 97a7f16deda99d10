/** A version as an XLSForm workbook to take away. */
import type { Asking } from '../auth/access';
import { questionnaireToXlsx } from '../export/xlsform-xlsx';
import type { Db } from '../schema';
import type { ExportedWorkbook } from './export-scorecard';
import { findOfficeVersion } from './find-office-questionnaire';

/** Throws what `findOfficeVersion` throws. */
export async function exportQuestionnaire(
  db: Db,
  asking: Asking,
  address: { readonly code: string; readonly number: string },
  now: Date
): Promise<ExportedWorkbook> {
  const { questionnaire, version } = await findOfficeVersion(db, asking, address, now);
  return {
    fileName: `${questionnaire.code}-${version.number}.xlsx`,
    bytes: await questionnaireToXlsx(version.content, version.number)
  };
}

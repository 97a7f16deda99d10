/** A report on a page: opened, and told of where it shows what people wrote. */
import type { Report } from '../../core/report/report';
import type { Db } from '../schema';
import type { Reader, ResultsAddress } from './enter-results';
import type { OpenedReport } from './open-report';
import { openReport } from './open-report';
import { recordReading } from './record-reading';

/** Throws what `openReport` throws. */
export async function showReport(
  db: Db,
  reader: Reader,
  address: ResultsAddress,
  query: URLSearchParams,
  now: Date
): Promise<OpenedReport> {
  const opened = await openReport(db, reader, address, query, now);
  const comments = countComments(opened.report);
  if (comments > 0) {
    const { agency, period } = opened.report;
    const subject = { subjectKind: 'report', subjectId: address.survey, agencyCode: agency.code } as const;
    await recordReading(db, reader, { action: 'report.view-comments', ...subject, change: { period: period.code, comments } }, now);
  }
  return opened;
}

/** Those whose words the report gives. */
export function countComments({ comments }: Report): number {
  return comments.reduce((sum, { texts }) => sum + texts.length, 0);
}

/** The job that checks a long audit log; its result shows on the log's page. */
import { checkAudit } from '../operations/check-audit';
import type { Db } from '../schema';
import type { JobHandler } from './run-jobs';

export function auditCheckJob(db: Db): JobHandler {
  return async (job) => checkAudit(db, { userId: job.created_by, at: new Date().toISOString() });
}

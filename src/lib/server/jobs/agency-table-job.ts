/** The job that takes a table of agencies that somebody agreed to, with the rights that the person has when it runs. */
import { scopesOf } from '../auth/access';
import { Problem } from '../../core/problem';
import { takeAgencyTable } from '../operations/agency-table';
import type { Db } from '../schema';
import { findActiveUser } from '../store/users';
import { byUser } from '../store/audit-events';
import type { JobHandler } from './run-jobs';

export function agencyTableJob(db: Db): JobHandler {
  return async (job, tools) => {
    const user = await findActiveUser(db, job.created_by ?? '');
    if (!user) throw new Problem('asker-role-lost');
    await tools.progress(0, null);
    return takeAgencyTable(db, job, scopesOf(user, 'agency:write'), byUser(user, new Date()));
  };
}

/** The job that reads a list into a frame, or finishes one, with the rights that the person has when it runs. */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { can } from '../auth/access';
import type { FrameOrder } from '../operations/find-frame';
import { findOwner } from '../operations/find-owner';
import { clearReplaced, finishFrame } from '../operations/finish-frame';
import { readFrame } from '../operations/read-frame';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { byUser } from '../store/audit-events';
import { findSurveyById } from '../store/surveys';
import { findActiveUser } from '../store/users';
import type { JobHandler } from './run-jobs';

export function frameJob(db: Db, secrets: SecretBox | undefined, clock: () => Date = () => new Date()): JobHandler {
  const handle: JobHandler = async (job, tools) => {
    const now = clock();
    const { frameId, surveyId, step } = JSON.parse(job.payload) as FrameOrder;
    const user = await findActiveUser(db, job.created_by ?? '', localDay(now));
    const survey = await findSurveyById(db, surveyId);
    const owner = await findOwner(db, survey.owner_agency_id, localDay(now));
    if (!user || !can(user, 'desk:write', owner.path)) throw new Problem('asker-role-lost');
    const work = { db, secrets, job, tools, by: byUser(user, now), now };
    if (step === 'read') await readFrame(work, frameId);
    else if (step === 'finish') await finishFrame(work, frameId);
    await clearReplaced(work, surveyId);
    return {};
  };
  return Object.assign(handle, { mostAttempts: 5 });
}

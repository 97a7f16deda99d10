/** The jobs that draw from a large list, with the rights that the person has when it runs, and that draw again to see whether it is the same. */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { can } from '../auth/access';
import { carryOutDraw } from '../operations/draw-sample';
import { findOwner } from '../operations/find-owner';
import type { DrawOrder } from '../operations/read-draw-order';
import { repeatDraw } from '../operations/repeat-draw';
import { beginCheck } from '../operations/start-draw';
import type { Db } from '../schema';
import { byUser } from '../store/audit-events';
import { findDrawById } from '../store/draws';
import { holdJob } from '../store/jobs';
import { findSurveyById } from '../store/surveys';
import { findActiveUser } from '../store/users';
import type { JobHandler, JobTools } from './run-jobs';
import { LeaseLost } from './run-jobs';

const MOST_ATTEMPTS = 5;

export function drawJob(db: Db, clock: () => Date = () => new Date()): JobHandler {
  const handle: JobHandler = async (job, tools) => {
    const now = clock();
    const order = JSON.parse(job.payload) as DrawOrder;
    const user = await findActiveUser(db, job.created_by ?? '', localDay(now));
    const owner = await findOwner(db, (await findSurveyById(db, order.surveyId)).owner_agency_id, localDay(now));
    if (!user || !can(user, 'desk:write', owner.path)) throw new Problem('asker-role-lost');
    const number = await carryOutDraw(db, order, byUser(user, now), {
      progress: percentOf(tools),
      begin: async (trx, drawId) => {
        if (!(await holdJob(trx, job))) throw new LeaseLost();
        // Its record says at once that it can be repeated.
        await beginCheck(trx, drawId, user.id, now.toISOString());
      }
    });
    return { number };
  };
  return Object.assign(handle, { mostAttempts: MOST_ATTEMPTS });
}

export function drawCheckJob(db: Db): JobHandler {
  const handle: JobHandler = async (job, tools) => {
    const draw = await findDrawById(db, (JSON.parse(job.payload) as { readonly drawId: string }).drawId);
    if (!draw) throw new Problem('draw-not-found');
    return repeatDraw(db, draw, percentOf(tools));
  };
  return Object.assign(handle, { mostAttempts: MOST_ATTEMPTS });
}

const percentOf = (tools: JobTools) => (percent: number) => tools.progress(Math.floor(percent), 100);

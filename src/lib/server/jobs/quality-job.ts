/** The job that looks at the answers that came: every hour, and once for all there are when the server starts on them. */
import type { Logger } from 'pino';
import { isJudged } from '../operations/judge-months';
import { refreshVerdicts } from '../operations/refresh-verdicts';
import type { Db } from '../schema';
import { insertJob } from '../store/jobs';
import { listSurveys } from '../store/surveys';
import type { JobHandler } from './run-jobs';

export const QUALITY_JOB = 'judge-answers';
const EVERY_MS = 3_600_000;

export function qualityJob(db: Db): JobHandler {
  return async (_, tools) => {
    const now = new Date();
    let months = 0;
    for (const survey of (await listSurveys(db)).filter(isJudged))
      months += await refreshVerdicts(db, survey, now, (done, total) => tools.progress(months + done, months + total));
    return { months };
  };
}

/** Returns how to stop. Of several processes one asks in each hour. */
export function startJudging(db: Db, log: Logger): () => void {
  const ask = () => {
    const at = new Date().toISOString();
    insertJob(db, { kind: QUALITY_JOB, key: `${QUALITY_JOB} ${at.slice(0, 13)}`, payload: {}, createdBy: null, at }).catch((err: unknown) =>
      log.error({ err }, 'asking to judge the answers failed')
    );
  };
  const timer = setInterval(ask, EVERY_MS);
  timer.unref();
  ask();
  return () => clearInterval(timer);
}

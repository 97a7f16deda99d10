/** The job that makes one PDF of many posters: `posters.pdf` among its files. */
import { PassThrough } from 'node:stream';
import type { PrintJob } from '../operations/print-posters';
import { listDestinations, printPosters } from '../operations/print-posters';
import type { Config } from '../config';
import type { Db } from '../schema';
import { insertJobFile } from '../store/jobs';
import type { JobHandler } from './run-jobs';

export const POSTER_JOB = 'posters';
export const POSTER_FILE = 'posters.pdf';

export function posterJob(db: Db, config: Config): JobHandler {
  return async (job, tools) => {
    const print = JSON.parse(job.payload) as PrintJob;
    const now = new Date();
    const { length: counters } = await listDestinations(db, print.agencyCode, now);
    const out = new PassThrough();
    const chunks: Buffer[] = [];
    out.on('data', (chunk: Buffer) => chunks.push(chunk));
    let told: Promise<void> = tools.progress(0, counters);
    told.catch(() => {}); // awaited below
    const pages = await printPosters(db, config, print, now, out, (page) => {
      told = told.then(() => tools.progress(Math.min(page, counters), counters));
      told.catch(() => {});
    });
    await told;
    await insertJobFile(db, job.id, POSTER_FILE, Buffer.concat(chunks));
    await tools.progress(counters, counters);
    return { pages, counters };
  };
}

/** Made-up answers of working days gone by, sent through the operation that stores a citizen's form. */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { makeAnswers, makeComment, normal, seededRandom } from '../../../scripts/demo-answers';
import type { Day } from '../../../src/lib/core/calendar/day';
import { addDays, weekday } from '../../../src/lib/core/calendar/day';
import { makeSubmissionId } from '../../../src/lib/core/response/submission-id';
import type { Config } from '../../../src/lib/server/config';
import { findCounterForm } from '../../../src/lib/server/operations/find-counter-form';
import { submitResponse } from '../../../src/lib/server/operations/submit-response';
import { createResponseWriter } from '../../../src/lib/server/response-writer';
import type { Schema } from '../../../src/lib/server/schema';

interface Wish {
  readonly counters: readonly { readonly code: string }[];
  readonly from: Day;
  readonly to: Day;
  /** Forms a counter gets on a working day, on average. */
  readonly perDay: number;
  /** No more than this many a counter. */
  readonly most?: number;
  readonly seed: number;
  /** What everybody writes; otherwise a few write what the demonstration's people write. */
  readonly comment?: string;
}

const ANSWERING_MS = 150_000;

export async function answerSurvey(db: Kysely<Schema>, config: Config, wish: Wish): Promise<void> {
  const write = createResponseWriter(db, randomBytes);
  const random = seededRandom(wish.seed);
  const sent: Promise<string>[] = [];
  for (const { code } of wish.counters) {
    const form = await findCounterForm(db, code, new Date(`${wish.to}T03:00:00Z`));
    const mood = 0.4 * normal(random) + 0.3;
    let left = wish.most ?? Infinity;
    for (let day = wish.from; day <= wish.to; day = addDays(day, 1)) {
      if (weekday(day) > 4) continue;
      const dayMood = mood + 0.15 * normal(random);
      for (let due = wish.perDay; random() < due && left > 0; due--, left--) {
        const now = new Date(Date.parse(`${day}T01:00:00Z`) + Math.floor(random() * 8 * 3_600_000));
        sent.push(
          submitResponse(write, config, randomBytes, {
            form,
            version: form.version,
            reading: {
              answers: makeAnswers(form.version.content, dayMood, random),
              comment: wish.comment ?? makeComment(random) ?? '',
              problems: []
            },
            submissionId: makeSubmissionId(now.getTime() - ANSWERING_MS, randomBytes(16).toString('base64url')),
            device: null,
            language: 'vi',
            overDeviceFlag: false,
            overCounterFlag: false,
            now
          })
        );
      }
    }
  }
  await Promise.all(sent);
}

/** What the tests of the citizen's pages share: the server's database, the form's controls, and forms of a test's own. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { APIResponse, Locator, Page, Response } from '@playwright/test';
import { test as base } from '@playwright/test';
import type { Kysely } from 'kysely';
import { localDay } from '../../../src/lib/core/calendar/day';
import type { Questionnaire } from '../../../src/lib/core/questionnaire/questionnaire';
import { itemsOf } from '../../../src/lib/core/questionnaire/questionnaire';
import { decodeAnswers } from '../../../src/lib/core/response/encode-answers';
import { valuesOf } from '../../../src/lib/core/response/read-form';
import { openDatabase } from '../../../src/lib/server/database';
import { changeSurveyState } from '../../../src/lib/server/operations/change-survey';
import { createCounter } from '../../../src/lib/server/operations/create-counter';
import { createSurvey } from '../../../src/lib/server/operations/create-survey';
import type { Schema } from '../../../src/lib/server/schema';
import { seeded } from './seeded';

/** `db`: the database of the server under test, opened a second time. */
export const test = base.extend<object, { db: Kysely<Schema> }>({
  db: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const db = openDatabase(process.env.E2E_DATABASE_URL!);
      await use(db);
      await db.destroy();
    },
    { scope: 'worker' }
  ]
});

/** A form value, or a list of them for a question that takes several. */
export type FormAnswers = Readonly<Record<string, string | readonly string[]>>;

export const option = (page: Page, item: string, value: string): Locator => page.locator(`input[name="${item}"][value="${value}"]`);

/** Ticks and selects what is visible on the page. */
export async function choose(page: Page, answers: FormAnswers): Promise<void> {
  for (const [item, given] of Object.entries(answers)) {
    const list = page.locator(`select[name="${item}"]`);
    const values = typeof given === 'string' ? [given] : given;
    if ((await list.count()) > 0) await list.selectOption([...values]);
    else for (const value of values) await option(page, item, value).check();
  }
}

export const sendButton = (page: Page): Locator => page.locator('form button.go');

/** Presses the button at the end of the form; returns the server's answer to the form itself. */
export async function send(page: Page): Promise<Response> {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await sendButton(page).click();
  return answered;
}

export const submissionIdOn = (page: Page): Promise<string> => page.locator('input[name="submission_id"]').inputValue();

/** A form as another program sends it: no cookie, no Origin. Redirects are not followed. */
export async function post(page: Page, path: string, fields: string | URLSearchParams, headers = {}): Promise<APIResponse> {
  return page.request.post(path, {
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    data: fields.toString(),
    maxRedirects: 0
  });
}

/** What stands in the database under a submission id, as the form's fields. */
export async function storedAs(db: Kysely<Schema>, submissionId: string) {
  const rows = await db
    .selectFrom('responses as r')
    .innerJoin('questionnaire_versions as v', 'v.id', 'r.questionnaire_version_id')
    .leftJoin('response_comments as c', 'c.response_id', 'r.id')
    .select([
      'r.receipt',
      'r.language',
      'r.flags',
      'r.answers',
      'r.receiving_counter_id',
      'v.id as version',
      'v.content',
      'c.text as comment'
    ])
    .where('r.submission_id', '=', submissionId)
    .orderBy('r.id')
    .execute();
  return rows.map(({ content, answers, flags, receiving_counter_id: counterId, ...row }) => ({
    ...row,
    counterId,
    flags: JSON.parse(flags) as string[],
    answers: answersByItem(JSON.parse(content) as Questionnaire, answers)
  }));
}

/** Only what was answered: item code → form value, or a list for a question that takes several. */
function answersByItem(questionnaire: Questionnaire, encoded: string): FormAnswers {
  const answers = decodeAnswers(encoded);
  const answered = itemsOf(questionnaire).flatMap((item, i) => {
    const values = valuesOf(item, answers[i] ?? null);
    if (values.length === 0) return [];
    return [[item.code, item.kind === 'choices' ? values : values[0]!] as const];
  });
  return Object.fromEntries(answered);
}

/** A counter with an open survey that no other test knows, for tests that close or reword it. */
export async function openOwnForm(
  db: Kysely<Schema>,
  wish: { readonly questionnaire: string; readonly requiredItems?: readonly string[] }
): Promise<{ readonly code: string; readonly survey: string; readonly counterId: string }> {
  const now = new Date();
  const survey = `e2e-${randomUUID().slice(0, 13)}`;
  const agencyCode = seeded().places.emptyCommune.code;
  const { code, id } = await createCounter(db, { agencyCode, name: `Quầy ${survey}` }, now, randomBytes);
  await createSurvey(db, {
    code: survey,
    nameVi: `Đợt khảo sát ${survey}`,
    nameEn: `Survey ${survey}`,
    questionnaire: wish.questionnaire,
    method: { family: 'sipas', number: 1 },
    ownerCode: agencyCode,
    opensOn: localDay(now),
    closesOn: null,
    psu: 'day',
    series: null,
    requiredItems: wish.requiredItems ?? [],
    counterCodes: [code],
    demonstration: false
  });
  await changeSurveyState(db, survey, 'open', now);
  return { code, survey, counterId: id };
}

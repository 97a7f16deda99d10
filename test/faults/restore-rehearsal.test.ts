/**
 * The day on which a province needs its backup, rehearsed with the commands that a clerk types: a backup while citizens send forms,
 * restored elsewhere under a clock of another zone. No acknowledged answer is missing, people sign in, and a form sent again gets its receipt.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { addDays, localDay } from '../../src/lib/core/calendar/day';
import { openDatabase } from '../../src/lib/server/database';
import { migrateToLatest } from '../../src/lib/server/migrate';
import { createUser } from '../../src/lib/server/operations/create-user';
import { findCounterByCode } from '../../src/lib/server/store/counters';
import { findSurveyByCode } from '../../src/lib/server/store/surveys';
import { answer } from '../support/answer';
import { startBuiltServer } from '../support/built-server';
import type { FilledForm } from '../support/citizen';
import { answersOf, fillForm } from '../support/citizen';
import { openCounterSurvey, PROVINCE, SURVEY } from '../support/counter-survey';
import { NO_LIMITS } from './support/fault-database';
import { sendUntilGone, startLoad } from './support/load';
import { readStoredForms } from './support/stored-forms';

const ELSEWHERE = { TZ: 'America/New_York', LANG: 'C' };
const LOGIN = { email: 'quantri@sonla.example', password: 'hoa-ban-trang-2026' };
const CONNECTIONS = 8;
const DAYS = 20;
const A_DAY = 8;
const TODAY = localDay(new Date());
const PERIOD = `${addDays(TODAY, -DAYS)}..${TODAY}`;

test('a backup under load, restored elsewhere: every acknowledged answer, the same figures, the same people, the same receipts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'satisfaction-rehearsal-'));
  try {
    const live = `sqlite:${join(folder, 'live', 'app.sqlite')}`;
    const restored = `sqlite:${join(folder, 'other machine', 'app.sqlite')}`;
    const counters = await makeProvince(live);

    const server = await startBuiltServer({ databaseUrl: live, settings: NO_LIMITS });
    let serial = 0;
    let going = true;
    const load = startLoad(server.url, counters[2]!, CONNECTIONS, () => (going ? fillForm(serial++) : undefined));
    await load.receipts(200);
    const begun = serial - CONNECTIONS; // each connection has at most one form without its receipt
    await npmRun('backup', ['--to', join(folder, 'backups'), '--keep', '2'], { DATABASE_URL: live });
    const taken = serial;
    await load.receipts(taken + 50); // it went on after the backup
    going = false;
    const { acknowledged, unanswered, refused } = await load.ended;
    expect([unanswered, refused]).toEqual([[], []]);
    expect(taken).toBeGreaterThan(begun + CONNECTIONS); // and while it was made
    const cookie = await signIn(server.url);
    const reports = await readReports(server.url, cookie);
    expect(await server.stop()).toBe(0);

    const [backup = ''] = readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.sqlite'));
    await npmRun('restore', ['--from', join(folder, 'backups', backup), '--to', restored], ELSEWHERE);
    const held = new Map(readStoredForms(restored.slice('sqlite:'.length)).map((row) => [row.submissionId, row.receipt]));
    const inBackup = acknowledged.filter(({ form }) => held.has(form.submissionId));
    expect(inBackup.map(({ form }) => held.get(form.submissionId))).toEqual(inBackup.map(({ receipt }) => receipt));
    const before = acknowledged.filter(({ form }) => serialOf(form) < begun);
    expect(before.length).toBe(begun);
    expect(before.filter(({ form }) => !held.has(form.submissionId))).toEqual([]);
    expect(inBackup.length).toBeLessThan(acknowledged.length);

    const again = await startBuiltServer({ databaseUrl: restored, settings: { ...NO_LIMITS, ...ELSEWHERE } });
    const asBefore = await fetch(`${again.url}/admin`, { headers: { cookie }, redirect: 'manual' });
    expect(asBefore.status).not.toBe(200); // nobody is signed in by a session of before
    const fresh = await signIn(again.url);
    const quiet = await readReports(again.url, fresh);
    // Before anything is sent here: the communes that took no form meanwhile, without their line on the one that did.
    for (const place of ['xa-1', 'xa-2']) expect(withoutThird(quiet[place]!)).toEqual(withoutThird(reports[place]!));
    expect(quiet['xa-3']).not.toEqual(reports['xa-3']);

    // Every citizen sends the same form again: who is in the backup gets the old receipt, who is not is stored now.
    const forms = acknowledged.map(({ form }) => form);
    const repeated = await sendUntilGone(again.url, counters[2]!, CONNECTIONS, () => forms.pop());
    expect(repeated.refused).toEqual([]);
    const receipts = new Map(repeated.acknowledged.map(({ form, receipt }) => [form.submissionId, receipt]));
    expect(inBackup.map(({ form }) => receipts.get(form.submissionId))).toEqual(inBackup.map(({ receipt }) => receipt));
    expect(await readReports(again.url, fresh)).toEqual(reports); // of the same answers, the same figures
    expect(await again.stop()).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Three communes with answers of the last days, the third's counter still taking more; returns the counters' codes. */
async function makeProvince(url: string): Promise<readonly string[]> {
  const db = openDatabase(url);
  await migrateToLatest(db);
  const { counters } = await openCounterSurvey(db, { communes: 3, opensOn: addDays(TODAY, -DAYS) });
  await createUser(db, { ...LOGIN, name: 'Lò Thị Mai', role: 'administrator', agencyCode: PROVINCE }, new Date());
  const survey = (await findSurveyByCode(db, SURVEY))!;
  const places = (await Promise.all(counters.map((code) => findCounterByCode(db, code, TODAY)))).map((counter) => counter!);
  const given = Array.from({ length: DAYS * A_DAY * places.length }, (_, i) => ({
    counter: places[i % places.length]!,
    day: addDays(TODAY, -1 - (i % DAYS)),
    answers: answersOf(fillForm(i * 37))
  }));
  await answer(db, survey, given);
  await db.destroy();
  return counters;
}

const run = promisify(execFile);

async function npmRun(name: 'backup' | 'restore', options: readonly string[], settings: Readonly<Record<string, string>>): Promise<void> {
  const { stdout } = await run('npm', ['run', '-s', name, '--', ...options], { env: { ...process.env, ...settings } });
  expect(stdout).toContain(name === 'backup' ? 'backed up and checked' : 'restored and checked');
}

/** Returns the session's cookie. */
async function signIn(url: string): Promise<string> {
  const body = new URLSearchParams(LOGIN);
  const response = await fetch(`${url}/admin/sign-in`, { method: 'POST', body, headers: { origin: url }, redirect: 'manual' });
  expect(response.status).toBe(303);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** The figures of the province and its communes, at full precision. */
async function readReports(url: string, cookie: string): Promise<Readonly<Record<string, string>>> {
  const places = [PROVINCE, 'xa-1', 'xa-2', 'xa-3'];
  const texts = places.map(async (place) => {
    const response = await fetch(`${url}/admin/reports/${place}/${SURVEY}/report.csv?period=${PERIOD}`, { headers: { cookie } });
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain(`,${PERIOD},`);
    expect(text).toContain(',overall,');
    return [place, text] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

const withoutThird = (csv: string): readonly string[] => csv.split('\n').filter((line) => !line.includes(',sister,xa-3,'));

/** What `fillForm` wrote into the answers in base 5. */
function serialOf(form: FilledForm): number {
  return [...form.levels.values()].reduceRight((sum, level) => sum * 5 + (level - 1), 0);
}

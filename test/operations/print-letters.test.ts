import { expect, test } from 'vitest';
import type { LetterSettings } from '../../src/lib/core/letter/letter-settings';
import { LETTER_FIELDS } from '../../src/lib/core/letter/letter-settings';
import { letterJob } from '../../src/lib/server/jobs/letter-job';
import { runNextJob } from '../../src/lib/server/jobs/run-jobs';
import { assignUnits } from '../../src/lib/server/operations/assign-units';
import { openDeskForms, requestLetters, saveLetterTexts } from '../../src/lib/server/operations/open-desk-forms';
import { openField } from '../../src/lib/server/operations/open-field';
import { openJob } from '../../src/lib/server/operations/open-job';
import { openLedger } from '../../src/lib/server/operations/open-ledger';
import { openLetterFile } from '../../src/lib/server/operations/open-letter-file';
import type { Db } from '../../src/lib/server/schema';
import type { SignedInUser } from '../../src/lib/server/store/users';
import { onBothEngines } from '../support/engines';
import { LETTER_SETTINGS } from '../support/letter-samples';
import { as, BOX } from '../support/people';
import { problemOf } from '../support/problem-of';
import { makeRound, ROUND_NOW } from '../support/round';
import { CONFIG } from '../support/small-province';

const PUBLIC = { ...CONFIG, publicUrl: 'https://ykien.sonla.gov.vn' };
const SERVER = { config: PUBLIC, secrets: BOX };
const SMALL = { communes: 2, population: 10, sample: 3, reserve: 1 };

const formOf = (fields: Readonly<Record<string, string>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};
const ask = (db: Db, user: SignedInUser, fields: Readonly<Record<string, string>>) =>
  requestLetters(db, SERVER, as(user), 'round', formOf(fields), ROUND_NOW);

/** Runs the job; the pages of its file as text are too slow to read back here, so its first bytes stand for it. */
async function print(db: Db, user: SignedInUser, fields: Readonly<Record<string, string>>) {
  const id = await ask(db, user, fields);
  const failures: unknown[] = [];
  await runNextJob(
    db,
    'test',
    { letters: letterJob(db, PUBLIC, BOX) },
    (_, failure) => failures.push(failure),
    () => ROUND_NOW
  );
  expect(failures).toEqual([]);
  return { id, job: await openJob(db, as(user), id) };
}

onBothEngines('printing letters and forms', (open) => {
  test('makes a sealed file for who asked, writes that units were printed, and tells of a second printing', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator, interviewers, agencyIds } = await makeRound(db, SMALL);
    const before = await openDeskForms(db, as(coordinator), 'round', ROUND_NOW);
    expect(before.agencies).toMatchObject([
      { nameVi: 'Xã 1', units: 3, printed: 0, answered: 0 },
      { nameVi: 'Xã 2', units: 3, printed: 0, answered: 0 }
    ]);
    const { id, job } = await print(db, coordinator, { sheets: 'both', agency: agencyIds[0]!, sides: 'two' });
    // A letter and its empty back, two sheets of the short form printed on both sides.
    expect(job).toMatchObject({ state: 'done', result: { pages: 3 * 4, forms: 3, again: 0 }, round: 'round' });
    const [row] = await db.selectFrom('job_files').selectAll().execute();
    expect(row!.content.toString('latin1')).not.toContain('%PDF');
    const file = await openLetterFile(db, BOX, as(coordinator), id, ROUND_NOW);
    expect(file.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(await problemOf(openLetterFile(db, BOX, as(interviewers[0]!), id, ROUND_NOW))).toMatchObject({ code: 'role-not-enough' });

    const printed = await db.selectFrom('form_events').select(['kind', 'user_id']).execute();
    expect(printed.map(({ kind }) => kind).toSorted()).toEqual(['letter', 'letter', 'letter', 'printed', 'printed', 'printed']);
    expect(printed.every((event) => event.user_id === coordinator.id)).toBe(true);
    expect((await openDeskForms(db, as(coordinator), 'round', ROUND_NOW)).agencies[0]).toMatchObject({ units: 3, printed: 3 });
    expect(await problemOf(ask(db, coordinator, { sheets: 'letters', agency: agencyIds[0]! }))).toMatchObject({ code: 'letters-none' });
    const again = await print(db, coordinator, { sheets: 'letters', which: 'all', from: '2', to: '5' });
    expect(again.job.result).toEqual({ pages: 4, forms: 4, again: 2 });
    // In both languages the letter's English page is the back of its sheet.
    const both = await print(db, coordinator, { sheets: 'letters', languages: 'both', which: 'all', from: '2', to: '2', sides: 'two' });
    expect(both.job.result).toMatchObject({ pages: 2, forms: 1 });
    const events = await db.selectFrom('audit_events').select(['action', 'change']).where('action', 'like', 'survey.%letters').execute();
    expect(events.map(({ action }) => action)).toEqual([
      'survey.print-letters',
      'survey.letters',
      'survey.print-letters',
      'survey.print-letters'
    ]);
    expect(events.map(({ change }) => change).join()).not.toContain('Người thứ');
  }, 60_000);

  test('a letter is no paper form: the ledger does not count it, and the form is printed after it as the first one', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator, interviewers, units } = await makeRound(db, { ...SMALL, communes: 1 });
    const printed = async () => (await openLedger(db, as(coordinator), 'round', ROUND_NOW)).total.line.printed;
    await print(db, coordinator, { sheets: 'letters' });
    expect([await printed(), (await openDeskForms(db, as(coordinator), 'round', ROUND_NOW)).agencies[0]!.printed]).toEqual([0, 3]);
    const { job } = await print(db, coordinator, { sheets: 'forms', to: '2' });
    expect(job.result).toMatchObject({ forms: 2, again: 0 });
    expect(await printed()).toBe(2);
    await assignUnits(db, as(coordinator), 'round', formOf({ serials: '1-3', interviewer: interviewers[0]!.id }), ROUND_NOW);
    const own = await openField(db, BOX, as(interviewers[0]!), ROUND_NOW);
    expect(own.units.map(({ serial, form }) => [serial, form])).toEqual([[1, 'office'], [2, 'office'], [3, null]]); // prettier-ignore
    expect(units[0]!.serial).toBe(1);
  }, 60_000);

  test('prints no more for whoever has answered or was replaced, and for a reserve once it is released', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator, units } = await makeRound(db, { ...SMALL, communes: 1 });
    const [one, two, , reserve] = units;
    const at = ROUND_NOW.toISOString();
    await db.updateTable('sampled_units').set({ replaced_at: at }).where('id', '=', one!.id).execute();
    await db.updateTable('sampled_units').set({ released_at: at, replaces_id: one!.id }).where('id', '=', reserve!.id).execute();
    const { job } = await print(db, coordinator, { sheets: 'forms', units: 'reserve' });
    expect(job.result).toMatchObject({ forms: 1, pages: 2 });
    const events = await db.selectFrom('form_events').select('sampled_unit_id').execute();
    expect(events).toEqual([{ sampled_unit_id: reserve!.id }]);
    const codes = await db.selectFrom('access_codes').select('sampled_unit_id').execute();
    expect(codes.map((row) => row.sampled_unit_id).toSorted()).toContain(two!.id);
  }, 60_000);

  test('keeps what letters say with the round, and refuses what a letter cannot do without', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator } = await makeRound(db, { ...SMALL, communes: 1 });
    const save = (change: Partial<LetterSettings>) =>
      saveLetterTexts(db, as(coordinator), 'round', formOf({ ...LETTER_SETTINGS, ...change }), ROUND_NOW);
    const texts = async () => (await openDeskForms(db, as(coordinator), 'round', ROUND_NOW)).texts;
    expect(await texts()).toMatchObject({ sender: 'Tỉnh Thử', signer: 'Thủ trưởng cơ quan' });
    await save({ place: '  Sơn\n La ' });
    expect(await texts()).toEqual({ ...LETTER_SETTINGS, place: 'Sơn La' });
    const problem = await problemOf(save({ sender: ' ', plan: 'x'.repeat(201) }));
    expect(problem.details).toMatchObject([
      { place: 'sender', code: 'letter-text-missing' },
      { place: 'plan', code: 'letter-text-long' }
    ]);
    expect(Object.keys(await texts()).toSorted()).toEqual([...LETTER_FIELDS].toSorted());
    expect((await problemOf(ask(db, coordinator, { sheets: 'forms', from: 'mười' }))).details).toMatchObject([
      { place: 'from', code: 'serial-invalid' }
    ]);
    expect(
      await problemOf(
        requestLetters(db, { config: CONFIG, secrets: BOX }, as(coordinator), 'round', formOf({ sheets: 'letters' }), ROUND_NOW)
      )
    ).toMatchObject({
      code: 'public-url-missing'
    });
    expect(
      await problemOf(
        requestLetters(db, { config: PUBLIC, secrets: undefined }, as(coordinator), 'round', formOf({ sheets: 'letters' }), ROUND_NOW)
      )
    ).toMatchObject({ code: 'letters-key-missing' });
  });
});

/** What a coordinator sees and sets of the people a round keeps. */
import { expect, test } from 'vitest';
import type { FormEventKind } from '../../src/lib/core/fieldwork/ledger';
import { changeSurveyState } from '../../src/lib/server/operations/change-survey';
import { openClosing } from '../../src/lib/server/operations/open-closing';
import { changeRetention, erasePerson, erasePersonsNow, openPersons } from '../../src/lib/server/operations/open-persons';
import { newId } from '../../src/lib/server/new-id';
import { readLedger } from '../../src/lib/server/operations/read-ledger';
import { insertFormEvents } from '../../src/lib/server/store/form-events';
import { updateRound } from '../../src/lib/server/store/rounds';
import { updateSurvey } from '../../src/lib/server/store/surveys';
import { onBothEngines } from '../support/engines';
import { as } from '../support/people';
import { problemOf } from '../support/problem-of';
import { makeRound, ROUND_NOW } from '../support/round';

const SIZES = { communes: 1, population: 10, sample: 3, reserve: 1 } as const;

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

onBothEngines('the people a round keeps', (open) => {
  test('are counted, with the day by which they are gone, for as long as it was set', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, coordinator } = await makeRound(db, { ...SIZES, state: 'draft' });
    const opened = async () => (await openPersons(db, as(coordinator), 'round', ROUND_NOW)).persons;
    const set = (days: string) => changeRetention(db, as(coordinator), 'round', formOf({ retentionDays: days }), ROUND_NOW);
    const faultOf = async (days: string) => (await problemOf(set(days))).details.map(({ code }) => code).join();
    expect(await opened()).toEqual({ count: 10, retentionDays: 90, lastDay: '2026-06-08', erasedAt: null });
    for (const wrong of ['', '6', '366', '90,5', '-7', '9'.repeat(9)]) expect(await faultOf(wrong), wrong).toBe('retention-days');
    await set(' 120 ');
    await updateSurvey(db, survey.id, { state: 'open' });
    expect(await opened()).toMatchObject({ retentionDays: 120, lastDay: null });
    expect(await faultOf('121')).toBe('retention-promised');
    await set('30');
    await updateSurvey(db, survey.id, { state: 'closed' });
    await updateRound(db, survey.id, { closed_on: '2026-03-10' });
    expect((await problemOf(set('7'))).code).toBe('persons-not-checked');
    expect(await opened()).toMatchObject({ lastDay: '2026-04-09' });
    const events = await db
      .selectFrom('audit_events')
      .select('change')
      .where('action', '=', 'survey.retention')
      .orderBy('number')
      .execute();
    expect(events.map(({ change }) => JSON.parse(change) as unknown)).toEqual([
      { retention_days: [90, 120] },
      { retention_days: [120, 30] }
    ]);
  });

  test('leave in the ledger that a form was handed on for a reason, whatever happens to it afterwards', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, coordinator, units, interviewers } = await makeRound(db, SIZES);
    const [unit] = units;
    const event = (minute: number, kind: FormEventKind, interviewer = 0, reason = '') => ({
      ...{ id: newId(), survey_id: survey.id, sampled_unit_id: unit!.id, user_id: coordinator.id, kind, reason },
      ...{ interviewer_id: interviewers[interviewer]!.id, at: new Date(ROUND_NOW.getTime() + minute * 60_000).toISOString() }
    });
    await insertFormEvents(db, [event(1, 'printed'), event(2, 'issued'), event(3, 'issued', 1, 'Bà Lò Thị Ím hẹn người khác')]);
    await erasePerson(db, as(coordinator), 'round', formOf({ serial: String(unit!.serial) }), ROUND_NOW);
    await insertFormEvents(db, [event(4, 'delivered', 1)]);
    expect((await readLedger(db, survey.id)).map(({ disagreements }) => disagreements)).toEqual([[]]);
    const reasons = await db.selectFrom('form_events').select('reason').orderBy('at').execute();
    expect(reasons.map(({ reason }) => reason)).toEqual(['', '', '–', '']);
  });

  test('go one by one where somebody asks, and all at once where nobody is to be asked any more', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, coordinator, units } = await makeRound(db, SIZES);
    const erase = (serial: string) => erasePerson(db, as(coordinator), 'round', formOf({ serial }), ROUND_NOW);
    const faultOf = async (serial: string) => (await problemOf(erase(serial))).details.map(({ code }) => code).join();
    await erase(String(units[1]!.serial));
    const gone = db.selectFrom('frame_persons').select('unit_no').where('unit_no', '=', units[1]!.unit_no);
    expect(await gone.execute()).toEqual([]);
    const { count } = (await openPersons(db, as(coordinator), 'round', ROUND_NOW)).persons;
    expect(count).toBe(9);
    expect(await faultOf(String(units[1]!.serial))).toBe('person-erased');
    for (const wrong of ['', '99', 'hai', '1e3']) expect(await faultOf(wrong), wrong).toBe('serial-unknown');

    const all = () => erasePersonsNow(db, as(coordinator), 'round', ROUND_NOW);
    expect((await problemOf(all())).code).toBe('persons-in-field');
    await updateSurvey(db, survey.id, { state: 'closed' });
    expect((await problemOf(all())).code).toBe('persons-not-checked');
    expect((await openPersons(db, as(coordinator), 'round', ROUND_NOW)).persons.count).toBe(9);
    expect((await openClosing(db, as(coordinator), 'round', ROUND_NOW)).erasedOnWish).toEqual({ count: 1, drawnAgain: 0 });
    await updateRound(db, survey.id, { frozen_at: ROUND_NOW.toISOString() });
    await all();
    const { persons, erasures } = await openPersons(db, as(coordinator), 'round', ROUND_NOW);
    expect(persons).toMatchObject({ count: 0, erasedAt: ROUND_NOW.toISOString(), lastDay: null });
    expect(erasures.map(({ rows, why }) => [rows, why])).toEqual([
      [1, 'wish'],
      [9, 'asked']
    ]);
  });

  test('must still be there for a round to be opened again', async () => {
    await using database = await open();
    const { db } = database;
    const { survey } = await makeRound(db, { ...SIZES, state: 'closed' });
    await changeSurveyState(db, 'round', 'open', ROUND_NOW);
    await changeSurveyState(db, 'round', 'close', ROUND_NOW);
    await updateRound(db, survey.id, { persons_erased_at: ROUND_NOW.toISOString() });
    expect((await problemOf(changeSurveyState(db, 'round', 'open', ROUND_NOW))).code).toBe('persons-gone');
  });

  test('are nobody else’s business', async () => {
    await using database = await open();
    const { db } = database;
    const { interviewers } = await makeRound(db, SIZES);
    const interviewer = as(interviewers[0]!);
    for (const refused of [
      openPersons(db, interviewer, 'round', ROUND_NOW),
      changeRetention(db, interviewer, 'round', formOf({ retentionDays: '30' }), ROUND_NOW),
      erasePerson(db, interviewer, 'round', formOf({ serial: '1' }), ROUND_NOW),
      erasePersonsNow(db, interviewer, 'round', ROUND_NOW)
    ])
      expect((await problemOf(refused)).code).toBe('role-not-enough');
  });
});

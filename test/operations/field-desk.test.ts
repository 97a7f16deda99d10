// The coordinator's side of the field: who gets what, how far it is, and whether the paper adds up.
import { expect, test } from 'vitest';
import { assignUnits, takeBackUnits } from '../../src/lib/server/operations/assign-units';
import { confirmReplacement } from '../../src/lib/server/operations/confirm-replacement';
import { enterFormEvents } from '../../src/lib/server/operations/enter-form-events';
import { openAssigning } from '../../src/lib/server/operations/open-assigning';
import { openFieldBoard } from '../../src/lib/server/operations/open-field-board';
import { openLedger } from '../../src/lib/server/operations/open-ledger';
import { receiveFromPhone } from '../../src/lib/server/operations/receive-from-phone';
import { randomBytes } from '../../src/lib/server/random-bytes';
import type { Db } from '../../src/lib/server/schema';
import { answerRound } from '../support/answered-round';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as } from '../support/people';
import { makeRound, ROUND_NOW } from '../support/round';
import { CONFIG } from '../support/small-province';

const at = (minutes: number) => new Date(ROUND_NOW.getTime() + minutes * 60_000);
const id = () => randomBytes(16).toString('base64url');

async function setUp(db: Db) {
  const round = await makeRound(db, { sample: 6, population: 12, reserve: 1 });
  const [lan, minh] = round.interviewers;
  const asking = as(round.coordinator);
  const give = (fields: Record<string, string | readonly string[]>, minutes = 0) =>
    assignUnits(db, asking, 'round', formOf(fields), at(minutes));
  const take = (fields: Record<string, string | readonly string[]>, minutes = 0) =>
    takeBackUnits(db, asking, 'round', formOf(fields), at(minutes));
  const enter = (fields: Record<string, string>, minutes = 1) => enterFormEvents(db, asking, 'round', formOf(fields), at(minutes));
  return { round, asking, lan: lan!, minh: minh!, give, take, enter };
}

const refusedAt = (place: string, code: string) => ({ code: 'form-invalid', details: [expect.objectContaining({ place, code })] });

onBothEngines('the field at the desk', (open) => {
  test('units are shared out evenly, moved and taken back; each change ends the one before', async () => {
    await using database = await open();
    const { db } = database;
    const { asking, lan, minh, give, take, round } = await setUp(db);
    await expect(give({ agency: 'c1' })).rejects.toMatchObject(refusedAt('interviewer', 'assign-nobody'));
    await expect(give({ interviewer: lan.id })).rejects.toMatchObject(refusedAt('agency', 'assign-nothing'));
    await expect(give({ agency: 'c1', interviewer: round.coordinator.id })).rejects.toMatchObject(
      refusedAt('interviewer', 'assign-not-interviewer')
    );
    await expect(give({ serials: '1-x', interviewer: lan.id })).rejects.toMatchObject(refusedAt('serials', 'form-serials-wrong'));
    // What lies between is not asked for.
    expect(await give({ serials: '1, 3', interviewer: lan.id })).toBe(2);
    expect(await give({ agency: ['c1', 'c2'], interviewer: [lan.id, minh.id] }, 1)).toBe(10);
    const shared = await openAssigning(db, asking, 'round', at(2));
    expect([shared.unassigned, shared.open, shared.interviewers.map((one) => one.open)]).toEqual([0, 12, [6, 6]]);
    expect(await give({ agency: 'c1', which: lan.id, interviewer: minh.id }, 3)).toBeGreaterThan(0);
    expect(await take({ agency: 'c2', which: 'all' }, 4)).toBe(6);
    await expect(take({ agency: 'c2', which: 'all' }, 5)).rejects.toMatchObject(refusedAt('agency', 'assign-nothing'));
    const now = await openAssigning(db, asking, 'round', at(6));
    expect(now.agencies.map((agency) => [agency.code, agency.unassigned])).toEqual([['c1', 0], ['c2', 6]]); // prettier-ignore
    const running = await db.selectFrom('assignments').select('sampled_unit_id').where('to_at', 'is', null).execute();
    expect(new Set(running.map((row) => row.sampled_unit_id)).size).toBe(running.length);
    const actions = await db.selectFrom('audit_events').select('action').where('action', 'like', 'field.%').orderBy('number').execute();
    expect(actions.map(({ action }) => action)).toEqual(['field.assign', 'field.assign', 'field.assign', 'field.take-back']);
  });

  test('an answer that was taken out of the figures is no interview on the board', async () => {
    await using database = await open();
    const { db } = database;
    const { round, asking } = await setUp(db);
    await answerRound(db, round, { released: 0, status: (i) => (i === 0 ? 'excluded' : 'counted') });
    const { total } = await openFieldBoard(db, asking, 'round', at(1));
    expect(total.counts).toEqual({ I: 8, P: 0, R: 1, NC: 0, O: 1, UH: 1, UO: 0, NE: 1 });
    expect(total.rates.rr1).toBeCloseTo(8 / 11, 12);
  });

  test('nobody else assigns or enters, and a frozen round stays as it is', async () => {
    await using database = await open();
    const { db } = database;
    const { round, lan, give, enter } = await setUp(db);
    const form = formOf({ agency: 'c1', interviewer: lan.id });
    await expect(assignUnits(db, as(lan), 'round', form, at(0))).rejects.toMatchObject({ code: 'role-not-enough' });
    await expect(assignUnits(db, as(null), 'round', form, at(0))).rejects.toMatchObject({ code: 'sign-in-needed' });
    await db
      .updateTable('rounds')
      .set({ frozen_at: at(0).toISOString() })
      .where('survey_id', '=', round.survey.id)
      .execute();
    await expect(give({ agency: 'c1', interviewer: lan.id })).rejects.toMatchObject({ code: 'round-frozen' });
    await expect(enter({ kind: 'printed', serials: '1' })).rejects.toMatchObject({ code: 'round-frozen' });
  });

  test('a phone sends several things at once: each is told of for itself, and nothing in another one’s name', async () => {
    await using database = await open();
    const { db } = database;
    const { round, lan, minh, give } = await setUp(db);
    await give({ agency: 'c1', interviewer: lan.id });
    const made = (unit: number, disposition: string, minute: number) => ({
      ...{ kind: 'attempt', id: id(), unit: round.units[unit]!.id, at: at(minute).toISOString(), disposition, note: '', againAt: null }
    });
    const items = [made(0, 'absent', 5), made(6, 'absent', 5), made(0, '2.20', 6), { id: 'x' }];
    const send = (user: typeof lan, body: unknown) => receiveFromPhone(db, CONFIG, as(user), JSON.stringify(body), randomBytes, at(10));
    await expect(send(minh, { user: lan.id, items })).rejects.toMatchObject({ code: 'field-other-account' });
    await expect(send(lan, { user: lan.id, items: 'all' })).rejects.toMatchObject({ code: 'field-item-invalid' });
    const first = await send(lan, { user: lan.id, items });
    expect(first.map(({ outcome }) => outcome)).toEqual(['stored', 'refused', 'stored', 'refused']);
    expect(first[1]!.message).toBe('Phiếu này không được giao cho Ông/Bà.');
    expect((await send(lan, { user: lan.id, items })).map(({ outcome }) => outcome)).toEqual([
      'repeated',
      'refused',
      'repeated',
      'refused'
    ]);
    const board = await openFieldBoard(db, as(round.coordinator), 'round', at(11));
    expect(board.total).toMatchObject({ target: 12, answered: 0, open: 11, lost: 1 });
    expect(board.total.counts).toMatchObject({ NC: 1, UH: 11 });
    expect(board.total.rates.con1).toBe(0);
    expect(board.agencies.map(({ key, line }) => [key, line.lost])).toEqual([['c1', 1], ['c2', 0]]); // prettier-ignore
    // Its strata are its agencies: they are said once.
    expect([board.strata, board.agencies.map(({ name }) => name.vi)]).toEqual([[], ['Xã 1', 'Xã 2']]);
    expect([board.unassigned, board.interviewers.map(({ name, line }) => [name, line.target])]).toEqual([6, [['Lò Văn 1', 6]]]);
  });

  test('what an interviewer asks for is granted once, by the next reserve, which the same interviewer has and which has a code', async () => {
    await using database = await open();
    const { db } = database;
    const { round, asking, lan, give } = await setUp(db);
    await give({ agency: 'c1', interviewer: lan.id });
    const [first, second] = round.units;
    const noted = (unit: string, disposition: string) => ({
      id: id(),
      unit,
      kind: 'attempt',
      at: at(5).toISOString(),
      disposition,
      note: '',
      againAt: null
    });
    const asked = (unit: string) => ({ id: id(), unit, kind: 'replacement', at: at(6).toISOString(), reason: 'Đã chuyển đi nơi khác' });
    const items = [noted(first!.id, '4.70'), asked(first!.id), noted(second!.id, '4.70'), asked(second!.id)];
    await receiveFromPhone(db, CONFIG, as(lan), JSON.stringify({ user: lan.id, items }), randomBytes, at(10));
    expect((await openFieldBoard(db, asking, 'round', at(11))).requests.map(({ serial }) => serial)).toEqual([1, 2]);

    const confirm = (serial: number, by = asking) => confirmReplacement(db, by, 'round', formOf({ serial: String(serial) }), at(12));
    await expect(confirm(1, as(lan))).rejects.toMatchObject({ code: 'role-not-enough' });
    await expect(confirm(3)).rejects.toMatchObject({ code: 'unit-not-found' });
    const serial = await confirm(1);
    const reserve = await db
      .selectFrom('sampled_units')
      .selectAll()
      .where('survey_id', '=', round.survey.id)
      .where('serial', '=', serial)
      .executeTakeFirstOrThrow();
    expect(reserve).toMatchObject({
      role: 'reserve',
      replaces_id: first!.id,
      replace_reason: 'Đã chuyển đi nơi khác',
      interviewer_id: lan.id
    });
    await expect(confirm(1)).rejects.toMatchObject({ code: 'unit-replaced' });
    // The commune has one reserve.
    await expect(confirm(2)).rejects.toMatchObject({ code: 'reserve-empty' });
    expect((await openFieldBoard(db, asking, 'round', at(13))).requests.map((one) => one.serial)).toEqual([2]);
  });

  test('forms entered by serial number: all or none, and the ledger names what does not add up', async () => {
    await using database = await open();
    const { db } = database;
    const { asking, lan, give, enter } = await setUp(db);
    await give({ agency: 'c1', interviewer: lan.id });
    await expect(enter({ kind: 'printed', serials: '1-99' })).rejects.toMatchObject(refusedAt('serials', 'form-serials-unknown'));
    await expect(enter({ kind: 'void', serials: '1' })).rejects.toMatchObject(refusedAt('reason', 'form-void-reason-missing'));
    await expect(enter({ kind: 'lost', serials: '1' })).rejects.toMatchObject(refusedAt('kind', 'form-event-missing'));
    expect((await openLedger(db, asking, 'round', at(1))).total.line.printed).toBe(0);
    await enter({ kind: 'printed', serials: '1-8' }, 2);
    await enter({ kind: 'issued', serials: '1-6' }, 3);
    await enter({ kind: 'delivered', serials: '1-4' }, 4);
    await enter({ kind: 'collected', serials: '1-2' }, 5);
    await enter({ kind: 'void', serials: '7', reason: 'rách' }, 6);
    const agreed = await openLedger(db, asking, 'round', at(7));
    expect([agreed.total.gap, agreed.disagreeingCount]).toEqual([0, 0]);
    expect(agreed.total.line).toMatchObject({
      printed: 8,
      atOffice: 1,
      withInterviewers: 2,
      withPeople: 2,
      collected: 2,
      void: 1,
      waitForKeying: 2
    });
    expect(agreed.interviewers.map(({ name, line }) => [name.vi, line.printed])).toEqual([['', 2], ['Lò Văn 1', 6]]); // prettier-ignore
    await enter({ kind: 'collected', serials: '12, 2' }, 8);
    const off = await openLedger(db, asking, 'round', at(9));
    expect(off.total.gap).not.toBe(0);
    expect(off.disagreeing.map(({ serial, disagreements }) => [serial, disagreements])).toEqual([
      [2, ['collected-twice']],
      [12, ['collected-unissued']]
    ]);
    expect(off.agencies.find(({ key }) => key === 'c2')!.gap).toBe(-1);
  });
});

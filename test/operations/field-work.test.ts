// What interviewers send in: stored once and in order, refused with a reason where it cannot be taken, and what becomes of the unit.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { AttemptCode } from '../../src/lib/core/fieldwork/dispositions';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import { readFieldItem } from '../../src/lib/core/response/field-item';
import { assignUnits, takeBackUnits } from '../../src/lib/server/operations/assign-units';
import { openField } from '../../src/lib/server/operations/open-field';
import { receiveFieldItem } from '../../src/lib/server/operations/receive-field-item';
import { storeFieldAnswer } from '../../src/lib/server/operations/store-field-answer';
import type { Db } from '../../src/lib/server/schema';
import type { SignedInUser } from '../../src/lib/server/store/users';
import { getQuestionnaireVersion } from '../../src/lib/server/store/versions';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as, BOX } from '../support/people';
import type { TestRound } from '../support/round';
import { makeRound, ROUND_NOW } from '../support/round';
import { CONFIG } from '../support/small-province';

const at = (minutes: number) => new Date(ROUND_NOW.getTime() + minutes * 60_000);
const storeAnswer = storeFieldAnswer(CONFIG, randomBytes);
const newPhoneId = () => randomBytes(16).toString('base64url');

/** Sends it as a phone does: whatever JSON carries. */
function send(db: Db, user: SignedInUser, item: Record<string, unknown>, minutes = 60) {
  return receiveFieldItem(db, as(user), readFieldItem({ id: newPhoneId(), at: at(30).toISOString(), ...item }), storeAnswer, at(minutes));
}

const attempt = (unit: { id: string }, disposition: AttemptCode, more: Record<string, unknown> = {}) => ({
  ...{ kind: 'attempt', unit: unit.id, disposition, note: '', againAt: null },
  ...more
});

async function answerItem(db: Db, round: TestRound, unit: { id: string }, items = 100) {
  const version = await getQuestionnaireVersion(db, round.survey.questionnaire_version_id);
  const entries = itemsOf(version.content)
    .slice(0, items)
    .flatMap((item) => (item.kind === 'level' ? [[item.code, '4']] : item.kind === 'choice' && !item.showWhen ? [[item.code, item.options[0]!.value]] : [])); // prettier-ignore
  return { kind: 'answer', unit: unit.id, version: version.id, channel: 'visit', language: 'vi', durationMs: 300_000, entries };
}

async function assigned(db: Db) {
  const round = await makeRound(db, { sample: 4, population: 10, reserve: 1 });
  const [lan, minh] = round.interviewers as [SignedInUser, SignedInUser];
  await assignUnits(db, as(round.coordinator), 'round', formOf({ agency: 'c1', interviewer: lan.id }), at(0));
  return { round, lan, minh, unit: round.units[0]!, dispositionOf: (id: string) => dispositionOf(db, id) };
}

async function dispositionOf(db: Db, id: string): Promise<string> {
  return (await db.selectFrom('sampled_units').select('disposition').where('id', '=', id).executeTakeFirstOrThrow()).disposition;
}

const rows = async (db: Db, table: 'contact_attempts' | 'form_events' | 'responses') =>
  Number(
    (
      await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n
  );

onBothEngines('work in the field', (open) => {
  test('an interviewer sees their own units with who they are; that the list was opened is logged, not what stood in it', async () => {
    await using database = await open();
    const { db } = database;
    const { lan, minh, unit } = await assigned(db);
    const opened = await openField(db, BOX, as(lan), at(1));
    expect(opened.units).toHaveLength(4);
    expect(opened.units[0]).toMatchObject({
      id: unit.id,
      name: `Người thứ ${unit.unit_no}`,
      phone: expect.stringMatching(/^09/),
      attempts: 0
    });
    expect(opened.rounds.map(({ code }) => code)).toEqual(['round']);
    expect((await openField(db, BOX, as(minh), at(1))).units).toEqual([]);
    const events = await db.selectFrom('audit_events').selectAll().where('action', '=', 'field.open-list').execute();
    expect(events.map(({ user_id, change }) => ({ user_id, change }))).toEqual([{ user_id: lan.id, change: '{"units":4}' }]);
    expect(JSON.stringify(events)).not.toContain('Người thứ');
    const without = await openField(db, undefined, as(lan), at(2));
    expect([without.namesMissing, without.units[0]!.name]).toEqual([true, '']);
  });

  test('what was sent twice is stored once; the latest attempt decides, an answer above all', async () => {
    await using database = await open();
    const { db } = database;
    const { round, lan, unit } = await assigned(db);
    const id = newPhoneId();
    const item = attempt(unit, 'appointment', { id, note: 'Hẹn  chiều\nmai', againAt: at(600).toISOString() });
    expect([await send(db, lan, item), await send(db, lan, item)]).toEqual(['stored', 'repeated']);
    expect(await rows(db, 'contact_attempts')).toBe(1);
    const [first] = (await openField(db, BOX, as(lan), at(61))).units;
    expect(first).toMatchObject({
      attempts: 1,
      disposition: '',
      lastAttempt: { disposition: 'appointment', againAt: at(600).toISOString() }
    });
    await send(db, lan, attempt(unit, '2.20', { at: at(40).toISOString() }));
    expect(await dispositionOf(db, unit.id)).toBe('2.20');
    // An earlier attempt that comes in late does not undo a later one.
    await send(db, lan, attempt(unit, 'absent', { at: at(20).toISOString() }));
    expect(await dispositionOf(db, unit.id)).toBe('2.20');
    await send(db, lan, attempt(unit, 'absent', { at: at(50).toISOString() }));
    expect(await dispositionOf(db, unit.id)).toBe('');
    const answer = { ...(await answerItem(db, round, unit)), id: newPhoneId() };
    expect([await send(db, lan, answer), await send(db, lan, answer)]).toEqual(['stored', 'repeated']);
    expect(await dispositionOf(db, unit.id)).toBe('1.1');
    const stored = await db.selectFrom('responses').selectAll().executeTakeFirstOrThrow();
    expect(stored).toMatchObject({
      ...{ sampled_unit_id: unit.id, entered_by: lan.id, channel: 'visit', purpose: 'main', duration_ms: 300_000 },
      ...{ handling_agency_id: unit.handling_agency_id, submitted_at: at(30).toISOString(), status: 'counted' }
    });
    await expect(send(db, lan, { ...answer, id: newPhoneId() })).rejects.toMatchObject({ code: 'unit-answered' });
    // Of a settled unit nobody needs to know any more who it is.
    expect((await openField(db, BOX, as(lan), at(62))).units[0]).toMatchObject({ answered: true, name: '', phone: '' });
  });

  test('nothing was done with a unit before it was theirs, whatever the phone says', async () => {
    await using database = await open();
    const { db } = database;
    const { round, lan, unit } = await assigned(db);
    await send(db, lan, { ...(await answerItem(db, round, unit)), at: at(-5 * 1440).toISOString() });
    await send(db, lan, attempt(round.units[1]!, 'absent', { at: '1970-01-01T00:00:00Z' }));
    const { submitted_at: answered } = await db.selectFrom('responses').select('submitted_at').executeTakeFirstOrThrow();
    const { at: tried } = await db.selectFrom('contact_attempts').select('at').executeTakeFirstOrThrow();
    expect([answered, tried]).toEqual([at(0).toISOString(), at(0).toISOString()]);
  });

  test('half an interview is a partial one, and less a break-off', async () => {
    await using database = await open();
    const { db } = database;
    const { round, lan } = await assigned(db);
    const { length } = itemsOf((await getQuestionnaireVersion(db, round.survey.questionnaire_version_id)).content);
    await send(db, lan, await answerItem(db, round, round.units[1]!, 1));
    await send(db, lan, await answerItem(db, round, round.units[2]!, Math.ceil(length * 0.62)));
    expect([await dispositionOf(db, round.units[1]!.id), await dispositionOf(db, round.units[2]!.id)]).toEqual(['2.12', '1.2']);
  });

  test('what was done before a unit was taken back is taken; what came after is not, nor anything of another', async () => {
    await using database = await open();
    const { db } = database;
    const { round, lan, minh, unit } = await assigned(db);
    await takeBackUnits(db, as(round.coordinator), 'round', formOf({ serials: '1', which: 'all' }), at(45));
    await expect(send(db, lan, attempt(unit, '2.20', { at: at(50).toISOString() }))).rejects.toMatchObject({
      code: 'field-unit-taken-back'
    });
    await send(db, lan, attempt(unit, '2.20'));
    await expect(send(db, lan, attempt(unit, 'absent'), 45 + 15 * 1440)).rejects.toMatchObject({ code: 'field-unit-taken-back' });
    await expect(send(db, minh, attempt(round.units[1]!, 'absent'))).rejects.toMatchObject({ code: 'field-unit-not-found' });
    await expect(send(db, round.coordinator, attempt(unit, 'absent'))).rejects.toMatchObject({ code: 'role-not-enough' });
    await expect(send(db, lan, attempt({ id: 'khong-co' }, 'absent'))).rejects.toMatchObject({ code: 'field-unit-not-found' });
    expect(await rows(db, 'contact_attempts')).toBe(1);
  });

  test('another one’s id is refused, and a round that is closed takes nothing', async () => {
    await using database = await open();
    const { db } = database;
    const { round, lan, minh, unit } = await assigned(db);
    await assignUnits(db, as(round.coordinator), 'round', formOf({ agency: 'c2', interviewer: minh.id }), at(0));
    const id = newPhoneId();
    await send(db, lan, attempt(unit, 'absent', { id }));
    await expect(send(db, minh, attempt(round.units[4]!, 'absent', { id }))).rejects.toMatchObject({ code: 'field-id-taken' });
    await db.updateTable('surveys').set({ state: 'closed' }).where('id', '=', round.survey.id).execute();
    await expect(send(db, lan, attempt(unit, '2.20'))).rejects.toMatchObject({ code: 'field-round-not-open' });
    expect(await dispositionOf(db, unit.id)).toBe('');
  });

  test('a form collected on the spot was delivered too; a void one is not handed out', async () => {
    await using database = await open();
    const { db } = database;
    const { round, lan, unit } = await assigned(db);
    const event = { survey_id: round.survey.id, sampled_unit_id: unit.id, user_id: null, interviewer_id: lan.id, reason: '' };
    await db
      .insertInto('form_events')
      .values({ ...event, id: 'a', kind: 'printed', at: at(1).toISOString() })
      .execute();
    await db
      .insertInto('form_events')
      .values({ ...event, id: 'b', kind: 'issued', at: at(2).toISOString() })
      .execute();
    const item = { kind: 'form', unit: unit.id, event: 'collected', id: newPhoneId() };
    expect([await send(db, lan, item), await send(db, lan, item)]).toEqual(['stored', 'repeated']);
    const kinds = await db.selectFrom('form_events').select('kind').orderBy('at').orderBy('kind', 'desc').execute();
    expect(kinds.map(({ kind }) => kind)).toEqual(['printed', 'issued', 'delivered', 'collected']);
    expect((await openField(db, BOX, as(lan), at(61))).units[0]!.form).toBe('collected');
    await db
      .insertInto('form_events')
      .values({ ...event, id: 'c', kind: 'void', at: at(50).toISOString() })
      .execute();
    await expect(send(db, lan, { ...item, id: newPhoneId() })).rejects.toMatchObject({ code: 'field-form-void' });
  });

  test('another unit is asked for only in the place of one that is lost', async () => {
    await using database = await open();
    const { db } = database;
    const { lan, unit } = await assigned(db);
    const asked = { kind: 'replacement', unit: unit.id, reason: 'Đã chuyển đi nơi khác' };
    await expect(send(db, lan, asked)).rejects.toMatchObject({ code: 'field-not-replaceable' });
    await send(db, lan, attempt(unit, '3.18'));
    expect(await send(db, lan, asked)).toBe('stored');
    expect(await send(db, lan, asked)).toBe('repeated');
    // Also once there is another in its place: the answer to the first sending was lost.
    await db
      .updateTable('sampled_units')
      .set({ replaced_at: at(62).toISOString() })
      .where('id', '=', unit.id)
      .execute();
    expect(await send(db, lan, asked)).toBe('repeated');
    await db.updateTable('sampled_units').set({ replaced_at: null }).where('id', '=', unit.id).execute();
    expect((await openField(db, BOX, as(lan), at(61))).units.find(({ id }) => id === unit.id)).toMatchObject({ replacementAsked: true });
  });
});

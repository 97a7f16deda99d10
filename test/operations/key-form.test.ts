// Paper forms: keyed twice by different people, compared, settled.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { keyedText } from '../../src/lib/core/fieldwork/keyed-cells';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import { readConfig } from '../../src/lib/server/config';
import { newId } from '../../src/lib/server/new-id';
import { keyForm, settleKeying } from '../../src/lib/server/operations/key-form';
import { findFormToKey, openKeyingForm, openPaper, openSettlement } from '../../src/lib/server/operations/open-paper';
import type { Db } from '../../src/lib/server/schema';
import { findQuestionnaireVersion } from '../../src/lib/server/store/questionnaires';
import type { SignedInUser } from '../../src/lib/server/store/users';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as, BOX } from '../support/people';
import { problemOf } from '../support/problem-of';
import { makeRound, ROUND_NOW } from '../support/round';

const CONFIG = readConfig({});
const SMALL = { communes: 1, population: 10, sample: 4, reserve: 1 };

async function setUp(db: Db) {
  const round = await makeRound(db, SMALL);
  const { content } = (await findQuestionnaireVersion(db, round.survey.questionnaire_version_id))!;
  const items = itemsOf(content);
  const levels = items.filter((item) => item.kind === 'level');
  const digits = (change: Record<string, string> = {}) => ({ ...Object.fromEntries(levels.map((item) => [item.code, keyedText(content, item, ['4'])])), ...change }); // prettier-ignore
  const key = (who: SignedInUser, form: string, change: Record<string, string> = {}) =>
    keyForm(db, CONFIG, as(who), 'round', form, formOf(digits(change)), randomBytes, ROUND_NOW);
  const answersOf = (purpose: 'main' | 'keying') =>
    db.selectFrom('responses').select(['answers', 'channel', 'entered_by', 'sampled_unit_id', 'status']).where('purpose', '=', purpose).orderBy('id').execute(); // prettier-ignore
  return { ...round, items, levels, key, answersOf };
}

onBothEngines('a paper form', (open) => {
  test('keyed alike by two people is the unit’s answer, and both copies stay', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator, interviewers, units, key, answersOf } = await setUp(db);
    expect(await key(coordinator, '1')).toEqual({ serial: 1, state: 'first' });
    expect(await answersOf('main')).toEqual([]);
    const paper = await openPaper(db, as(interviewers[0]!), 'round', ROUND_NOW);
    expect(paper.waiting).toMatchObject([{ serial: 1, firstName: 'Cầm Thị Điều', mayKey: true }]);
    expect(paper.maySettle).toBe(false);
    expect(await key(interviewers[0]!, '001')).toEqual({ serial: 1, state: 'same' });
    const [main] = await answersOf('main');
    const copies = await answersOf('keying');
    expect(main).toMatchObject({ channel: 'paper', sampled_unit_id: units[0]!.id, status: 'counted', answers: copies[0]!.answers });
    expect(copies.map(({ entered_by: by }) => by)).toEqual([coordinator.id, interviewers[0]!.id]);
    const again = await openPaper(db, as(coordinator), 'round', ROUND_NOW);
    expect([again.waiting, again.differing, again.counts]).toMatchObject([[], [], { settled: 1, own: 1 }]);
    expect(await problemOf(key(interviewers[1]!, '1'))).toMatchObject({ code: 'keying-form-done' });
  });

  test('keyed differently waits for a look at the paper, and all three stay', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator, interviewers, levels, key, answersOf, items, units } = await setUp(db);
    const [a, b] = levels.map(({ code }) => code) as [string, string];
    await key(interviewers[0]!, '2', { [a]: '5', comment: 'Chờ lâu' });
    // What the first keyed is nowhere on the second's page.
    expect(JSON.stringify(await openKeyingForm(db, as(interviewers[1]!), 'round', '2', ROUND_NOW))).not.toContain('Chờ lâu');
    expect(await key(interviewers[1]!, '2', { [b]: '1' })).toEqual({ serial: 2, state: 'differs' });
    const settlement = await openSettlement(db, as(coordinator), 'round', '2', ROUND_NOW);
    expect(settlement.differences).toEqual([
      { field: a, first: ['5'], second: ['4'] },
      { field: b, first: ['4'], second: ['1'] },
      { field: 'comment', first: ['Chờ lâu'], second: [] }
    ]);
    // No copy's words stand outside of where comments expire.
    expect((await db.selectFrom('keyings').select('differences').executeTakeFirstOrThrow()).differences).not.toContain('Chờ');
    const settle = (who: SignedInUser, fields: Record<string, string>) =>
      settleKeying(db, CONFIG, as(who), 'round', '2', formOf(fields), randomBytes, ROUND_NOW);
    const choice = { [`choice:${a}`]: 'first', [`choice:${b}`]: 'other', [`other:${b}`]: '3', 'choice:comment': 'first' };
    expect(await problemOf(settle(interviewers[1]!, choice))).toMatchObject({ code: 'role-not-enough' });
    expect(await problemOf(settle(coordinator, { ...choice, [`other:${b}`]: '8', 'choice:comment': '' }))).toMatchObject({
      code: 'form-invalid',
      details: [{ place: b, code: 'keying-digit-unknown' }, { place: 'comment', code: 'keying-unsettled' }] // prettier-ignore
    });
    expect(await answersOf('main')).toEqual([]);
    // Whoever has the unit to interview settles nothing, coordinator or not.
    await db.updateTable('sampled_units').set({ interviewer_id: coordinator.id }).where('id', '=', units[1]!.id).execute();
    expect(await problemOf(settle(coordinator, choice))).toMatchObject({ code: 'keying-own-form' });
    await db.updateTable('sampled_units').set({ interviewer_id: null }).where('id', '=', units[1]!.id).execute();
    expect(await settle(coordinator, choice)).toBe(2);
    const [main] = await answersOf('main');
    const answers = JSON.parse(main!.answers) as number[];
    expect([a, b].map((code) => answers[items.findIndex((item) => item.code === code)])).toEqual([5, 3]);
    expect(await answersOf('keying')).toHaveLength(2);
    expect(await problemOf(settle(coordinator, choice))).toMatchObject({ code: 'keying-form-done' });
    const shown = await db.selectFrom('response_comments').select(['status', 'text']).orderBy('status').execute();
    expect(shown).toEqual([{ status: 'hidden', text: 'Chờ lâu' }, { status: 'shown', text: 'Chờ lâu' }]); // prettier-ignore
  });

  test('is not keyed by whoever collected it, nor twice by one person, nor where it is answered or not there', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, coordinator, interviewers, units, key, reinterviewer } = await setUp(db);
    const [collector, other] = interviewers as [SignedInUser, SignedInUser];
    const event = {
      id: newId(),
      survey_id: survey.id,
      sampled_unit_id: units[2]!.id,
      kind: 'collected',
      interviewer_id: collector.id
    } as const;
    await db.insertInto('form_events').values({ ...event, user_id: coordinator.id, at: ROUND_NOW.toISOString(), reason: '' }).execute(); // prettier-ignore
    expect((await openPaper(db, as(other), 'round', ROUND_NOW)).counts.unkeyed).toBe(1);
    expect(await problemOf(key(collector, '3'))).toMatchObject({ code: 'keying-own-form', status: 403 });
    await key(other, '3');
    expect(await problemOf(key(other, '3'))).toMatchObject({ code: 'keying-same-person', parameters: { serial: 3 } });
    expect(await problemOf(key(coordinator, '999'))).toMatchObject({ code: 'keying-form-unknown' });
    expect(await problemOf(findFormToKey(db, BOX, as(coordinator), 'round', ' ', ROUND_NOW))).toMatchObject({
      code: 'keying-form-missing'
    });
    // A reserve that was not released is no form of the round.
    expect(await problemOf(key(coordinator, '5'))).toMatchObject({ code: 'keying-form-unknown' });
    expect(await problemOf(key(reinterviewer, '3'))).toMatchObject({ code: 'role-not-enough' });
    await key(coordinator, '3');
    expect(await problemOf(findFormToKey(db, BOX, as(collector), 'round', '3', ROUND_NOW))).toMatchObject({ code: 'keying-form-done' });
    const bad = await problemOf(key(coordinator, '1', { [await setUpItem(db)]: 'x' }));
    expect(bad).toMatchObject({ code: 'form-invalid', details: [{ code: 'keying-digit-unknown' }] });
    await db.updateTable('surveys').set({ state: 'closed' }).execute();
    expect(await problemOf(key(coordinator, '1'))).toMatchObject({ code: 'keying-not-due' });
  });

  test('keyed by two people at the same moment is keyed twice', async () => {
    await using database = await open();
    const { db } = database;
    const { interviewers, key, answersOf } = await setUp(db);
    const states = (await Promise.all(interviewers.map((who) => key(who, '1')))).map(({ state }) => state);
    expect(states.toSorted()).toEqual(['first', 'same']);
    expect([await answersOf('keying'), await answersOf('main')].map(({ length }) => length)).toEqual([2, 1]);
  });
});

/** The code of the questionnaire's first item. */
async function setUpItem(db: Db): Promise<string> {
  const { questionnaire_version_id: id } = await db.selectFrom('surveys').select('questionnaire_version_id').executeTakeFirstOrThrow();
  return itemsOf((await findQuestionnaireVersion(db, id))!.content)[0]!.code;
}

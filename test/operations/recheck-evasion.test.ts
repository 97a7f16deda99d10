// Phúc tra: ways by which made-up forms could have kept out of it.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import { itemsAskedAgain } from '../../src/lib/core/reinterview/usual-items';
import { shareOutReinterviews } from '../../src/lib/server/operations/assign-reinterviews';
import { drawReinterviews } from '../../src/lib/server/operations/draw-reinterviews';
import { enterFormEvents } from '../../src/lib/server/operations/enter-form-events';
import { keyForm } from '../../src/lib/server/operations/key-form';
import { openRechecks } from '../../src/lib/server/operations/open-rechecks';
import { readClosing } from '../../src/lib/server/operations/read-closing';
import { receiveRecheckForm } from '../../src/lib/server/operations/receive-recheck-form';
import { reviewInterviewer } from '../../src/lib/server/operations/review-interviewer';
import type { UnitAnswer } from '../../src/lib/server/operations/store-unit-answer';
import { storeUnitAnswer } from '../../src/lib/server/operations/store-unit-answer';
import type { Db } from '../../src/lib/server/schema';
import type { SampledUnitTable } from '../../src/lib/server/schema-desk';
import { listInterviewerForms } from '../../src/lib/server/store/reinterviews';
import { getQuestionnaireVersion } from '../../src/lib/server/store/versions';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as, BOX } from '../support/people';
import { answerUnits, CONFIG } from '../support/rechecked-round';
import { makeRound, ROUND_NOW } from '../support/round';

const REASON = 'Có biên bản làm việc kèm theo';

async function setUp(db: Db) {
  const round = await makeRound(db, { communes: 1, population: 60, sample: 40, reserve: 0, interviewers: 3 });
  const { survey, units, coordinator } = round;
  const version = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  const answers = itemsOf(version.content).map(({ kind }) => (kind === 'level' ? 5 : null));
  const answer = (unit: SampledUnitTable, more: Pick<UnitAnswer, 'channel' | 'enteredBy'>) =>
    storeUnitAnswer(db, CONFIG, randomBytes, { unitId: unit.id, version, reading: { answers, comment: '' }, now: ROUND_NOW, ...more });
  const enter = (kind: string, serials: string, interviewer: string) =>
    enterFormEvents(db, as(coordinator), 'round', formOf({ kind, serials, interviewer, reason: '' }), ROUND_NOW);
  const key = (person: (typeof round.interviewers)[number], serial: number) => {
    const levels = itemsOf(version.content).flatMap(({ code, kind }) => (kind === 'level' ? [[code, '5'] as const] : []));
    return keyForm(db, CONFIG, as(person), 'round', String(serial), formOf(Object.fromEntries(levels)), randomBytes, ROUND_NOW);
  };
  const review = (id: string, step: 'clear' | 'confirm' | 'prove') =>
    reviewInterviewer(db, as(coordinator), 'round', id, step, formOf({ reason: REASON }), ROUND_NOW);
  const brought = async () => (await listInterviewerForms(db, survey.id)).map(({ serial, interviewerId }) => [serial, interviewerId]);
  const statusOf = async (id: string) =>
    (await db.selectFrom('responses').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status;
  return { ...round, answer, enter, key, review, brought, statusOf, version, units };
}

onBothEngines('phúc tra cannot be passed by', (open) => {
  test('with the code on a sheet that an interviewer carries, nor by keying forms that nobody brought', async () => {
    await using database = await open();
    const { db } = database;
    const { answer, enter, key, brought, interviewers, units } = await setUp(db);
    const [lan, minh, nam] = interviewers.map(({ id }) => id) as [string, string, string];
    await enter('printed', '1-4', '');
    await enter('issued', '1-2', lan);
    await answer(units[0]!, { channel: 'web', enteredBy: null });
    // By post: nobody of the field ever had it.
    await answer(units[2]!, { channel: 'web', enteredBy: null });
    expect(await key(interviewers[1]!, 4)).toMatchObject({ state: 'first' });
    expect(await key(interviewers[2]!, 4)).toMatchObject({ state: 'same' });
    expect(await brought()).toEqual([[1, lan], [4, minh]]); // prettier-ignore
    await enter('collected', '4', nam);
    expect(await brought()).toEqual([[1, lan], [4, nam]]); // prettier-ignore
  });

  test('by sending more after the forms were taken out: they go the same way', async () => {
    await using database = await open();
    const { db } = database;
    const { answer, review, statusOf, interviewers, units } = await setUp(db);
    const phone = { channel: 'phone', enteredBy: interviewers[0]!.id } as const;
    const before = await answer(units[0]!, phone);
    await review(interviewers[0]!.id, 'prove');
    const meanwhile = await answer(units[1]!, phone);
    const others = await answer(units[2]!, { channel: 'phone', enteredBy: interviewers[1]!.id });
    expect(await Promise.all([before, meanwhile, others].map(statusOf))).toEqual(['held', 'held', 'counted']);
    await review(interviewers[0]!.id, 'confirm');
    const after = await answer(units[3]!, phone);
    expect(await Promise.all([before, meanwhile, after, others].map(statusOf))).toEqual(['excluded', 'excluded', 'excluded', 'counted']);
    const changes = await db.selectFrom('response_changes').select('to_status').where('response_id', '=', after).execute();
    expect(changes).toEqual([{ to_status: 'excluded' }]);
  });

  test('by calling something proven and clearing it before the re-interviews have spoken', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, units, interviewers, coordinator, reinterviewer, review, version } = await setUp(db);
    await answerUnits(db, survey, units, interviewers.slice(0, 2).map(({ id }) => id), ROUND_NOW); // prettier-ignore
    const friend = interviewers[0]!.id;
    // Nor by drawing nothing: whoever closes the round then must say why.
    const unchecked = async () => (await readClosing(db, survey, ROUND_NOW)).open.parts;
    expect(await unchecked()).toBe(2);
    await review(friend, 'prove');
    await review(friend, 'clear');
    await drawReinterviews(db, as(coordinator), 'round', formOf({ seed: '7' }), ROUND_NOW);
    expect(await unchecked()).toBe(0);
    await shareOutReinterviews(db, as(coordinator), 'round', ROUND_NOW);
    const levels = Object.fromEntries(itemsAskedAgain(version.content, []).map(({ code }) => [code, '4']));
    for (const { id } of (await openRechecks(db, BOX, as(reinterviewer), ROUND_NOW)).rechecks) {
      const { interviewer_id: of } = await db.selectFrom('reinterviews').select('interviewer_id').where('id', '=', id).executeTakeFirstOrThrow(); // prettier-ignore
      const form = formOf({ transaction: 'yes', answered: of === friend ? 'no' : 'yes', agency: 'no', ...levels });
      await receiveRecheckForm(db, CONFIG, as(reinterviewer), { kind: 'recheck', id, form }, randomBytes, ROUND_NOW);
    }
    const states = await db.selectFrom('interviewer_reviews').select(['state', 'decided_by']).where('interviewer_id', '=', friend).orderBy('id').execute(); // prettier-ignore
    expect(states.map(({ state }) => state)).toEqual(['under_review', 'cleared', 'under_review']);
    expect(states.at(-1)!.decided_by).toBeNull();
  });
});

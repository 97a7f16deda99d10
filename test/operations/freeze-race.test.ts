// A round is frozen while everybody still writes: whoever was first is in its record, whoever came later is told, and nothing is half in it.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { keyedText } from '../../src/lib/core/fieldwork/keyed-cells';
import { itemsOf } from '../../src/lib/core/questionnaire/questionnaire';
import { Problem } from '../../src/lib/core/problem';
import { readFieldItem } from '../../src/lib/core/response/field-item';
import { assignReinterviews } from '../../src/lib/server/operations/assign-reinterviews';
import { assignUnits } from '../../src/lib/server/operations/assign-units';
import { changeSurveyState, reviseSurvey } from '../../src/lib/server/operations/change-survey';
import { changeWeights } from '../../src/lib/server/operations/change-weights';
import { decideOnForms } from '../../src/lib/server/operations/decide-on-forms';
import { addFlaggedForms, drawReinterviews } from '../../src/lib/server/operations/draw-reinterviews';
import { enterFormEvents } from '../../src/lib/server/operations/enter-form-events';
import { freezeRound, reasonField, weighForGood } from '../../src/lib/server/operations/freeze-round';
import { keyForm } from '../../src/lib/server/operations/key-form';
import { openClosing } from '../../src/lib/server/operations/open-closing';
import { readClosing } from '../../src/lib/server/operations/read-closing';
import { receiveFieldItem } from '../../src/lib/server/operations/receive-field-item';
import { replaceUnit } from '../../src/lib/server/operations/replace-unit';
import { receiveRecheckForm } from '../../src/lib/server/operations/receive-recheck-form';
import { reviewInterviewer } from '../../src/lib/server/operations/review-interviewer';
import { saveRecheckSettings } from '../../src/lib/server/operations/save-recheck-settings';
import { storeFieldAnswer } from '../../src/lib/server/operations/store-field-answer';
import { storeUnitAnswer } from '../../src/lib/server/operations/store-unit-answer';
import type { RecheckKind } from '../../src/lib/core/reinterview/recheck-item';
import { MATTERS } from '../../src/lib/core/fieldwork/open-matters';
import type { FrozenRecord } from '../../src/lib/core/fieldwork/frozen-record';
import type { Db } from '../../src/lib/server/schema';
import { byUser } from '../../src/lib/server/store/audit-events';
import { findRound } from '../../src/lib/server/store/rounds';
import { findSurveyById } from '../../src/lib/server/store/surveys';
import { getQuestionnaireVersion } from '../../src/lib/server/store/versions';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as } from '../support/people';
import { answerUnits, CONFIG } from '../support/rechecked-round';
import { makeRound, ROUND_NOW as NOW } from '../support/round';

/** How somebody is told, in the words of their own page. */
const TOLD = ['round-frozen', 'field-round-not-open', 'recheck-not-yours'];

/** Of 24 units at each of two communes twelve have answered; the others are an interviewer's, a keyer's, nobody's. */
async function setUp(db: Db) {
  const round = await makeRound(db, { sample: 24, reserve: 4, population: 60, interviewers: 2 });
  const { survey, coordinator, interviewers, reinterviewer } = round;
  const [lan, minh] = interviewers as [typeof coordinator, typeof coordinator];
  const answered = round.units.filter(({ role }, i) => role === 'main' && i % 2 === 0);
  const waiting = round.units.filter(({ role }, i) => role === 'main' && i % 2 === 1);
  await answerUnits(db, survey, answered, [lan.id, minh.id], NOW);
  const version = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  const items = itemsOf(version.content);
  const levels = items.filter(({ kind }) => kind === 'level');
  const typed = Object.fromEntries(levels.map((item) => [item.code, keyedText(version.content, item, ['4'])]));
  const asked = Object.fromEntries(levels.map(({ code }) => [code, '4']));
  await assignUnits(
    db,
    as(coordinator),
    'round',
    formOf({ serials: waiting.map(({ serial }) => serial).join(','), interviewer: lan.id }),
    NOW
  );
  await drawReinterviews(db, as(coordinator), 'round', formOf({ seed: '1' }), NOW);
  const second = await db.selectFrom('reinterviews').select('id').orderBy('id').execute();
  const give = (id: string) => assignReinterviews(db, as(coordinator), 'round', formOf({ reinterview: id, person: reinterviewer.id }), NOW);
  for (const { id } of second.slice(0, 6)) await give(id);
  const fourTries = second[5]!.id;
  const ask = (kind: RecheckKind, id: string, fields: Record<string, string> = {}, hours = 0) =>
    receiveRecheckForm(
      db,
      CONFIG,
      as(reinterviewer),
      { kind, id, form: formOf(fields) },
      randomBytes,
      new Date(NOW.getTime() + hours * 3_600_000)
    );
  for (let tried = 0; tried < 4; tried++) await ask('recheck-try', fourTries, { disposition: 'no-answer' }, 2 * tried);
  const given = waiting[0]!;
  await db.updateTable('sampled_units').set({ disposition: '2.112' }).where('id', '=', given.id).execute();

  const phoneId = () => randomBytes(16).toString('base64url');
  const send = (item: object) =>
    receiveFieldItem(
      db,
      as(lan),
      readFieldItem({ id: phoneId(), at: NOW.toISOString(), ...item }),
      storeFieldAnswer(CONFIG, randomBytes),
      NOW
    );
  const reading = { answers: items.map(({ kind }) => (kind === 'level' ? 5 : null)), comment: '' };
  const reason = 'Đã xác minh, có biên bản kèm theo';
  const desk = [db, as(coordinator), 'round'] as const;
  const writers: Readonly<Record<string, () => Promise<unknown>>> = {
    answer: () => storeUnitAnswer(db, CONFIG, randomBytes, { unitId: waiting[1]!.id, version, reading, channel: 'web', enteredBy: null, now: NOW }), // prettier-ignore
    'answer on a phone': () =>
      send({ kind: 'answer', unit: waiting[2]!.id, version: version.id, channel: 'visit', language: 'vi', durationMs: 200_000, entries: Object.entries(asked) }), // prettier-ignore
    attempt: () => send({ kind: 'attempt', unit: waiting[3]!.id, disposition: '2.112', note: '', againAt: null }),
    'paper that is taken along': () => send({ kind: 'form', unit: waiting[4]!.id, event: 'delivered' }),
    'asking for a reserve': () => send({ kind: 'replacement', unit: given.id, reason: 'Từ chối' }),
    keying: () => keyForm(db, CONFIG, as(minh), 'round', `${waiting[5]!.serial}`, formOf(typed), randomBytes, NOW),
    'events of forms': () => enterFormEvents(...desk, formOf({ kind: 'printed', serials: '1-9', interviewer: '', reason: '' }), NOW),
    replacement: () => replaceUnit(db, { surveyId: survey.id, unitId: given.id, reason }, byUser(coordinator, NOW)),
    assignment: () => assignUnits(...desk, formOf({ agency: 'c1', which: 'all', interviewer: minh.id }), NOW),
    'second interview': () => ask('recheck', second[0]!.id, { transaction: 'yes', answered: 'no', agency: 'no', ...asked }),
    'try of a second interview': () => ask('recheck-try', second[1]!.id, { disposition: 'no-answer' }),
    'second interview given up': () => ask('recheck-given-up', fourTries, {}, 9),
    'second interview given out': () => give(second[7]!.id),
    'flagged forms': () => addFlaggedForms(...desk, formOf({ serials: answered.map(({ serial }) => serial).join(' ') }), NOW),
    'settings of phúc tra': () => saveRecheckSettings(...desk, formOf({ share: '10', minimum: '5', limit: '10', items: levels[0]!.code }), NOW), // prettier-ignore
    review: () => reviewInterviewer(...desk, minh.id, 'prove', formOf({ reason }), NOW),
    wording: () => reviseSurvey(db, 'round', undefined, byUser(coordinator, NOW)),
    'opening again': () => changeSurveyState(db, 'round', 'open', NOW, byUser(coordinator, NOW)),
    weights: () => changeWeights(...desk, 'trim', formOf({ timesMean: '3' }), NOW),
    decision: async () => {
      const row = await db.selectFrom('responses').select('id').where('purpose', '=', 'main').orderBy('id').executeTakeFirstOrThrow();
      const decision = { surveyId: survey.id, agencyId: survey.owner_agency_id, outcome: 'hold', responseIds: [row.id], ground: 'straight-line' } as const; // prettier-ignore
      await decideOnForms(db, { ...decision, reason, rule: null }, byUser(coordinator, NOW));
    }
  };
  const reasons = Object.fromEntries(MATTERS.map((matter) => [reasonField(matter), 'Hết hạn thực địa']));
  const freeze = async () => {
    const { weights } = await openClosing(...desk, NOW);
    await freezeRound(...desk, formOf({ seen: weights?.hash ?? '', ...reasons }), NOW);
  };
  return { ...round, writers, freeze, desk };
}

/** What a writer may change of a round, as text. */
async function contents(db: Db): Promise<string> {
  const tables = ['responses', 'sampled_units', 'form_events', 'contact_attempts', 'keyings', 'reinterviews', 'reinterview_give_ups', 'interviewer_reviews', 'response_changes', 'weighting_runs', 'assignments', 'replacement_requests', 'surveys'] as const; // prettier-ignore
  const rows = [];
  for (const table of tables) rows.push((await db.selectFrom(table).selectAll().execute()).map((row) => JSON.stringify(row)).toSorted());
  return JSON.stringify(rows);
}

async function expectRecordHolds(db: Db, surveyId: string): Promise<void> {
  const { frozen_record: text } = await findRound(db, surveyId);
  const record = JSON.parse(text!) as FrozenRecord;
  const survey = await findSurveyById(db, surveyId);
  expect((await weighForGood(db, survey, NOW)).hash).toBe(record.weights.hash);
  const { counts, paper } = await readClosing(db, survey, NOW);
  expect({ counts, paper }).toEqual({ counts: record.counts, paper: record.paper });
}

onBothEngines('freezing a round', (open, engine) => {
  test('while everybody writes', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, writers, freeze, desk } = await setUp(db);
    const { weights: _, 'opening again': __, ...ofTheField } = writers;
    const refused: string[] = [];
    let isFrozen = false;
    /** Again and again until it is refused for good. */
    const write = async (work: () => Promise<unknown>) => {
      for (;;) {
        const before = isFrozen;
        const failure = await work().then(
          () => undefined,
          (reason: unknown) => reason
        );
        if (failure !== undefined && !(failure instanceof Problem)) throw failure;
        if (failure) refused.push(failure.code);
        if (before) return void expect(failure).toBeInstanceOf(Problem);
      }
    };
    const closing = async () => {
      await changeSurveyState(db, 'round', 'close', NOW);
      await changeWeights(...desk, 'base', formOf({}), NOW);
      await changeWeights(...desk, 'non-response', formOf({ class: 'stratum', minimumRespondents: '1', mostFactor: '9' }), NOW);
      for (let failure: unknown = true; failure;) {
        failure = await freeze().then(
          () => undefined,
          (reason: unknown) => reason
        );
        if (failure) expect((failure as Problem).code).toBe('weights-changed');
      }
      isFrozen = true;
    };
    await Promise.all([closing(), ...Object.values(ofTheField).map(write)]);
    expect(new Set(refused)).toContain('round-frozen');
    await expectRecordHolds(db, survey.id);
    const after = await contents(db);
    for (const [name, work] of Object.entries(writers)) await expect(work(), name).rejects.toBeInstanceOf(Problem);
    expect(await contents(db)).toBe(after);
  });

  if (engine === 'SQLite') return; // whose writers take turns from the first statement on
  test('everybody who writes waits for it, and is told', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, writers, desk } = await setUp(db);
    await changeSurveyState(db, 'round', 'close', NOW);
    await changeWeights(...desk, 'base', formOf({}), NOW);
    await db.updateTable('surveys').set({ state: 'open', closes_on: null }).where('id', '=', survey.id).execute();
    await db.updateTable('rounds').set({ closed_on: null }).where('survey_id', '=', survey.id).execute();
    for (const [name, work] of Object.entries(writers)) {
      if (name === 'weights' || name === 'opening again')
        await db.updateTable('surveys').set({ state: 'closed' }).where('id', '=', survey.id).execute();
      const before = await contents(db);
      const late = await db.transaction().execute(async (trx) => {
        await trx.updateTable('rounds').set({ frozen_at: NOW.toISOString() }).where('survey_id', '=', survey.id).execute();
        const done = work().then(
          () => 'went through',
          (reason: unknown) => reason
        );
        await untilItWaits(db, done);
        return { done };
      });
      expect(TOLD, name).toContain(((await late.done) as Problem).code);
      expect(await contents(db), name).toBe(before);
      await db.updateTable('rounds').set({ frozen_at: null }).where('survey_id', '=', survey.id).execute();
    }
  });
});

/** Until the work is over, or waits for another's lock. */
async function untilItWaits(db: Db, work: Promise<unknown>): Promise<void> {
  let isOver = false;
  void work.then(() => (isOver = true));
  const waits = sql<{
    n: string;
  }>`select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while (!isOver && Number((await waits.execute(db)).rows[0]!.n) === 0) await new Promise((turn) => setTimeout(turn, 5));
}

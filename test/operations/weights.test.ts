// A round's weights: taken step by step and back, refused where totals do not fit, final once it is frozen, and then nothing moves.
import { expect, test } from 'vitest';
import { MATTERS } from '../../src/lib/core/fieldwork/open-matters';
import { buildReport } from '../../src/lib/server/operations/build-report';
import { changeSurveyState } from '../../src/lib/server/operations/change-survey';
import type { WeightChange } from '../../src/lib/server/operations/change-weights';
import { changeWeights } from '../../src/lib/server/operations/change-weights';
import { decideOnForms } from '../../src/lib/server/operations/decide-on-forms';
import { freezeRound, reasonField } from '../../src/lib/server/operations/freeze-round';
import { listSurveyChoices } from '../../src/lib/server/operations/list-survey-choices';
import { openFieldBoard } from '../../src/lib/server/operations/open-field-board';
import { openClosing } from '../../src/lib/server/operations/open-closing';
import { openWeights } from '../../src/lib/server/operations/open-weights';
import { totalField } from '../../src/lib/server/operations/read-margins';
import type { Db } from '../../src/lib/server/schema';
import { byUser } from '../../src/lib/server/store/audit-events';
import { insertAttempt } from '../../src/lib/server/store/contact-attempts';
import { answerRound } from '../support/answered-round';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as } from '../support/people';
import { problemOf } from '../support/problem-of';
import type { TestRound } from '../support/round';
import { makeRound, ROUND_NOW as NOW } from '../support/round';

const LIMITS = { minimumRespondents: '5', mostFactor: '3' };

/** Two communes with populations of 100, of whom 40 are drawn at each. */
async function closedRound(db: Db, given: Parameters<typeof answerRound>[2] = {}): Promise<TestRound> {
  const round = await makeRound(db, { sample: 40, state: 'closed', questionnaire: 'sipas-2017' });
  await answerRound(db, round, given);
  return round;
}

const change = (db: Db, { coordinator }: TestRound, kind: WeightChange, fields: Readonly<Record<string, string>> = {}) =>
  changeWeights(db, as(coordinator), 'round', kind, formOf(fields), NOW);
const look = (db: Db, { coordinator }: TestRound) => openWeights(db, as(coordinator), 'round', new URLSearchParams(), NOW);
const closing = (db: Db, { coordinator }: TestRound) => openClosing(db, as(coordinator), 'round', NOW);

async function freeze(db: Db, round: TestRound, reasons: Readonly<Record<string, string>> = {}): Promise<void> {
  const { weights } = await closing(db, round);
  await freezeRound(db, as(round.coordinator), 'round', formOf({ seen: weights?.hash ?? '', ...reasons }), NOW);
}

onBothEngines('weights of a round', (open) => {
  test('count a unit that no attempt settled as the field’s board does: somebody absent is eligible and silent', async () => {
    await using database = await open();
    const { db } = database;
    const round = await closedRound(db);
    const tried = round.units.filter(({ role }, i) => role === 'main' && i % 10 === 8).slice(0, 3);
    for (const [i, { id }] of tried.entries()) {
      await db.updateTable('sampled_units').set({ disposition: '' }).where('id', '=', id).execute();
      const attempt = {
        id: `a${i}`,
        survey_id: round.survey.id,
        sampled_unit_id: id,
        user_id: round.coordinator.id,
        purpose: 'main' as const
      };
      const at = NOW.toISOString();
      await insertAttempt(db, {
        ...attempt,
        at,
        received_at: at,
        disposition: i === 2 ? 'not-reached' : 'absent',
        note: '',
        again_at: null
      });
    }
    expect(await look(db, round)).toMatchObject({ units: { silent: 10, unknown: 6 } });
    const board = await openFieldBoard(db, as(round.coordinator), 'round', NOW);
    expect(board.dispositions.find(({ code }) => code === '2.20')).toEqual({ code: '2.20', units: 2 });
  });
  test('are taken in steps, each with its result, and back; a reserve shares the weight of its stratum', async () => {
    await using database = await open();
    const { db } = database;
    const round = await closedRound(db);
    expect(await look(db, round)).toMatchObject({
      run: 0,
      steps: [],
      next: ['base'],
      units: { responded: 58, silent: 8, unknown: 8, ineligible: 8, reserves: 2 }
    });
    await change(db, round, 'base');
    await change(db, round, 'non-response', { class: 'stratum', ...LIMITS });
    await change(db, round, 'trim', { timesMean: '1,5' });
    const { steps, run, next } = await look(db, round);
    expect([run, next]).toEqual([3, ['post-stratify', 'rake']]);
    expect(steps.map(({ result }) => [result.kind, result.distribution.n])).toEqual([
      ['base', 82],
      ['non-response', 58],
      ['trim', 58]
    ]);
    // 100 at each, whatever was released; of 72 known to be in or out of it 64 are in.
    expect(steps[0]!.result.distribution.sum).toBeCloseTo(200, 9);
    expect(steps[0]!.result.distribution.smallest).toBeCloseTo(100 / 42, 9);
    expect(steps[1]!.result.distribution.sum).toBeCloseTo(steps[2]!.result.distribution.sum, 9);

    await change(db, round, 'undo');
    await change(db, round, 'undo');
    expect(await look(db, round)).toMatchObject({ run: 5, next: ['non-response', 'trim', 'post-stratify', 'rake'] });
    expect(await problemOf(change(db, round, 'base'))).toMatchObject({ code: 'weighting-order' });
    const runs = await db.selectFrom('weighting_runs').select(['number', 'state']).orderBy('number').execute();
    expect(runs.map(({ number, state }) => [Number(number), state])).toEqual([1, 2, 3, 4, 5].map((number) => [number, 'draft']));
    const events = await db
      .selectFrom('audit_events')
      .select('action')
      .where('action', 'like', 'survey.weights%')
      .orderBy('number')
      .execute();
    expect(events.map(({ action }) => action)).toEqual([
      ...Array<string>(3).fill('survey.weights-add'),
      ...Array<string>(2).fill('survey.weights-undo')
    ]);
  });

  test('persons and organisations are classes of non-response and have known totals', async () => {
    await using database = await open();
    const { db } = database;
    const round = await closedRound(db);
    await db.updateTable('frame_units').set({ person_kind: 'person' }).execute();
    await db.updateTable('frame_units').set({ person_kind: 'organisation' }).where('unit_no', '<=', 20).execute();
    const { variables } = await look(db, round);
    const kind = variables.find(({ code }) => code === 'kind')!;
    expect(kind.levels.map(({ level }) => level)).toEqual(['organisation', 'person']);
    const respondents = Object.fromEntries(kind.levels.map(({ level, respondents }) => [level, respondents]));
    expect(respondents['organisation']! + respondents['person']!).toBe(58);
    await change(db, round, 'base');
    await change(db, round, 'non-response', { class: 'kind', minimumRespondents: '1', mostFactor: '9' });
    const totals = { [totalField('kind', 'organisation')]: '30', [totalField('kind', 'person')]: '170' };
    await change(db, round, 'fit', { margin: 'kind', ...totals, minimumRespondents: '1', mostFactor: '99' });
    const { steps } = await look(db, round);
    expect(steps[1]!.result.classes!.length).toBeGreaterThan(2);
    expect(steps[2]!.result).toMatchObject({ kind: 'post-stratify', distribution: { sum: expect.closeTo(200, 6) as number } });
  });

  test('known totals are typed or uploaded; what does not fit is refused at its place, and nothing is kept', async () => {
    await using database = await open();
    const { db } = database;
    const round = await closedRound(db);
    await change(db, round, 'base');
    const totals = (c1: string, c2: string) => ({
      margin: 'agency',
      ...LIMITS,
      [totalField('agency', 'c1')]: c1,
      [totalField('agency', 'c2')]: c2
    });
    const refused = async (fields: Readonly<Record<string, string>>) =>
      (await problemOf(change(db, round, 'fit', fields))).details.map(({ place, code }) => [place, code]);
    expect(await refused({ margin: 'nothing', ...LIMITS })).toEqual([['margin', 'margins-none']]);
    expect(await refused(totals('1.200', 'nhiều'))).toEqual([[totalField('agency', 'c2'), 'total-invalid']]);
    expect(await refused(totals('1200', '0'))).toEqual([['totals', 'margin-unknown']]);
    expect(await refused({ ...totals('1', '2'), mostFactor: '0' })).toEqual([['mostFactor', 'weights-number']]);
    expect(await look(db, round)).toMatchObject({ run: 1 });

    const table = (text: string) => {
      const form = formOf({ margin: 'agency', ...LIMITS });
      form.set('totals', new File([text], 'dan-so.csv'));
      return changeWeights(db, as(round.coordinator), 'round', 'fit', form, NOW);
    };
    expect(await problemOf(table('level,total\nc1,100\nc1,90\nc9,x'))).toMatchObject({
      code: 'import-row',
      details: [{ code: 'row-repeated' }, { code: 'row-value' }]
    });
    expect(await problemOf(table('level,total\nc1,100'))).toMatchObject({
      details: [{ place: 'totals', code: 'margin-unknown', parameters: { level: 'Xã 2' } }]
    });
    await table('level;total\nXã 1;1200\nXã 2;3000');
    const { steps } = await look(db, round);
    expect(steps.at(-1)!.result).toMatchObject({ kind: 'post-stratify', distribution: { sum: expect.closeTo(4200, 6) as number } });
  });

  test('the freeze needs every open matter acknowledged and the weights that were seen; then nothing moves, and reports have figures', async () => {
    await using database = await open();
    const { db } = database;
    const round = await closedRound(db, { status: (i) => (i === 0 ? 'held' : 'counted') });
    const { coordinator, survey, agencyIds } = round;
    const report = (agencyCode: string) => buildReport(db, { subject: { agencyCode }, survey: 'round', scopes: ['/'], period: 'all' }, NOW);
    await expect(report('c1')).rejects.toMatchObject({ code: 'round-not-frozen' });
    const paths = coordinator.grants.map(({ place }) => place.path);
    expect(await listSurveyChoices(db, paths, NOW)).toEqual([]);
    expect(await closing(db, round)).toMatchObject({ fault: { code: 'freeze-no-weights' } });
    await change(db, round, 'base');
    expect(await closing(db, round)).toMatchObject({ fault: { code: 'freeze-silent' } });
    await change(db, round, 'non-response', { class: 'stratum', ...LIMITS });
    const { open: matters } = await closing(db, round);
    expect(MATTERS.filter((matter) => matters![matter] > 0)).toEqual(['held']);

    await expect(changeSurveyState(db, 'round', 'publish', NOW)).rejects.toMatchObject({ code: 'publish-unfrozen' });
    expect(await problemOf(freeze(db, round))).toMatchObject({ details: [{ place: reasonField('held'), code: 'freeze-reason' }] });
    const reason = { [reasonField('held')]: 'Phiếu trống, chờ cơ quan trả lời quá hạn' };
    expect(await problemOf(freezeRound(db, as(coordinator), 'round', formOf({ seen: 'other', ...reason }), NOW))).toMatchObject({
      code: 'weights-changed'
    });
    await freeze(db, round, reason);

    const { frozen } = await closing(db, round);
    expect(frozen).toMatchObject({
      by: 'Cầm Thị Điều',
      record: {
        counts: {
          drawn: 82,
          reserves: 2,
          eligible: 74,
          responded: 57,
          classes: { I: 57, O: 1, R: 8, UH: 8, NE: 8 },
          rates: { rr1: 57 / 74, rr3: expect.any(Number) as number }
        },
        frame: { population: 200 },
        acknowledged: [{ matter: 'held', count: 1 }]
      }
    });
    for (const agency of ['c1', 'c2']) {
      const { overall, running } = (await report(agency)).report;
      expect(running).toBe(false);
      expect(overall.estimate).toMatchObject({ n: agency === 'c1' ? 29 : 28, psus: 57, strata: 2 });
    }
    const { children, counters } = (await report('p')).report;
    expect([children.map(({ code }) => code).toSorted(), counters]).toEqual([['c1', 'c2'], []]);
    expect((await listSurveyChoices(db, paths, NOW)).map(({ code }) => code)).toEqual(['round']);

    const frozenError = { code: 'round-frozen' };
    expect(await problemOf(change(db, round, 'undo'))).toMatchObject(frozenError);
    expect(await problemOf(freeze(db, round, reason))).toMatchObject(frozenError);
    await expect(changeSurveyState(db, 'round', 'open', NOW)).rejects.toMatchObject(frozenError);
    const { id } = await db.selectFrom('responses').select('id').where('status', '=', 'held').executeTakeFirstOrThrow();
    const decision = {
      surveyId: survey.id,
      agencyId: agencyIds[0]!,
      outcome: 'restore',
      responseIds: [id],
      ground: 'other',
      reason: 'x',
      rule: null
    } as const;
    expect(await problemOf(decideOnForms(db, decision, byUser(coordinator, NOW)))).toMatchObject(frozenError);
    await changeSurveyState(db, 'round', 'publish', NOW);
  });

  test('are for those who may write at the desk, once the round is closed', async () => {
    await using database = await open();
    const { db } = database;
    const round = await makeRound(db, { state: 'open' });
    expect(await problemOf(change(db, round, 'base'))).toMatchObject({ code: 'weights-not-closed' });
    expect(await problemOf(change(db, { ...round, coordinator: round.interviewers[0]! }, 'base'))).toMatchObject({
      code: 'role-not-enough'
    });
    expect(await problemOf(freezeRound(db, as(null), 'round', formOf({}), NOW))).toMatchObject({ code: 'sign-in-needed' });
  });
});

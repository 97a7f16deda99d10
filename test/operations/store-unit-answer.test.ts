import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readForm } from '../../src/lib/core/response/read-form';
import type { UnitAnswer } from '../../src/lib/server/operations/store-unit-answer';
import { storeUnitAnswer } from '../../src/lib/server/operations/store-unit-answer';
import type { Db } from '../../src/lib/server/schema';
import { updateRound } from '../../src/lib/server/store/rounds';
import { updateSurvey } from '../../src/lib/server/store/surveys';
import { getQuestionnaireVersion } from '../../src/lib/server/store/versions';
import { onBothEngines } from '../support/engines';
import { problemOf } from '../support/problem-of';
import type { TestRound } from '../support/round';
import { makeRound, ROUND_NOW } from '../support/round';
import { CONFIG } from '../support/small-province';

const store = async (db: Db, { survey }: TestRound, unitId: string, officer1: string, change: Partial<UnitAnswer> = {}) => {
  const version = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  const reading = readForm(
    version.content,
    [],
    [
      ['officer_1', officer1],
      ['comment', 'Chờ lâu']
    ]
  );
  const answer = { unitId, version, reading, channel: 'phone' as const, enteredBy: null, now: ROUND_NOW, ...change };
  return storeUnitAnswer(db, CONFIG, randomBytes, answer);
};
const SMALL = { communes: 1, population: 10, sample: 3, reserve: 2 };

onBothEngines('the answer of a sampled unit', (open) => {
  test('is stored with its unit, channel and who entered it, and settles the unit', async () => {
    await using database = await open();
    const { db } = database;
    const round = await makeRound(db, SMALL);
    const { units, interviewers } = round;
    const id = await store(db, round, units[0]!.id, '4', { enteredBy: interviewers[0]!.id, durationMs: 61_000 });
    expect(await db.selectFrom('responses').selectAll().execute()).toMatchObject([
      {
        ...{ id, survey_id: round.survey.id, handling_agency_id: round.agencyIds[0], receiving_counter_id: null, answers: '[4]' },
        ...{ channel: 'phone', purpose: 'main', day: '2026-03-10', duration_ms: 61_000 },
        ...{ sampled_unit_id: units[0]!.id, entered_by: interviewers[0]!.id, submission_scope: units[0]!.id }
      }
    ]);
    expect(await db.selectFrom('response_comments').select(['response_id', 'text']).execute()).toEqual([
      { response_id: id, text: 'Chờ lâu' }
    ]);
    const settled = await db.selectFrom('sampled_units').select(['serial', 'disposition']).where('disposition', '!=', '').execute();
    // One question of all is a break-off.
    expect(settled).toEqual([{ serial: 1, disposition: '2.12' }]);
  });

  test('is one, whoever comes at the same moment; the others are told when it came', async () => {
    await using database = await open();
    const { db } = database;
    const round = await makeRound(db, SMALL);
    const channels = ['phone', 'visit', 'paper', 'web'] as const;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => store(db, round, round.units[0]!.id, '5', { channel: channels[i % 4]! }))
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'unit-answered', parameters: { serial: 1, time: '10:00, 10/03/2026' } });
    expect(await db.selectFrom('responses').select('id').execute()).toHaveLength(1);
    expect(await db.selectFrom('response_comments').select('text').execute()).toHaveLength(1);
  });

  test('is refused for a unit that was replaced or not released, and where the round is not open', async () => {
    await using database = await open();
    const { db } = database;
    const round = await makeRound(db, SMALL);
    const [one, two, three, reserve] = round.units.map(({ id }) => id) as [string, string, string, string];
    const at = ROUND_NOW.toISOString();
    await db.updateTable('sampled_units').set({ replaced_at: at }).where('id', '=', one).execute();
    const refused = (unitId: string) => problemOf(store(db, round, unitId, '3'));
    expect(await refused(one)).toMatchObject({ code: 'unit-withdrawn', parameters: { serial: 1 } });
    expect(await refused(reserve)).toMatchObject({ code: 'unit-withdrawn', parameters: { serial: 4 } });
    expect(await refused('nobody')).toMatchObject({ code: 'unit-not-found' });
    await db.updateTable('sampled_units').set({ released_at: at }).where('id', '=', reserve).execute();
    await store(db, round, reserve, '3');
    await updateSurvey(db, round.survey.id, { state: 'closed' });
    await updateRound(db, round.survey.id, { closed_on: '2026-03-09' });
    expect(await refused(two)).toMatchObject({ code: 'survey-closed', parameters: { date: '09/03/2026' } });
    await updateRound(db, round.survey.id, { frozen_at: at });
    expect(await refused(three)).toMatchObject({ code: 'round-frozen' });
    expect(await db.selectFrom('responses').select('sampled_unit_id').execute()).toEqual([{ sampled_unit_id: reserve }]);
  });

  test('a receipt code that is taken is drawn again', async () => {
    await using database = await open();
    const { db } = database;
    const round = await makeRound(db, SMALL);
    let draws = 0;
    // Bytes that none is passed over of, as some random ones are.
    const clashing = (count: number) => new Uint8Array(count).fill(draws++ < 2 ? 7 : 9);
    const version = await getQuestionnaireVersion(db, round.survey.questionnaire_version_id);
    const reading = readForm(version.content, [], [['officer_1', '4']]);
    for (const { id: unitId } of round.units.slice(0, 2))
      await storeUnitAnswer(db, CONFIG, clashing, { unitId, version, reading, channel: 'web', enteredBy: null, now: ROUND_NOW });
    const receipts = await db.selectFrom('responses').select('receipt').execute();
    expect(new Set(receipts.map(({ receipt }) => receipt)).size).toBe(2);
    expect(draws).toBe(3);
  });
});

import { expect, test } from 'vitest';
import { DESK_STEPS } from '../../src/lib/core/fieldwork/desk-steps';
import { findRoundToWrite } from '../../src/lib/server/operations/find-round';
import { openDesk } from '../../src/lib/server/operations/open-desk';
import { findRound, updateRound } from '../../src/lib/server/store/rounds';
import { askingAs } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as } from '../support/people';
import { problemOf } from '../support/problem-of';
import { makeRound, ROUND_NOW } from '../support/round';

onBothEngines('the desk of a round', (open) => {
  test('says how far each step is', async () => {
    await using database = await open();
    const { db } = database;
    const { coordinator } = await makeRound(db);
    const { facts, steps, mayWrite } = await openDesk(db, as(coordinator), 'round', ROUND_NOW);
    expect(facts).toMatchObject({ frame: 'ready', frameUnits: 200, drawn: 40, answered: 0, printed: 0, isFrozen: false });
    expect(DESK_STEPS.map((step) => steps[step])).toEqual(['done', 'done', 'done', 'running', 'running', 'running', 'later', 'later']);
    expect(mayWrite).toBe(true);
  });

  test('is for those who run rounds at its owner, and stays as it is once frozen', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, coordinator, interviewers } = await makeRound(db, { communes: 1, population: 10, sample: 2, reserve: 1 });
    expect(await problemOf(openDesk(db, as(interviewers[0]!), 'round', ROUND_NOW))).toMatchObject({ code: 'role-not-enough' });
    const commune = await askingAs(db, 'c1');
    expect(await problemOf(openDesk(db, commune, 'round', ROUND_NOW))).toMatchObject({ code: 'survey-not-found' });
    expect(await problemOf(openDesk(db, as(coordinator), 'nowhere', ROUND_NOW))).toMatchObject({ code: 'survey-not-found' });

    await findRoundToWrite(db, as(coordinator), 'round', '2026-03-10');
    await updateRound(db, survey.id, { frozen_at: ROUND_NOW.toISOString(), retention_days: 30 });
    expect(await findRound(db, survey.id)).toMatchObject({ retention_days: 30, settings: { discrepancyLimit: 0.1 } });
    expect(await problemOf(findRoundToWrite(db, as(coordinator), 'round', '2026-03-10'))).toMatchObject({ code: 'round-frozen' });
    expect((await openDesk(db, as(coordinator), 'round', ROUND_NOW)).facts.isFrozen).toBe(true);
  });
});

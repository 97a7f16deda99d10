import { expect, test } from 'vitest';
import { seededRandom } from '../../scripts/demo-answers';
import { migrations } from '../../migrations/index';
import { FORM_EVENTS } from '../../src/lib/core/fieldwork/ledger';
import { newId } from '../../src/lib/server/new-id';
import { insertFormEvents } from '../../src/lib/server/store/form-events';
import { onBothEngines } from '../support/engines';
import { makeRound, ROUND_NOW } from '../support/round';

const NAME = '20261203-01-keep-form-traces';

onBothEngines('the migration that keeps what happened to forms', (open) => {
  test('makes of the events that are there what is kept with each', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, units, interviewers, coordinator } = await makeRound(db, { sample: 12 });
    const random = seededRandom(3);
    const events = units.slice(0, 20).flatMap((unit) =>
      ([...FORM_EVENTS, 'letter', 'printed'] as const)
        .filter(() => random() < 0.5)
        .map((kind) => ({
          ...{ id: newId(), survey_id: survey.id, sampled_unit_id: unit.id, kind, user_id: coordinator.id },
          interviewer_id: random() < 0.4 ? null : interviewers[random() < 0.5 ? 0 : 1]!.id,
          at: new Date(ROUND_NOW.getTime() + Math.floor(random() * 3) * 60_000).toISOString(),
          reason: random() < 0.3 ? 'đổi người' : ''
        }))
    );
    await insertFormEvents(db, events);
    const traces = () => db.selectFrom('sampled_units').select(['id', 'form_trace']).orderBy('id').execute();
    const kept = await traces();
    expect(kept.filter(({ form_trace: trace }) => trace.includes('+')).length).toBeGreaterThan(3);
    expect(kept.filter(({ form_trace: trace }) => trace === '').length).toBeGreaterThan(3);
    await migrations[NAME]!.down!(db);
    await migrations[NAME]!.up(db);
    expect(await traces()).toEqual(kept);
  });
});

// Everything is given out in one go: all agencies, or the strata that are ticked, to all interviewers or some.
import { expect, test } from 'vitest';
import { assignUnits, takeBackUnits } from '../../src/lib/server/operations/assign-units';
import { createUser } from '../../src/lib/server/operations/create-user';
import type { KeptParameters } from '../../src/lib/server/operations/draw-sample';
import { openAssigning } from '../../src/lib/server/operations/open-assigning';
import type { Db } from '../../src/lib/server/schema';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as, PASSWORD } from '../support/people';
import { makeRound, ROUND_NOW } from '../support/round';

type Fields = Readonly<Record<string, string | readonly string[]>>;

async function setUp(db: Db, options: Parameters<typeof makeRound>[1]) {
  const round = await makeRound(db, { reserve: 0, ...options });
  const asking = as(round.coordinator);
  const give = (fields: Fields) => assignUnits(db, asking, 'round', formOf(fields), ROUND_NOW);
  return { round, asking, give, opened: () => openAssigning(db, asking, 'round', ROUND_NOW) };
}

const refusedAt = (place: string, code: string) => ({ code: 'form-invalid', details: [expect.objectContaining({ place, code })] });

/** The round's strata become those of agency and field. */
async function stratifyByField(db: Db) {
  const { id, parameters } = await db.selectFrom('draws').select(['id', 'parameters']).executeTakeFirstOrThrow();
  const kept = JSON.parse(parameters) as KeptParameters;
  const changed = { ...kept, design: { ...kept.design, strata: ['agency', 'field'] } };
  await db
    .updateTable('draws')
    .set({ parameters: JSON.stringify(changed) })
    .where('id', '=', id)
    .execute();
  for (const field of ['Đất đai', 'Hộ tịch'])
    await db
      .updateTable('sampled_units')
      .set((eb) => ({ stratum: eb(eb.ref('stratum'), '||', ` · ${field}`) }))
      .where('service_field', '=', field)
      .execute();
}

onBothEngines('giving out a whole round', (open) => {
  test('all agencies go to all interviewers, evenly, none to an agency’s own, and few communes each', async () => {
    await using database = await open();
    const { db } = database;
    const { round, give, opened } = await setUp(db, { communes: 6, sample: 10, population: 10, interviewers: 3 });
    for (const at of [1, 2, 3]) {
      const own = { email: `xa.${at}@example.vn`, name: `Vì Văn ${at}`, role: 'interviewer', agencyCode: `c${at}`, password: PASSWORD };
      await createUser(db, own, ROUND_NOW);
    }
    expect(await give({ scope: 'all', who: 'all' })).toBe(60);
    const { unassigned, interviewers, agencies, strata } = await opened();
    expect([unassigned, interviewers.map(({ open: units }) => units)]).toEqual([0, [10, 10, 10, 10, 10, 10]]);
    expect(interviewers.map(({ ofOwn }) => ofOwn)).toEqual([0, 0, 0, 0, 0, 0]);
    // By agency alone the strata say nothing more.
    expect(strata).toEqual([]);
    expect(agencies.map(({ people }) => people.length)).toEqual([1, 1, 1, 1, 1, 1]);
    await expect(give({ scope: 'all', who: 'all' })).rejects.toMatchObject(refusedAt('scope', 'assign-nothing'));
    const asking = as(round.coordinator);
    expect(await takeBackUnits(db, asking, 'round', formOf({ scope: 'all', which: 'all' }), ROUND_NOW)).toBe(60);
    expect(await give({ scope: 'all', who: 'all', serials: '1-7' })).toBe(7);
  });

  test('strata that are ticked go alone, and what is ticked in the other list does not count', async () => {
    await using database = await open();
    const { db } = database;
    const { round, give, opened } = await setUp(db, { sample: 6, population: 6 });
    await stratifyByField(db);
    const { strata, stratumWords } = await opened();
    expect(strata).toEqual(
      ['c1 · Đất đai', 'c1 · Hộ tịch', 'c2 · Đất đai', 'c2 · Hộ tịch'].map((name) => ({ name, open: 3, unassigned: 3, people: [] }))
    );
    expect(stratumWords).toEqual({ parts: ['agency', 'field'], agencies: { c1: { vi: 'Xã 1', en: 'Commune 1' }, c2: { vi: 'Xã 2', en: 'Commune 2' } } }); // prettier-ignore
    const [lan] = round.interviewers;
    const to = { interviewer: lan!.id };
    await expect(give({ ...to, scope: 'stratum', agency: 'c1' })).rejects.toMatchObject(refusedAt('stratum', 'assign-nothing'));
    await expect(give({ scope: 'all', who: 'these' })).rejects.toMatchObject(refusedAt('interviewer', 'assign-nobody'));
    expect(await give({ ...to, scope: 'stratum', stratum: ['c1 · Đất đai', 'c2 · Hộ tịch'], agency: 'c1' })).toBe(6);
    const given = (await opened()).strata.map(({ unassigned, people }) => [unassigned, people]);
    const all = [0, [{ name: lan!.name, units: 3 }]];
    expect(given).toEqual([all, [3, []], [3, []], all]);
  });
});

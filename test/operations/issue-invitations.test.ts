import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readFormCode } from '../../src/lib/core/fieldwork/personal-code';
import { issueInvitations } from '../../src/lib/server/operations/issue-invitations';
import { openCode } from '../../src/lib/server/sealed-code';
import { onBothEngines } from '../support/engines';
import { BOX } from '../support/people';
import { makeRound, ROUND_NOW } from '../support/round';

onBothEngines('one-time codes', (open) => {
  test('go once to every unit that is asked, and to a reserve once it is released', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, units } = await makeRound(db, { communes: 2, population: 20, sample: 5, reserve: 2, state: 'draft' });
    const codes = () => db.selectFrom('access_codes').selectAll().where('kind', '=', 'invitation').orderBy('issued_at').execute();
    expect(await issueInvitations(db, BOX, survey.id, randomBytes, ROUND_NOW)).toBe(10);
    const first = await codes();
    expect(new Set(first.map(({ code }) => code)).size).toBe(10);
    for (const row of first) {
      const code = openCode(BOX, row);
      expect([readFormCode(code), row.counter_id, row.survey_id]).toEqual([{ code }, null, survey.id]);
    }
    const main = units.filter(({ role }) => role === 'main').map(({ id }) => id);
    expect(first.map((row) => row.sampled_unit_id).toSorted()).toEqual(main.toSorted());

    const reserve = units.find(({ role }) => role === 'reserve')!;
    await db.updateTable('sampled_units').set({ released_at: ROUND_NOW.toISOString() }).where('id', '=', reserve.id).execute();
    const again = await Promise.all(
      [1, 2, 3].map(() => issueInvitations(db, BOX, survey.id, randomBytes, new Date(ROUND_NOW.getTime() + 1)))
    );
    expect(again.toSorted()).toEqual([0, 0, 1]);
    expect((await codes()).slice(10).map((row) => row.sampled_unit_id)).toEqual([reserve.id]);
  });

  test('are drawn again where one is taken', async () => {
    await using database = await open();
    const { db } = database;
    const { survey } = await makeRound(db, { communes: 1, population: 5, sample: 2, reserve: 0 });
    let draws = 0;
    // Bytes that none is passed over of, as some random ones are.
    const clashing = (count: number) => new Uint8Array(count).fill(draws++ < 2 ? 7 : 9);
    expect(await issueInvitations(db, BOX, survey.id, clashing, ROUND_NOW)).toBe(2);
    expect(draws).toBe(3);
  });

  test('go to no unit of a draw that was made anew', async () => {
    await using database = await open();
    const { db } = database;
    const { survey, drawId } = await makeRound(db, { communes: 1, population: 5, sample: 2, reserve: 0 });
    await db.updateTable('draws').set({ voided_at: ROUND_NOW.toISOString(), void_reason: 'Nhầm khung' }).where('id', '=', drawId).execute();
    expect(await issueInvitations(db, BOX, survey.id, randomBytes, ROUND_NOW)).toBe(0);
  });
});

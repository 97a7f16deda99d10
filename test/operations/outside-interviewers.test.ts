// Nobody asks people about an agency of whose own they are.
import { expect, test } from 'vitest';
import { assignUnits } from '../../src/lib/server/operations/assign-units';
import { confirmReplacement } from '../../src/lib/server/operations/confirm-replacement';
import { createUser } from '../../src/lib/server/operations/create-user';
import { openAssigning } from '../../src/lib/server/operations/open-assigning';
import type { Db } from '../../src/lib/server/schema';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as, PASSWORD } from '../support/people';
import { makeRound, ROUND_NOW } from '../support/round';

async function setUp(db: Db) {
  const round = await makeRound(db, { sample: 6, population: 12, reserve: 1 });
  const own = { email: 'nguoi.xa@example.vn', name: 'Vì Văn Xã', role: 'interviewer', agencyCode: 'c1', password: PASSWORD };
  const ownId = await createUser(db, own, ROUND_NOW);
  const give = (agency: readonly string[], ...people: readonly string[]) =>
    assignUnits(db, as(round.coordinator), 'round', formOf({ agency, interviewer: people }), ROUND_NOW);
  return { round, ownId, give, other: round.interviewers[0]!.id };
}

const heldBy = async (db: Db) => {
  const rows = await db.selectFrom('sampled_units').select(['handling_agency_id as agency', 'interviewer_id as person']).where('interviewer_id', 'is not', null).execute(); // prettier-ignore
  return new Set(rows.map(({ agency, person }) => `${agency} ${person}`));
};

onBothEngines('an interviewer of a surveyed agency', (open) => {
  test('gets no unit of it: another of those chosen does, and alone chosen nothing is given', async () => {
    await using database = await open();
    const { db } = database;
    const { round, ownId, give, other } = await setUp(db);
    const [first, second] = round.agencyIds;
    await expect(give(['c1'], ownId)).rejects.toMatchObject({
      code: 'form-invalid',
      details: [{ place: 'interviewer', code: 'assign-own-agency', parameters: { people: 'Vì Văn Xã', agency: 'Xã 1' } }]
    });
    await expect(give(['c1', 'c2'], ownId)).rejects.toMatchObject({ code: 'form-invalid' });
    expect(await heldBy(db)).toEqual(new Set());
    expect(await give(['c1', 'c2'], ownId, other)).toBe(12);
    expect(await heldBy(db)).toEqual(new Set([`${first} ${other}`, `${second} ${ownId}`]));
    const { interviewers } = await openAssigning(db, as(round.coordinator), 'round', ROUND_NOW);
    expect(interviewers.find(({ id }) => id === ownId)).toMatchObject({ open: 6, ofOwn: 0, of: [{ vi: 'Xã 1' }] });
    expect(interviewers.find(({ id }) => id === other)).toMatchObject({ of: [], ofOwn: 0 });
  });

  test('who became one afterwards is named with the units held, and gets no reserve of it', async () => {
    await using database = await open();
    const { db } = database;
    const { round, give, other } = await setUp(db);
    await give(['c1'], other);
    const grant = { user_id: other, agency_id: round.agencyIds[0]!, role: 'coordinator' } as const;
    await db.insertInto('user_roles').values(grant).execute(); // prettier-ignore
    const { interviewers } = await openAssigning(db, as(round.coordinator), 'round', ROUND_NOW);
    expect(interviewers.find(({ id }) => id === other)).toMatchObject({ open: 6, ofOwn: 6 });
    const unit = round.units.find(({ handling_agency_id: agency }) => agency === round.agencyIds[0])!;
    const request = { survey_id: round.survey.id, sampled_unit_id: unit.id, user_id: other, reason: 'Chuyển đi nơi khác', at: ROUND_NOW.toISOString() }; // prettier-ignore
    await db.insertInto('replacement_requests').values(request).execute(); // prettier-ignore
    await db.updateTable('sampled_units').set({ disposition: '2.20' }).where('id', '=', unit.id).execute();
    const serial = await confirmReplacement(db, as(round.coordinator), 'round', formOf({ serial: String(unit.serial) }), ROUND_NOW);
    const reserve = await db.selectFrom('sampled_units').select('interviewer_id').where('serial', '=', serial).executeTakeFirstOrThrow();
    expect(reserve.interviewer_id).toBeNull();
  });
});

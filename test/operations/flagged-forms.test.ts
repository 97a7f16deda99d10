// Which forms the board's flags come from.
import { expect, test } from 'vitest';
import { openFieldBoard } from '../../src/lib/server/operations/open-field-board';
import { openFlaggedForms } from '../../src/lib/server/operations/open-flagged-forms';
import { answerRound } from '../support/answered-round';
import { onBothEngines } from '../support/engines';
import { as } from '../support/people';
import { makeRound, ROUND_NOW } from '../support/round';

onBothEngines('flagged forms', (open) => {
  test('are named by their numbers, of one interviewer or with one flag where that is asked', async () => {
    await using database = await open();
    const { db } = database;
    const round = await makeRound(db, { communes: 2, population: 160, sample: 80, interviewers: 2 });
    const answered = await answerRound(db, round, { released: 0 });
    const [lan, minh] = round.interviewers;
    const change = (serials: readonly number[], set: { flags?: string; entered_by?: string; channel?: 'visit'; status?: 'excluded' }) =>
      db
        .updateTable('responses')
        .set(set)
        .where(
          'sampled_unit_id',
          'in',
          answered.filter(({ serial }) => serials.includes(serial)).map(({ id }) => id)
        ) // prettier-ignore
        .execute();
    const fast = answered.slice(0, 60).map(({ serial }) => serial);
    await change(fast, { flags: '["too-fast"]' });
    await change(fast.slice(0, 4), { entered_by: lan!.id, channel: 'visit' });
    await change(fast.slice(4, 7), { entered_by: minh!.id, channel: 'visit', flags: '["straight-line","too-fast"]' });
    await change(fast.slice(7, 8), { status: 'excluded' });
    const asked = (query: string, who = as(round.coordinator)) => openFlaggedForms(db, who, 'round', new URLSearchParams(query), ROUND_NOW);

    const all = await asked('');
    expect([all.list.total, all.list.rows.length]).toEqual([59, 50]);
    expect(all.list.rows.map(({ serial }) => serial)).toEqual([...fast.slice(0, 7), ...fast.slice(8)].toSorted((a, b) => a - b).slice(0, 50)); // prettier-ignore
    expect([all.people.map(({ name }) => name), all.flags]).toEqual([
      ['Lò Văn 1', 'Lò Văn 2'],
      ['straight-line', 'too-fast']
    ]);
    expect((await asked('page=2')).list.rows).toHaveLength(9);
    expect((await asked('page=9')).list.page).toBe(2);
    const own = await asked(`who=${lan!.id}`);
    expect(own.list.rows.map(({ serial, interviewer, flags }) => [serial, interviewer, flags])).toEqual(
      fast.slice(0, 4).map((serial) => [serial, 'Lò Văn 1', ['too-fast']])
    );
    expect(own.list.rows[0]).toMatchObject({ agency: { vi: 'Xã 1' }, durationMs: 60_000 });
    expect((await asked('flag=straight-line')).list.total).toBe(3);
    expect((await asked(`who=${lan!.id}&flag=straight-line`)).list.total).toBe(0);
    expect((await asked('who=self')).list.total).toBe(52);
    // Anything odd asks for all.
    expect((await asked('who=x&flag=y')).list.total).toBe(59);

    const board = await openFieldBoard(db, as(round.coordinator), 'round', ROUND_NOW);
    expect(board.quality.flagged).toBe(59);
    await expect(asked('', as(lan!))).rejects.toMatchObject({ code: 'role-not-enough' });
    await expect(asked('', as(null))).rejects.toMatchObject({ code: 'sign-in-needed' });
  });
});

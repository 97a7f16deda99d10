// Forms that come in after the part was drawn: counted as such, and given a part of their own by the same rule, with a seed of its own.
import { expect, test } from 'vitest';
import { drawReinterviews } from '../../src/lib/server/operations/draw-reinterviews';
import type { Db } from '../../src/lib/server/schema';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as } from '../support/people';
import { problemOf } from '../support/problem-of';
import { answerUnits } from '../support/rechecked-round';
import { setUpRechecks } from '../support/recheck-at-desk';
import { ROUND_NOW } from '../support/round';

const ROUND = { communes: 2, population: 40, sample: 10, reserve: 15, interviewers: 2 };
const LATER = new Date(ROUND_NOW.getTime() + 86_400_000);

async function setUp(db: Db) {
  const round = await setUpRechecks(db, ROUND);
  const reserves = round.units.filter(({ role }) => role === 'reserve');
  /** The first interviewer brings in as many more. */
  const more = (count: number, from = 0) =>
    answerUnits(db, round.survey, reserves.slice(from, from + count), [round.interviewers[0]!.id], LATER);
  const drawLate = (seed: string) => drawReinterviews(db, as(round.coordinator), 'round', formOf({ seed }), LATER, 'late');
  return { ...round, more, drawLate, reserves };
}

onBothEngines('forms after the part was drawn', (open) => {
  test('are in no part until one is drawn out of them alone, by the same rule and with its own seed', async () => {
    await using database = await open();
    const { db } = database;
    const { desk, draw, share, askAll, more, drawLate, interviewers, reserves } = await setUp(db);
    expect((await desk()).late).toEqual({ forms: 0, wanted: 0 });
    expect(await problemOf(drawLate('1'))).toMatchObject({ code: 'recheck-nothing-to-draw' });
    expect(await draw()).toBe(10);
    await more(12);
    // The part is not over: the next one waits, and nothing is said to be covered.
    expect((await desk()).late).toEqual({ forms: 12, wanted: 0 });
    expect(await problemOf(drawLate('1'))).toMatchObject({ code: 'recheck-nothing-to-draw' });
    await share();
    await askAll(null);
    expect(await desk()).toMatchObject({ wanted: 0, late: { forms: 12, wanted: 5 } });
    expect(await drawLate('rieng7')).toBe(5);
    const { draws, waiting, late, interviewers: listed } = await desk();
    expect(draws).toMatchObject([{ number: 1, which: 'due' }, { number: 2, seed: expect.stringMatching(/^rieng7-\d{16}$/) as string, which: 'late', forms: 5, isSame: true }]); // prettier-ignore
    const since = reserves.slice(0, 12).map(({ serial }) => serial);
    expect(waiting.every(({ serial }) => since.includes(serial))).toBe(true);
    expect(late).toEqual({ forms: 0, wanted: 0 });
    expect(listed.find(({ id }) => id === interviewers[0]!.id)).toMatchObject({ late: 0, figures: { drawn: 10 } });
    // Fewer than five since: all of them.
    await share();
    await askAll(null);
    await more(3, 12);
    expect((await desk()).late).toEqual({ forms: 3, wanted: 3 });
    expect(await drawLate('third')).toBe(3);
  });

  test('find whoever begins to make them up after the first part', async () => {
    await using database = await open();
    const { db } = database;
    const { desk, draw, share, askAll, more, drawLate, interviewers, statuses } = await setUp(db);
    await draw();
    await share();
    await askAll(null);
    await more(20);
    await drawLate('2027');
    await share();
    await askAll(interviewers[0]!.id);
    // Five of ten denied: under review at once, or watched and due a part over all forms, late ones too.
    const one = (await desk()).interviewers.find(({ id }) => id === interviewers[0]!.id)!;
    expect(one).toMatchObject({ state: 'under_review', rate: 0.5, late: 0 });
    expect(await statuses(interviewers[0]!.id)).toEqual(['held']);
  });

  test('are in the next part of whoever is watched', async () => {
    await using database = await open();
    const { db } = database;
    const { desk, draw, share, own, store, more, drawLate, interviewers } = await setUp(db);
    await draw();
    await share();
    let denied = false;
    for (const { id } of await own()) {
      const { interviewer_id: of } = await db.selectFrom('reinterviews').select('interviewer_id').where('id', '=', id).executeTakeFirstOrThrow(); // prettier-ignore
      const isFirst: boolean = !denied && of === interviewers[0]!.id;
      denied ||= isFirst;
      await store(id, isFirst ? { answered: 'no' } : {});
    }
    await more(15);
    const opened = await desk();
    expect(opened.interviewers.find(({ id }) => id === interviewers[0]!.id)).toMatchObject({ state: 'watched', wanted: 10, late: 15 });
    expect(opened).toMatchObject({ wanted: 10, late: { forms: 15, wanted: 0 } });
    expect(await problemOf(drawLate('1'))).toMatchObject({ code: 'recheck-nothing-to-draw' });
    expect(await draw('2028')).toBe(10);
    expect((await desk()).late.forms).toBe(0);
  });
});

// The second figure of a report, of all valid answers, is the one that would be there if nothing had been held or excluded.
import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { addDays } from '../../src/lib/core/calendar/day';
import type { Estimate } from '../../src/lib/core/estimation/estimate';
import type { Board } from '../../src/lib/core/report/board';
import { buildReport } from '../../src/lib/server/operations/build-report';
import { openRanking } from '../../src/lib/server/operations/open-ranking';
import type { Schema } from '../../src/lib/server/schema';
import { answer } from '../support/answer';
import { askBoard } from '../support/ask-board';
import { onBothEngines } from '../support/engines';
import { makeSmallProvince, NOW } from '../support/small-province';
import { somebody } from '../support/quality/stuffed-province';
import { changeStatus } from '../support/take-out';

const ALONE = '2026-02-20';
const reportOf = async (db: Kysely<Schema>, agencyCode: string) =>
  (await buildReport(db, { subject: { agencyCode }, survey: 'round', period: 'all', scopes: ['/'] }, NOW)).report;

/** The sub-dimensions that the form has a score of. */
const scoresOf = ({ dimensions }: Board) =>
  dimensions.flatMap(({ subDimensions }) => subDimensions.flatMap(({ figure }) => (figure?.estimate ? [figure] : [])));

/**
 * R's svyratio between days: u of a day is (satisfied − R · valid) / ΣX, days of the survey without an answer of the domain have 0,
 * v = n/(n − 1) · Σ(u − ū)² over all days of the survey (docs/methods.md). From the stored answers, without the engine's code.
 */
async function recompute(db: Kysely<Schema>, counterIds: readonly string[]) {
  const rows = await db.selectFrom('responses').select(['receiving_counter_id as counter', 'day', 'answers']).execute();
  const days = new Map<string, { satisfied: number; valid: number }>(rows.map(({ day }) => [day, { satisfied: 0, valid: 0 }]));
  for (const { counter, day, answers } of rows) {
    if (!counterIds.includes(counter!)) continue;
    for (const level of (JSON.parse(answers) as readonly (number | null)[]).slice(0, 9)) {
      if (!level) continue;
      days.get(day)!.valid++;
      if (level >= 4) days.get(day)!.satisfied++;
    }
  }
  const units = [...days.values()];
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const valid = sum(units.map((unit) => unit.valid));
  const value = sum(units.map((unit) => unit.satisfied)) / valid;
  const u = units.map((unit) => (unit.satisfied - value * unit.valid) / valid);
  const mean = sum(u) / u.length;
  const variance = (u.length / (u.length - 1)) * sum(u.map((each) => (each - mean) ** 2));
  return {
    value,
    valid,
    standardError: Math.sqrt(variance),
    psus: u.length,
    degreesOfFreedom: units.filter((unit) => unit.valid > 0).length - 1
  };
}

onBothEngines('the figure of all valid answers', (open) => {
  test('is what the report says where nothing is taken out, also of days on which only another agency’s answers were', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, survey } = await makeSmallProvince(db);
    const levels = (level: number) => Array.from({ length: 9 }, () => level);
    const days = Array.from({ length: 20 }, (_, d) => addDays('2026-01-06', 2 * d));
    await answer(
      db,
      survey,
      days.flatMap((day, d) =>
        counters.flatMap((counter, c) =>
          Array.from({ length: 6 }, (_, k) => ({ counter, day, answers: levels(1 + ((d * 7 + c * 3 + k * k) % 5)) }))
        )
      )
    );
    // On this day the survey has answers at the other commune only, and all of them are taken out.
    await answer(db, survey, Array.from({ length: 6 }, () => ({ counter: counters[2], day: ALONE, answers: levels(5) }))); // prettier-ignore
    const before = { c1: await reportOf(db, 'c1'), p: await reportOf(db, 'p') };

    const reader = await somebody(db, ['coordinator', 'p']);
    const rowOf = async (query: Readonly<Record<string, string>>) =>
      (await openRanking(db, reader, { agency: 'p', survey: 'round' }, new URLSearchParams({ period: 'all', ...query }), NOW)).ranking!.agencies.find(({ code }) => code === 'c1')!; // prettier-ignore
    const ranked = new Map<string, Estimate>();
    for (const key of ['officer', 'item.feedback_2', 'papi-3.2']) ranked.set(key, (await rowOf({ index: key })).estimate!);
    const board = scoresOf(await askBoard(db, reader, 'c1'));
    expect(board.every(({ all }) => all === null)).toBe(true);

    const stored = await db
      .selectFrom('responses')
      .select(['id', 'day', 'receiving_counter_id as counter', 'answers'])
      .orderBy('id')
      .execute();
    const best = stored.filter(({ day, counter, answers }) => day === ALONE || (counter === counters[0].id && answers.startsWith('[5')));
    const ids = best.map(({ id }) => id);
    expect(best.filter(({ day }) => day !== ALONE).length).toBeGreaterThan(10);
    await changeStatus(db, survey, ids.slice(0, 8), 'counted', 'held');
    await changeStatus(db, survey, ids.slice(8), 'counted', 'excluded');

    // A ranking says the same beside the place's name, of any index; a board of its scores.
    const second = (await reportOf(db, 'c1')).notCounted!;
    const { held, excluded } = second;
    expect(held + excluded).toBe(best.filter(({ day }) => day !== ALONE).length);
    const beside = { held, excluded, all: { value: second.all!.estimate!.value, n: second.all!.n } };
    expect((await rowOf({})).notCounted).toEqual(beside);
    for (const [key, was] of ranked) {
      const { estimate, notCounted } = await rowOf({ index: key });
      expect(notCounted, key).toMatchObject({ held, excluded, all: { n: was.n } });
      expect(notCounted!.all!.value, key).toBeCloseTo(was.value, 12);
      expect(estimate!.value, key).not.toBeCloseTo(was.value, 3);
    }
    const left = await askBoard(db, reader, 'c1');
    expect(left.notCounted).toEqual({ held, excluded, grounds: [{ ground: 'other', held, excluded }] });
    const scores = scoresOf(left);
    expect(scores.map(({ code }) => code)).toEqual(['papi-3.2']);
    for (const [i, { estimate, all }] of scores.entries()) {
      const was = board[i]!.estimate!;
      expect(all).toEqual({ n: was.n, value: expect.closeTo(was.value, 12) as number });
      expect(estimate!.value).toBeLessThan(was.value);
    }
    // Beside c2, where the six of one day are all that is left out: its scores of that day's month too.
    const beside2 = await askBoard(db, reader, 'c2', { period: '2026-02' });
    expect(beside2.notCounted).toMatchObject({ held: 0, excluded: 6 });
    expect(scoresOf(beside2)[0]!.all).toMatchObject({ n: beside2.respondents! + 6 });
    const units = new Map((await askBoard(db, reader, 'p')).units.map((unit) => [unit.code, unit.notCounted]));
    expect(Object.fromEntries(units)).toEqual({ c1: held + excluded, c2: 6 });

    const after = { c1: await reportOf(db, 'c1'), p: await reportOf(db, 'p') };
    expect(after.c1.units).toBe(before.c1.units! - 1);
    for (const [agency, counted] of [
      ['c1', counters.slice(0, 2)],
      ['p', counters]
    ] as const) {
      const all = after[agency].notCounted!.all!;
      expect(all.estimate!.value).not.toBeCloseTo(after[agency].overall.estimate!.value, 6);
      expect(all.n).toBe(before[agency].overall.n);
      const { designEffect: _, ...own } = before[agency].overall.estimate!;
      expect(all.estimate).toMatchObject(own);
      const oracle = await recompute(db, counted.map(({ id }) => id)); // prettier-ignore
      const { value, standardError, ...whole } = all.estimate!;
      expect(whole).toMatchObject({ valid: oracle.valid, psus: oracle.psus, degreesOfFreedom: oracle.degreesOfFreedom });
      expect(value).toBeCloseTo(oracle.value, 12);
      expect(standardError).toBeCloseTo(oracle.standardError, 12);
    }
  });
});

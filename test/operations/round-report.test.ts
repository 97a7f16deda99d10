// What a round's report says of answers that were taken out, of comments and of how it was closed: under whoever handled the transaction.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import { reportToCsv } from '../../src/lib/server/export/report-csv';
import { buildReport } from '../../src/lib/server/operations/build-report';
import { changeWeights } from '../../src/lib/server/operations/change-weights';
import { freezeRound, reasonField } from '../../src/lib/server/operations/freeze-round';
import { openClosing } from '../../src/lib/server/operations/open-closing';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import type { Db } from '../../src/lib/server/schema';
import { answerRound } from '../support/answered-round';
import { formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { as } from '../support/people';
import { makeRound, ROUND_NOW as NOW } from '../support/round';

/** Two communes of 40 drawn units; the first `held` answers about the first are held. All came in at a counter of the second. */
async function frozenRound(db: Db, held: number) {
  const round = await makeRound(db, { sample: 40, state: 'closed', questionnaire: 'sipas-2017' });
  const answered = await answerRound(db, round, { status: (i) => (i < held ? 'held' : 'counted') });
  await createCounter(db, { agencyCode: 'c2', name: 'Quầy số 1' }, NOW, randomBytes);
  const { id: counter } = await db.selectFrom('counters').select('id').executeTakeFirstOrThrow();
  await db.updateTable('responses').set({ receiving_counter_id: counter }).execute();
  const last = await db.selectFrom('responses').select('id').where('sampled_unit_id', '=', answered[20]!.id).executeTakeFirstOrThrow();
  const comment = {
    response_id: last.id,
    survey_id: round.survey.id,
    receiving_counter_id: counter,
    day: '2026-03-05',
    status: 'shown'
  } as const;
  await db
    .insertInto('response_comments')
    .values({ ...comment, text: 'Chờ hơi lâu', erase_after: '2027-01-01T00:00:00.000Z' })
    .execute();
  const desk = [db, as(round.coordinator), 'round'] as const;
  await changeWeights(...desk, 'base', formOf({}), NOW);
  await changeWeights(...desk, 'non-response', formOf({ class: 'stratum', minimumRespondents: '1', mostFactor: '9' }), NOW);
  const { weights } = await openClosing(...desk, NOW);
  await freezeRound(...desk, formOf({ seen: weights!.hash, [reasonField('held')]: 'Chưa kết luận khi hết hạn' }), NOW);
  return async (agencyCode: string) =>
    (await buildReport(db, { subject: { agencyCode }, survey: 'round', scopes: ['/'], period: 'all' }, NOW)).report;
}

onBothEngines('the report of a round', (open) => {
  test('has what was taken out, the figure with it, and comments where the transaction was handled', async () => {
    await using database = await open();
    await using whole = await open();
    const report = await frozenRound(database.db, 6);
    const untouched = await frozenRound(whole.db, 0);
    const [c1, c2, p] = [await report('c1'), await report('c2'), await report('p')];
    expect(c1.notCounted).toMatchObject({ held: 6, excluded: 0, grounds: [{ ground: 'other', held: 6 }] });
    expect([c2.notCounted, p.notCounted?.held]).toEqual([null, 6]);
    for (const [own, code] of [
      [c1, 'c1'],
      [p, 'p']
    ] as const) {
      const other = await untouched(code);
      const [all, wanted] = [own.notCounted!.all!.estimate!, other.overall.estimate!];
      // The same sums in another order.
      expect([all.value, all.standardError]).toEqual([wanted.value, wanted.standardError].map((x) => expect.closeTo(x!, 12) as number));
      expect([all.n, all.degreesOfFreedom]).toEqual([wanted.n, wanted.degreesOfFreedom]);
      expect(own.overall.estimate!.n).toBe(other.overall.estimate!.n - 6);
      expect(other.notCounted).toBeNull();
    }
    const texts = ({ comments }: typeof c1) => comments.flatMap((month) => month.texts);
    expect([texts(c1), texts(c2), texts(p)]).toEqual([['Chờ hơi lâu'], [], ['Chờ hơi lâu']]);
  });

  test('gives no figure with what was taken out where fewer than five people are between the two', async () => {
    await using database = await open();
    const report = await frozenRound(database.db, 4);
    expect((await report('c1')).notCounted).toMatchObject({ held: 4, all: null });
  });

  test('says how it was closed, in its file too', async () => {
    await using database = await open();
    const report = await (await frozenRound(database.db, 0))('p');
    const { record, hash } = report.round!;
    // Whoever reads the report need not know who closed the round.
    expect(JSON.stringify(report.round)).not.toContain('Cầm Thị Điều');
    expect(record.frozenBy).toBe('');
    const rows = parse<Record<string, string>>(reportToCsv(report), { columns: true, bom: true }).filter(({ kind }) => kind === 'record');
    const cell = (code: string) => rows.find((row) => row['code'] === code);
    expect(Number(cell('rr1')!['value'])).toBe(record.counts.rates.rr1);
    expect(Number(cell('kish')!['value'])).toBe(record.weights.kish);
    expect(['frozen_at', 'record_hash', 'weights_hash', 'frame_hash', 'seed'].map((code) => cell(code)!['notes'])).toEqual([
      ...[NOW.toISOString(), hash],
      ...[record.weights.hash, record.draw.frameHash, record.draw.seed]
    ]);
  });
});

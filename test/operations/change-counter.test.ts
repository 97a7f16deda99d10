// Counters over time: closed with somewhere to go, opened again, given another code; and what the office's list says of them.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { formatCounterCode } from '../../src/lib/core/fieldwork/counter-code';
import { closeCounter, renameCounter, reopenCounter, replaceCode } from '../../src/lib/server/operations/change-counter';
import { findCounterForm } from '../../src/lib/server/operations/find-counter-form';
import { openCounters } from '../../src/lib/server/operations/open-counters';
import { addCounters, changeCounter } from '../../src/lib/server/operations/receive-counter-form';
import { noteScans, recountCounterDays, refreshCounterActivity } from '../../src/lib/server/operations/refresh-counter-activity';
import { byCommand } from '../../src/lib/server/store/audit-events';
import { insertCodeHandover } from '../../src/lib/server/store/code-handovers';
import { addScans } from '../../src/lib/server/store/counter-activity';
import { answer } from '../support/answer';
import { askingAs, formOf } from '../support/asking';
import { onBothEngines } from '../support/engines';
import { makeSmallProvince, NOW } from '../support/small-province';

const BY = byCommand(NOW);
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

onBothEngines('a counter over time', (open) => {
  test('a closed one says where to go, and opens again', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, survey } = await makeSmallProvince(db);
    const [first, second] = counters;
    await closeCounter(db, first.id, { lastDay: '2026-03-10', successorId: second.id }, BY);
    expect((await findCounterForm(db, first.code, NOW)).place.counterId).toBe(first.id);
    await expect(findCounterForm(db, first.code, later(1))).rejects.toMatchObject({
      code: 'counter-moved',
      parameters: { date: '11/03/2026', successor: 'Quầy 2', successorCode: second.code }
    });
    await expect(closeCounter(db, first.id, { lastDay: '2026-03-12', successorId: null }, BY)).rejects.toMatchObject({
      code: 'counter-is-closed'
    });
    await expect(closeCounter(db, second.id, { lastDay: '2026-03-12', successorId: second.id }, BY)).rejects.toMatchObject({
      code: 'counter-own-successor'
    });
    await expect(closeCounter(db, second.id, { lastDay: '2026-03-12', successorId: first.id }, BY)).rejects.toMatchObject({
      code: 'counter-successor-closed'
    });
    await expect(closeCounter(db, second.id, { lastDay: '2025-12-31', successorId: null }, BY)).rejects.toMatchObject({
      code: 'counter-life-empty'
    });
    await reopenCounter(db, first.id, later(1), BY);
    // It cannot have ended before the last of its answers; those of other counters do not matter.
    const answers = [...Array<number>(9).fill(5), 1, 2, 1];
    await answer(db, survey, [
      { counter: first, day: '2026-02-02', answers },
      { counter: first, day: '2026-03-03', answers },
      { counter: second, day: '2026-03-09', answers }
    ]);
    await expect(closeCounter(db, first.id, { lastDay: '2026-02-28', successorId: null }, BY)).rejects.toMatchObject({
      code: 'counter-answered-later',
      parameters: { name: 'Quầy 1', day: '03/03/2026' }
    });
    await closeCounter(db, first.id, { lastDay: '2026-03-03', successorId: null }, BY);
    await reopenCounter(db, first.id, later(1), BY);
    expect((await findCounterForm(db, first.code, later(1))).place.counterId).toBe(first.id);
    await expect(reopenCounter(db, first.id, later(1), BY)).rejects.toMatchObject({ code: 'counter-is-open' });
    await expect(renameCounter(db, first.id, ' Quầy  2 ', BY)).rejects.toMatchObject({ code: 'counter-name-taken' });
  });

  test('who closes one may send people only to a counter that they run', async () => {
    await using database = await open();
    const { db } = database;
    const { counters } = await makeSmallProvince(db);
    const [first, second, elsewhere] = counters;
    const close = async (successor: string) =>
      changeCounter(db, await askingAs(db, 'c1'), first.code, 'close', formOf({ lastDay: '2026-03-10', successor }), randomBytes, NOW);
    await expect(close(elsewhere.id)).rejects.toMatchObject({ code: 'outside-place' });
    expect(await close(second.id)).toBe(first.code);
  });

  test('one is added to every agency that the filter finds, all or none', async () => {
    await using database = await open();
    const { db } = database;
    await makeSmallProvince(db);
    const add = async (fields: Record<string, string>) =>
      addCounters(
        db,
        await askingAs(db, 'p'),
        formOf({ all: 'yes', names: 'Quầy 9', openedOn: '10/03/2026', ...fields }),
        randomBytes,
        NOW
      );
    expect(await add({ q: 'xa c', kind: 'commune' })).toMatchObject({ count: 2 });
    await expect(add({ q: '', kind: '' })).rejects.toMatchObject({ code: 'counter-name-taken' });
    await expect(add({ q: 'khong co', kind: '' })).rejects.toMatchObject({ details: [{ place: 'agency', code: 'agency-missing' }] });
  });

  test('a replaced code takes no more answers, and the new one leads to the same counter', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, survey } = await makeSmallProvince(db);
    const [counter] = counters;
    const code = await replaceCode(db, counter.id, randomBytes, BY);
    await expect(findCounterForm(db, counter.code, NOW)).rejects.toMatchObject({
      code: 'code-replaced',
      parameters: { counter: 'Quầy 1' }
    });
    expect((await findCounterForm(db, code, NOW)).place.counterId).toBe(counter.id);
    const { revision } = await db.selectFrom('surveys').select('revision').where('id', '=', survey.id).executeTakeFirstOrThrow();
    expect(revision).toBe(survey.revision + 1);
  });

  test('pressed twice, or from a page that is out of date, a code is replaced once', async () => {
    await using database = await open();
    const { db } = database;
    const { counters } = await makeSmallProvince(db);
    const old = counters[0].code;
    const press = async (code: string) => changeCounter(db, await askingAs(db, 'p'), code, 'replace', formOf({}), randomBytes, NOW);
    const code = await press(old);
    await expect(press(old)).rejects.toMatchObject({
      code: 'counter-code-replaced',
      parameters: { old: formatCounterCode(old), code: formatCounterCode(code) }
    });
    expect((await findCounterForm(db, code, NOW)).place.counterId).toBe(counters[0].id);
    expect(await press(code)).not.toBe(code);
  });

  test('the list tells answers, scans and who has gone quiet, within what one holds', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, survey } = await makeSmallProvince(db);
    const [busy, quiet, foreign] = counters;
    const forms = (counter: typeof busy, day: string, n: number) =>
      Array.from({ length: n }, () => ({ counter, day, answers: [...Array<number>(9).fill(4), 1, 2, 1] }));
    // 10 March 2026 is a Tuesday.
    const days = Array.from({ length: 28 }, (_, i) => `2026-02-${String(i + 1).padStart(2, '0')}`);
    await answer(db, survey, [
      ...forms(busy, '2026-03-10', 3),
      ...forms(busy, '2026-03-09', 2),
      ...forms(busy, '2026-03-02', 4),
      ...days.flatMap((day) => forms(quiet, day, 2)),
      ...forms(foreign, '2026-03-10', 1)
    ]);
    await addScans(db, [{ code: busy.code, day: '2026-03-10', scans: 9 }]);
    await addScans(db, [{ code: busy.code, day: '2026-03-10', scans: 2 }]);
    await recountCounterDays(db, '2026-01-01', '2026-03-10', NOW);

    const list = async (query: string, code = 'p') =>
      (await openCounters(db, await askingAs(db, code), new URLSearchParams(query), NOW)).list.rows.map(
        ({ name, agencyCode, state, today, week, month, scans }) => [name, agencyCode, state, today, week, month, scans] as const
      );
    expect(await list('')).toEqual([
      ['Quầy 1', 'c1', 'running', 3, 5, 9, 11],
      ['Quầy 2', 'c1', 'quiet', 0, 0, 0, 0],
      ['Quầy 1', 'c2', 'running', 1, 1, 1, 0]
    ]);
    const names = (rows: Awaited<ReturnType<typeof list>>) => rows.map(([name, agency]) => `${agency} ${name}`);
    expect(names(await list('sort=-month'))).toEqual(['c1 Quầy 1', 'c2 Quầy 1', 'c1 Quầy 2']);
    expect(names(await list('state=quiet'))).toEqual(['c1 Quầy 2']);
    expect(names(await list('q=XA c2'))).toEqual(['c2 Quầy 1']);
    expect(names(await list(`q=${quiet.code.toLowerCase()}`))).toEqual(['c1 Quầy 2']);
    expect(names(await list('', 'c2'))).toEqual(['c2 Quầy 1']);
    await expect(list('agency=c1', 'c2')).rejects.toMatchObject({ code: 'agency-not-found' });

    await db.deleteFrom('counter_activity').execute();
    await db.deleteFrom('counter_days').execute();
    await recountCounterDays(db, '2026-01-01', '2026-03-10', NOW);
    expect((await list(''))[0]).toEqual(['Quầy 1', 'c1', 'running', 3, 5, 9, 11]);
  });

  test('what came since the last look is added, and the whole count finds the same', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, survey } = await makeSmallProvince(db);
    const [first, second, third] = counters;
    const came = (counter: typeof first, day: string, n: number) =>
      answer(
        db,
        survey,
        Array.from({ length: n }, () => ({ counter, day, answers: [...Array<number>(9).fill(4), 1, 2, 1] }))
      );
    const scan = async (code: string, day: string, scans: number) => {
      await addScans(db, [{ code, day, scans }]);
      noteScans(db, [{ code, day }]);
    };
    const looked = async (seconds: number) => {
      await refreshCounterActivity(db, new Date(NOW.getTime() + seconds * 1_000));
      const days = await db.selectFrom('counter_days').selectAll().orderBy('counter_id').orderBy('day').execute();
      return { days, activity: await db.selectFrom('counter_activity').selectAll().orderBy('counter_id').execute() };
    };
    await came(first, '2026-03-10', 2);
    await came(second, '2026-02-20', 3);
    const before = await looked(0);
    expect(before.activity).toHaveLength(2);
    await came(first, '2026-03-10', 1);
    await came(third, '2026-03-09', 2);
    await came(second, '2026-01-15', 1);
    await scan(first.code, '2026-03-10', 4);
    await insertCodeHandover(db, { code: second.code, fromDay: '2026-03-10', counterId: third.id });
    await scan(second.code, '2026-03-09', 5);
    await scan(second.code, '2026-03-10', 6);
    // Who looks again at once sees the same.
    expect(await looked(2)).toEqual(before);
    const added = await looked(10);
    expect(added.days.map(({ counter_id, day, answers, scans }) => [counter_id, day, answers, scans])).toEqual(
      [
        [first.id, '2026-03-10', 3, 4],
        [second.id, '2026-02-20', 3, 0],
        [second.id, '2026-03-09', 0, 5],
        [third.id, '2026-03-09', 2, 0],
        [third.id, '2026-03-10', 0, 6]
      ].toSorted()
    );
    // Whoever writes answers of earlier days counts them.
    await recountCounterDays(db, '2026-01-15', '2026-01-15', NOW);
    const imported = await looked(15);
    expect(imported.days).toHaveLength(added.days.length + 1);
    await db.deleteFrom('counter_activity').execute();
    await db.deleteFrom('counter_days').execute();
    await recountCounterDays(db, '2026-01-01', '2026-03-10', NOW);
    expect(await looked(20)).toEqual(imported);
  });
});

// Pages of judged months: each month once, in the order asked for, whichever page it is on.
import { expect, test } from 'vitest';
import { localDay } from '../../src/lib/core/calendar/day';
import { readListQuery } from '../../src/lib/core/list-query';
import type { QualityColumn, QualityFilter, QualityRow } from '../../src/lib/server/store/quality-list';
import { listQualityPage, QUALITY_COLUMNS } from '../../src/lib/server/store/quality-list';
import { writeReviews } from '../../src/lib/server/store/counter-month-reviews';
import { writeVerdicts } from '../../src/lib/server/store/counter-month-verdicts';
import { onBothEngines } from '../support/engines';
import { makeSmallProvince, NOW } from '../support/small-province';

/** 3 counters of 2 communes, 60 months each: 4 pages. */
const MONTHS = Array.from({ length: 60 }, (_, i) => `${2021 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`);

const VALUE: Readonly<Record<QualityColumn, (row: QualityRow) => string | number>> = {
  strength: ({ flagged, p, odd }) => flagged * 1e6 - p * 1e3 + odd / 1e3,
  month: ({ month }) => month,
  agency: ({ agencyVi }) => agencyVi,
  name: ({ counterName }) => counterName,
  odd: ({ odd }) => odd,
  answers: ({ answers }) => answers
};

onBothEngines('pages of judged months', (open) => {
  test('hold each month once and in order, by every column, in both directions, filtered and searched', async () => {
    await using database = await open();
    const { db } = database;
    const { counters, survey } = await makeSmallProvince(db);
    const verdicts = counters.flatMap(({ id }, at) =>
      MONTHS.map((month, i) => ({
        survey_id: survey.id,
        counter_id: id,
        month,
        forms: 40,
        judged_marks: 0,
        judged_at: NOW.toISOString(),
        judged: 30 + (i % 3),
        held: 0,
        excluded: 0,
        odd: (i + at) % 7,
        flagged: i % 9 === 0 ? 1 : 0,
        p: i % 4 === 0 ? ((i * 37 + at) % 101) / 101 : 1,
        seen: 4,
        expected: 0.5,
        basis: 'own' as const,
        signals: i % 2 === 0 ? '{"burst":2}' : '{}',
        devices: '{}',
        history: ''
      }))
    );
    await writeVerdicts(db, verdicts);
    // Looked at: every fifth, and of those every second has more odd answers since.
    const looked = verdicts.filter((_, i) => i % 5 === 0);
    const reviews = looked.map(({ survey_id, counter_id, month, odd }, i) => ({ survey_id, counter_id, month, state: 'seen' as const, odd: i % 2 === 0 ? odd : odd - 1, user_id: null, at: NOW.toISOString() })); // prettier-ignore
    await writeReviews(db, reviews);
    const again = reviews.filter(({ odd }, i) => i % 2 === 1 && odd >= 0).length;

    const { path } = await db.selectFrom('agency_versions').select('path').orderBy('path').executeTakeFirstOrThrow();
    const everything = { within: [path], except: [], day: localDay(NOW), month: null, state: undefined, signal: undefined, show: 'all' } as const; // prettier-ignore
    const read = async (filter: QualityFilter, address: string) => {
      const pages = [];
      for (let page = 1; page <= (pages[0]?.total ?? 1) / 50 + 1; page++) {
        const query = readListQuery(new URLSearchParams(`${address}&page=${page}`), QUALITY_COLUMNS, { key: 'strength', descending: true });
        pages.push(await listQualityPage(db, filter, query));
      }
      const rows = pages.filter(({ page }, i) => page === i + 1).flatMap((one) => one.rows);
      expect(pages.every(({ total }) => total === rows.length)).toBe(true);
      expect(new Set(rows.map(({ counterCode, month }) => `${counterCode} ${month}`)).size).toBe(rows.length);
      return rows;
    };
    for (const column of QUALITY_COLUMNS)
      for (const sign of [1, -1]) {
        const rows = await read(everything, `sort=${sign < 0 ? '-' : ''}${column}`);
        const compare = (a: QualityRow, b: QualityRow) => order(VALUE[column](a), VALUE[column](b)) * sign || order(b.month, a.month) || order(a.agencyVi, b.agencyVi) || order(a.counterName, b.counterName); // prettier-ignore
        expect(rows.map(({ counterCode, month }) => `${counterCode} ${month}`)).toEqual(
          rows.toSorted(compare).map(({ counterCode, month }) => `${counterCode} ${month}`)
        );
        expect(rows).toHaveLength(180);
      }
    expect(await read(everything, 'q=xa+c2&sort=name')).toHaveLength(60);
    expect(await read(everything, 'q=khong+co')).toEqual([]);
    expect(await read({ ...everything, signal: 'burst' }, 'sort=agency')).toHaveLength(90);
    expect(await read({ ...everything, show: 'flagged' }, 'sort=odd')).toHaveLength(21);
    for (const sort of ['name', 'odd']) {
      const seen = await read({ ...everything, state: 'seen' }, `sort=${sort}`);
      expect(seen).toHaveLength(looked.length - again);
      expect(seen.every(({ state }) => state === 'seen')).toBe(true);
      const fresh = await read({ ...everything, state: 'new' }, `sort=${sort}`);
      expect(fresh).toHaveLength(180 - looked.length + again);
      expect(fresh.every(({ state }) => state === 'new')).toBe(true);
    }
    expect(await read({ ...everything, state: 'done' }, '')).toEqual([]);
    expect(await read({ ...everything, except: [path] }, '')).toEqual([]);
  });
});

const order = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);

import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { SHIPPED_METHODS } from '../../src/lib/core/method/methods';
import type { Figure, Report } from '../../src/lib/core/report/report';
import { reportToCsv } from '../../src/lib/server/export/report-csv';
import { axisFor, positionOn } from '../../src/lib/ui/report/axis';
import { againstTarget, changeText, intervalHelp, satisfiedLabels, targetText, withheldText } from '../../src/lib/ui/report/figure-text';
import { rowsOfPlaces, sortRows } from '../../src/lib/ui/report/place-rows';
import { rateBasis, rateNumber } from '../../src/lib/ui/report/rate-text';
import { queryWith } from '../../src/lib/ui/list/query';
import { agencyReportPath, periodQuery } from '../../src/lib/ui/report/report-address';
import { reportTitle } from '../../src/lib/ui/report/report-title';
import { shareWords } from '../../src/lib/ui/report/share-words';
import { nextSorting, readSorting } from '../../src/lib/ui/list/sorting';
import { leftRoom, positionInBar, segmentsOf } from '../../src/lib/ui/report/stacked-bar';
import { counterReport, fullReport, namedReport, provinceReport } from '../support/report-fixtures';
import {
  emptyReport,
  fewReport,
  lonelyReport,
  longNamesReport,
  noTargetReport,
  oneDayReport,
  sampledReport,
  sixLevelReport,
  smallReport
} from '../support/report-state-fixtures';

const fixtures = {
  fullReport,
  provinceReport,
  namedReport,
  counterReport,
  fewReport,
  smallReport,
  oneDayReport,
  emptyReport,
  sixLevelReport,
  sampledReport,
  lonelyReport,
  noTargetReport,
  longNamesReport
};

const CASES = Object.entries(fixtures).map(([name, make]) => [name, make()] as const);

function figuresOf(report: Report): readonly Figure[] {
  return [report.overall, ...report.factors, ...report.items, ...report.rates, ...report.trend, ...report.children, ...report.counters];
}

describe.each(CASES)('%s', (_name, report) => {
  test('every figure says a value or, in both languages, why there is none', () => {
    for (const figure of figuresOf(report))
      for (const language of ['vi', 'en'] as const) {
        const text = withheldText(figure, report.survey.method, language);
        if (figure.disclosure === 'shown') expect(text).toBeNull();
        else expect(text).toMatch(/\p{L}{3}/u);
      }
  });

  test('the file has a row per figure, and no value where the page has none', () => {
    const csv = reportToCsv(report);
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const rows: readonly Record<string, string>[] = parse(csv, { columns: true, bom: true });
    const figures = rows.filter(({ kind }) => kind !== 'sister' && kind !== 'change');
    expect(figures.map(({ code }) => code)).toEqual(figuresOf(report).map(({ code }) => code));
    for (const [i, figure] of figuresOf(report).entries()) {
      expect(figures[i]!.state).toBe(figure.disclosure);
      expect(figures[i]!.value).toBe(figure.estimate ? String(figure.estimate.value) : '');
      expect(figures[i]!.lower).toBe(figure.estimate?.interval ? String(figure.estimate.interval.lower) : '');
      expect(figures[i]!.strata).toBe(String(figure.estimate?.strata ?? ''));
      expect(figures[i]!.design_effect).toBe(String(figure.estimate?.designEffect ?? ''));
      expect(figures[i]!.absent).toBe(figure.estimate?.absent.join(' ') ?? '');
    }
  });
});

describe('the verdict', () => {
  test('speaks only where the whole interval lies on one side', () => {
    expect(againstTarget({ lower: 0.9, upper: 0.93 }, 0.9)).toBe('met');
    expect(againstTarget({ lower: 0.85, upper: 0.8999 }, 0.9)).toBe('below');
    expect(againstTarget({ lower: 0.85, upper: 0.9 }, 0.9)).toBe('unclear');
    expect(againstTarget(null, 0.9)).toBe('no-interval');
    expect(targetText({ lower: 0.85, upper: 0.95 }, 0.9, 'vi')).toBe('Chưa thể kết luận: mục tiêu 90% nằm trong khoảng sai số.');
  });

  test('a change inside the noise is not called a rise or a fall', () => {
    const { change } = fixtures.fullReport();
    expect(changeText(change!, 0.864, 'vi')).toBe(
      'Không đổi đáng kể so với Quý III/2026 (87,1%): chênh lệch −0,7 điểm phần trăm, khoảng tin cậy từ −3,9 đến +2,5.'
    );
    const fall = { ...change!, difference: -0.052, interval: { lower: -0.08, upper: -0.021 }, beyondError: true };
    expect(changeText(fall, 0.8, 'vi')).toMatch(/^Giảm 5,2 điểm phần trăm so với Quý III\/2026 \(85,2%\), vượt sai số/);
  });

  test('calls a share what its method calls it', () => {
    const { words } = SHIPPED_METHODS.find(({ family, number }) => family === 'par-leaders' && number === 2)!;
    const sampled = fixtures.sampledReport();
    const leaders = { ...sampled, survey: { ...sampled.survey, method: { ...sampled.survey.method, words: words! } } };
    expect(shareWords(leaders.survey.method, 'vi')).toMatchObject({ Positive: 'Đánh giá tốt', Negative: 'Chưa đánh giá tốt' });
    for (const language of ['vi', 'en'] as const) {
      const said = (of: Report) => [
        reportTitle(of, language),
        intervalHelp(of, language),
        ...Object.values(shareWords(of.survey.method, language))
      ];
      expect(said(sampled).join('\n')).toMatch(/hài lòng|atisf/);
      expect(said(leaders).join('\n')).not.toMatch(/hài lòng|atisf|người dân|citizens/);
    }
  });

  test('names the levels that count, where every item has the same', () => {
    expect(satisfiedLabels(fixtures.fullReport(), true, 'vi')).toBe('“Hài lòng” hoặc “Rất hài lòng”');
    expect(satisfiedLabels(fixtures.sixLevelReport(), false, 'en')).toBe(
      '“Very inaccurate”, “Inaccurate”, “Slightly inaccurate” or “Slightly accurate”'
    );
    const [five] = fixtures.fullReport().items;
    const [six] = fixtures.sixLevelReport().items;
    expect(satisfiedLabels({ items: [five!, six!] }, true, 'vi')).toBeNull();
  });
});

describe('bars of levels', () => {
  const levels = [4, 8, 12, 46, 30].map((count, i) => ({ level: i + 1, label: { vi: `Mức ${i + 1}` }, count, satisfied: i >= 3 }));

  test('start at the line between not satisfied and satisfied and join without gaps', () => {
    const room = leftRoom([levels]);
    expect(room).toBe(0.3);
    const segments = segmentsOf(levels, room);
    expect(segments.map(({ colour }) => colour)).toEqual(['l1', 'l2', 'l3', 'l4', 'l5']);
    for (const [i, { x, width }] of segments.entries()) if (i < 4) expect(x + width).toBeCloseTo(segments[i + 1]!.x, 9);
    expect(segments[3]!.x).toBeCloseTo(positionInBar(room, 0), 9);
    expect(segments[4]!.x + segments[4]!.width).toBeCloseTo(positionInBar(room, 0.76), 9);
  });

  test('longer scales keep their colours in order', () => {
    const [item] = fixtures.sixLevelReport().items;
    expect(segmentsOf(item!.levels!, 0.7).map(({ colour }) => colour)).toEqual(['l1', 'l2', 'l23', 'l3', 'l4', 'l5']);
  });
});

describe('tables', () => {
  const report = fixtures.provinceReport();
  const rows = rowsOfPlaces(report.children, report, 'vi', () => ({ href: null, poster: null }));

  test('thin places follow the others and withheld ones come last, whichever way the figure is sorted', () => {
    for (const descending of [true, false]) {
      const sorted = sortRows(rows, { key: 'value', descending });
      const groups = sorted.map((row) => (row.value === null ? 2 : row.remark === null ? 0 : 1));
      expect(groups).toEqual(groups.toSorted());
      const values = sorted.filter((row) => row.remark === null).map((row) => row.value!);
      expect(values).toEqual(values.toSorted((a, b) => (descending ? b - a : a - b)));
    }
    expect(rows.find((row) => row.value !== null && row.remark !== null)!.remark).toMatch(/^Chưa đủ mẫu \(\d+ người; cần ít nhất 30\)$/);
  });

  test('the address says the order; what it does not know falls back', () => {
    const fallback = { key: 'value', descending: true };
    expect(readSorting('-n', ['value', 'n'], fallback)).toEqual({ key: 'n', descending: true });
    expect(readSorting('path', ['value', 'n'], fallback)).toBe(fallback);
    expect(nextSorting({ key: 'n', descending: true }, 'n', true)).toBe('n');
    expect(nextSorting({ key: 'n', descending: true }, 'value', true)).toBe('-value');
    expect(queryWith('?period=2026-Q4&sort=n', 'sort', '-value')).toBe('?period=2026-Q4&sort=-value');
    expect(periodQuery('?sort=n&from=2026-11-03&to=2026-11-20')).toBe('?from=2026-11-03&to=2026-11-20');
    expect(periodQuery('?sort=n')).toBe('');
    expect(agencyReportPath('xa-1', 'series:hài lòng')).toBe('/admin/reports/xa-1/series%3Ah%C3%A0i%20l%C3%B2ng');
  });
});

test('one case of extra money is a number of people, other rates are shares', () => {
  const [money, trips] = fixtures.fullReport().rates;
  expect(rateNumber(money!, 'vi')).toBe('2 người');
  expect(rateNumber(trips!, 'vi')).toBe('31,2%');
  expect(rateBasis(money!, 'vi')).toMatch(/^0,5% \(\d+,\d–\d+,\d%\) trong 401 người\.$/);
});

test('an axis holds every value, ends at 100 and has a handful of ticks', () => {
  for (const least of [0, 0.03, 0.31, 0.5, 0.77, 0.9, 0.99]) {
    const axis = axisFor([least, 0.9]);
    expect(axis.from).toBeLessThanOrEqual(least);
    expect(axis.ticks.at(-1)).toBe(1);
    expect(axis.ticks.length).toBeGreaterThanOrEqual(3);
    expect(axis.ticks.length).toBeLessThanOrEqual(6);
    expect(positionOn(axis, axis.from)).toBe(0);
    expect(positionOn(axis, 1)).toBe(100);
  }
});

test('a text that a spreadsheet would run is not run', () => {
  const report = fixtures.fullReport();
  const csv = reportToCsv({ ...report, counters: [{ ...report.counters[0]!, name: { vi: '=HYPERLINK("x")' } }] });
  expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
});

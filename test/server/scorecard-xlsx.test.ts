import { describe, expect, test } from 'vitest';
import { assembleScorecard } from '../../src/lib/core/scoring/assemble-scorecard';
import { pointLinesOf } from '../../src/lib/core/scoring/par-rules';
import { findShippedParRules } from '../../src/lib/core/scoring/par-rules-shipped';
import type { Scorecard } from '../../src/lib/core/scoring/scorecard';
import golden from '../data/par-index-golden.json' with { type: 'json' };
import { FIGURE, GOLDEN_CARD, lineOf } from '../core/scoring/par-scorecards';
import { openSheet, readBack, writeCard } from './scorecard-workbook';

const DEMONSTRATION = findShippedParRules({ family: 'par-index-demo', number: 1 })!;
const SPLIT_CARD: Scorecard = {
  ...GOLDEN_CARD,
  rules: { family: 'par-index-demo', number: 1 },
  lines: DEMONSTRATION.areas
    .flatMap(pointLinesOf)
    .map(({ code, max, sources }) =>
      lineOf(code, { selfAssessed: max, [sources[0] === 'appraisal' ? 'appraised' : sources[0]!]: max - 0.25, reason: `Lý do ${code}` })
    ),
  composition: null
};

describe('the workbook of the published result', async () => {
  const sheet = await openSheet(await writeCard(GOLDEN_CARD));

  test('says what it is', () => {
    expect(sheet.getCell('A1').value).toBe('Bảng điểm Chỉ số cải cách hành chính');
    expect(['B2', 'B3', 'B4', 'B5'].map((cell) => sheet.getCell(cell).value)).toEqual([
      'Văn phòng UBND tỉnh Sơn La',
      'vpubnd',
      2021,
      'par-index/1'
    ]);
    expect((sheet.getRow(8).values as unknown[]).slice(1)).toEqual([
      'Mã',
      'Lĩnh vực/Tiêu chí',
      'Điểm tối đa',
      'Điểm tự đánh giá',
      'Điểm thẩm định',
      'Điểm điều tra (lãnh đạo, quản lý)',
      'Điểm điều tra (người dân)',
      'Điểm đạt',
      'Điểm trừ',
      'Nguyên nhân'
    ]);
  });

  test('has the points of every area, with two decimals, and the lost ones with a minus', () => {
    golden.areas.forEach(({ code, max, points, lost }, i) => {
      const row = sheet.getRow(9 + i);
      expect(row.getCell(1).value).toBe(code);
      expect([row.getCell(3), row.getCell(8), row.getCell(9)].map((cell) => cell.result ?? cell.value)).toEqual([
        max,
        points,
        lost === 0 ? 0 : -lost
      ]);
      expect(row.getCell(8).numFmt).toBe('0.00');
    });
  });

  test('adds up by formulas with their results; what the source declares stands as numbers', () => {
    const total = sheet.getRow(17);
    expect(total.getCell(2).value).toBe('Tổng cộng');
    expect(total.getCell(3).value).toEqual({ formula: 'ROUND(SUM(C9:C16),2)', result: 100 });
    expect(total.getCell(4).value).toMatchObject({ formula: 'IF(COUNT(D9:D16)<8,"",ROUND(SUM(D9:D16),2))' });
    expect([5, 6, 7].map((column) => total.getCell(column).value)).toEqual([67.11, 18.42, 8.99]);
    expect(total.getCell(8).value).toEqual({ formula: 'IF(COUNT(H9:H16)<8,"",ROUND(SUM(H9:H16),2))', result: 94.52 });
    expect(total.getCell(9).value).toEqual({ formula: 'IF(H17="","",ROUND(H17-C17,2))', result: -5.48 });
  });

  test('prints on A4 across, with the header on every page and in view', () => {
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '8:8'
    });
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 8 });
  });
});

describe('a workbook with criteria', () => {
  test('adds criteria to areas and areas to totals', async () => {
    const sheet = await openSheet(await writeCard(SPLIT_CARD));
    expect(sheet.getCell('H9').value).toEqual({ formula: 'IF(COUNT(H10:H15)<6,"",ROUND(SUM(H10:H15),2))', result: 10.5 });
    expect(sheet.getCell('E9').value).toEqual({ formula: 'IF(COUNT(E10:E15)<5,"",ROUND(SUM(E10:E15),2))', result: 7.75 });
    expect(sheet.getCell('G9').value).toBeNull();
    expect(sheet.getCell('H10').value).toEqual({ formula: 'IF(COUNT(E10:G10)<1,"",ROUND(SUM(E10:G10),2))', result: 1.75 });
    const total = sheet.getRow(sheet.rowCount);
    expect(total.getCell(6).value).toMatchObject({ result: 17.25 });
    expect((total.getCell(6).value as { formula: string }).formula).toMatch(/^IF\(COUNT\(F9,F16,F21,[^)]+\)<7,/);
  });

  test('leaves empty what is not there', async () => {
    const sheet = await openSheet(await writeCard({ ...SPLIT_CARD, lines: [] }));
    const results = [];
    for (let row = 9; row <= sheet.rowCount; row++)
      for (const column of ['D', 'E', 'F', 'G', 'H', 'I'])
        results.push(sheet.getCell(`${column}${row}`).result ?? sheet.getCell(`${column}${row}`).value);
    expect(results.filter((value) => typeof value === 'number')).toEqual([]);
  });

  test('says below from which survey points came, or why none did', async () => {
    const card = { ...SPLIT_CARD, lines: SPLIT_CARD.lines.filter(({ code }) => code !== '8.1' && code !== '1.6') };
    const bytes = await writeCard(card, [
      { line: '8.1', group: 'citizens', figure: FIGURE },
      { line: '1.6', group: 'leaders', figure: { ...FIGURE, surveyCode: 'LD-2026', figureCode: 'l1', n: 3, withheld: 'few' } }
    ]);
    const sheet = await openSheet(bytes);
    const notes = [sheet.rowCount - 1, sheet.rowCount].map((row) => sheet.getCell(`A${row}`).value);
    expect(notes).toEqual([
      'Điểm điều tra (lãnh đạo, quản lý), dòng 1.6: chưa có điểm từ đợt khảo sát LD-2026, cơ quan vpubnd (quá ít người trả lời nên không hiện số).',
      'Điểm điều tra (người dân), dòng 8.1: 8,99 điểm theo đợt khảo sát SIPAS-2026, cơ quan vpubnd; khoảng tin cậy từ 8,70 đến 9,23 điểm; số người trả lời: 812; theo số hiện tại, chưa chốt.'
    ]);
    const back = await readBack(bytes);
    expect(back.lines.find(({ code }) => code === '8.1')!.citizens).toBe(8.99);
  });
});

test.each(['=1+1', '+84 chậm', '-Chậm báo cáo', '@tên', "'=1", '＝1', 'Bình thường = đúng'])(
  'a reason %s stays a text and comes back',
  async (reason) => {
    const card = { ...SPLIT_CARD, lines: SPLIT_CARD.lines.map((line) => ({ ...line, reason })) };
    const bytes = await writeCard(card, [], '=HYPERLINK("x")');
    const sheet = await openSheet(bytes);
    expect(sheet.getCell('B2').value).toBe('\'=HYPERLINK("x")');
    const shown = sheet.getCell('J10').value;
    expect(shown).toBe(reason.startsWith('Bình') ? reason : `'${reason}`);
    expect((await readBack(bytes)).lines.map((line) => line.reason)).toEqual(card.lines.map(() => reason));
  }
);

/** Without the standing that was published; a workbook of no stored card has no revision. */
const fileOf = ({ published: _standing, ...file }: Scorecard) => ({ ...file, revision: null });
const [GOLDEN_FILE, SPLIT_FILE] = [fileOf(GOLDEN_CARD), fileOf(SPLIT_CARD)];

test.each([
  ['the published result', GOLDEN_CARD, GOLDEN_FILE],
  ['a card with criteria', SPLIT_CARD, SPLIT_FILE]
])('%s comes back as it was', async (_, card, file) => {
  expect(await readBack(await writeCard(card))).toEqual(file);
});

test('reasons of areas, split and combined points, declared totals beside lines that say theirs come back', async () => {
  const composition = { appraised: 67.21, leaders: 18.46, citizens: 9.75 };
  const split = { ...SPLIT_CARD, lines: [...SPLIT_CARD.lines, lineOf('3', { reason: 'Của cả lĩnh vực' })] };
  const { groups } = assembleScorecard(DEMONSTRATION, split);
  const cards: Scorecard[] = [
    { ...split, composition: { appraised: groups.appraised!, leaders: groups.leaders!, citizens: groups.citizens! } },
    {
      ...GOLDEN_CARD,
      composition: null,
      lines: GOLDEN_CARD.lines.map((line) => (line.code === '1' ? lineOf('1', { appraised: 8, leaders: 2.89 }) : line))
    },
    {
      ...GOLDEN_CARD,
      composition: null,
      lines: GOLDEN_CARD.lines.map((line) => (line.code === '1' ? { ...line, appraised: 8, leaders: 2.89 } : line))
    }
  ];
  expect(composition.citizens).toBe(groups.citizens);
  for (const card of cards) {
    const back = await readBack(await writeCard(card));
    const rules = findShippedParRules(card.rules)!;
    expect(back.composition).toEqual(card.composition);
    expect(assembleScorecard(rules, { ...back, published: null }).areas).toEqual(assembleScorecard(rules, card).areas);
  }
});

test('an empty card comes back empty', async () => {
  const back = await readBack(await writeCard({ ...SPLIT_CARD, lines: [] }));
  expect(back.lines).toEqual(SPLIT_CARD.lines.map(({ code }) => lineOf(code)));
});

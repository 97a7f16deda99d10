import JSZip from 'jszip';
import { beforeAll, describe, expect, test } from 'vitest';
import { pointLinesOf } from '../../src/lib/core/scoring/par-rules';
import { findShippedParRules } from '../../src/lib/core/scoring/par-rules-shipped';
import type { Scorecard } from '../../src/lib/core/scoring/scorecard';
import { describeProblem } from '../../src/lib/i18n/problem-text';
import { GOLDEN_CARD, lineOf } from '../core/scoring/par-scorecards';
import { change, mistakesOf, problemOf, readBack, writeCard } from '../server/scorecard-workbook';

const DEMONSTRATION = findShippedParRules({ family: 'par-index-demo', number: 1 })!;
const SPLIT_CARD: Scorecard = {
  ...GOLDEN_CARD,
  rules: { family: 'par-index-demo', number: 1 },
  lines: DEMONSTRATION.areas
    .flatMap(pointLinesOf)
    .map(({ code, max, sources }) => lineOf(code, { [sources[0] === 'appraisal' ? 'appraised' : sources[0]!]: max })),
  composition: null
};

let golden: Uint8Array;
let split: Uint8Array;
beforeAll(async () => {
  golden = await writeCard(GOLDEN_CARD);
  split = await writeCard(SPLIT_CARD);
});

/** The golden table begins at row 9, its total stands in row 17; of the other, area 1 has rows 9–15. */
const withCell = (bytes: Uint8Array, cell: string, value: unknown) =>
  change(bytes, (sheet) => (sheet.getCell(cell).value = value as string));

describe('as people send it back', () => {
  test('numbers typed as texts, with a comma', async () => {
    const file = await change(golden, (sheet) => {
      sheet.getCell('H9').value = ' 10,89 ';
      sheet.getCell('G16').value = '8.99';
      sheet.getCell('C9').value = '11,50';
      sheet.getCell('E17').value = '67,11';
      sheet.getCell('B4').value = '2021';
    });
    expect(await readBack(file)).toEqual(await readBack(golden));
  });

  test('empty rows, moved lines, further columns, notes below', async () => {
    const file = await change(golden, (sheet) => {
      const first = Array.from({ length: 10 }, (_, i) => sheet.getCell(9, i + 1).value);
      sheet.getRow(9).values = [];
      sheet.insertRow(14, first);
      sheet.insertRow(12, []);
      sheet.insertRow(12, ['   ']);
      sheet.getCell('L8').value = 'Ghi chú riêng';
      sheet.getCell('L10').value = 'xem lại';
      sheet.addRow([]);
      sheet.addRow(['', 'Người lập biểu']);
    });
    const back = await readBack(file);
    expect(back.lines.toSorted((a, b) => (a.code < b.code ? -1 : 1))).toEqual((await readBack(golden)).lines);
  });

  test('columns in another order, the lost points left out', async () => {
    const file = await change(golden, (sheet) => {
      for (let row = 8; row <= 17; row++) {
        const [self, reason] = [sheet.getCell(row, 4).value, sheet.getCell(row, 10).value];
        sheet.getCell(row, 4).value = reason;
        sheet.getCell(row, 10).value = self;
        sheet.getCell(row, 9).value = null;
      }
    });
    expect(await readBack(file)).toEqual(await readBack(golden));
  });

  test('codes typed as numbers, headers with other blanks and capitals, decomposed letters', async () => {
    const file = await change(split, (sheet) => {
      sheet.getCell('A9').value = 1;
      sheet.getCell('A10').value = 1.1;
      sheet.getCell('C8').value = 'ĐIỂM\n tối đa'.normalize('NFD');
      sheet.getCell('A5').value = 'Bộ quy tắc:';
    });
    expect(await readBack(file)).toEqual(await readBack(split));
  });

  test('formulas with results where numbers are entered', async () => {
    const file = await change(golden, (sheet) => {
      sheet.getCell('H9').value = { formula: '10+0.89', result: 10.89 };
      sheet.getCell('G16').value = { formula: '8.985', result: 8.985 };
    });
    expect(await readBack(file)).toEqual(await readBack(golden));
  });

  test('values pasted over the formulas', async () => {
    const file = await change(split, (sheet) =>
      sheet.eachRow((row) => row.eachCell((cell) => (cell.value = (cell.result ?? cell.value) as string)))
    );
    const back = await readBack(file);
    expect(back.lines).toEqual(SPLIT_CARD.lines);
    expect(back.composition).toEqual({ appraised: 71, leaders: 19, citizens: 10 });
  });

  test('rich texts and links', async () => {
    const file = await change(split, (sheet) => {
      sheet.getCell('J10').value = { richText: [{ text: 'Chậm ' }, { text: 'báo cáo', font: { bold: true } }] };
      sheet.getCell('J11').value = { text: 'Công văn 12', hyperlink: 'https://example.gov.vn' };
    });
    expect((await readBack(file)).lines.slice(0, 2).map(({ reason }) => reason)).toEqual(['Chậm báo cáo', 'Công văn 12']);
  });
});

describe('bad cells are named', () => {
  test.each<[string, string, unknown, string]>([
    ['no number', 'H9', 'mười', 'H9 cell-number'],
    ['two numbers', 'H9', '10,5 (11)', 'H9 cell-number'],
    ['a number that could be a thousand', 'H9', '1.000', 'H9 cell-number'],
    ['true', 'H9', true, 'H9 cell-number'],
    ['an error', 'H9', { error: '#REF!' }, 'H9 cell-number'],
    ['the error of a formula', 'G16', { formula: 'A1/0', result: { error: '#DIV/0!' } }, 'G16 cell-number'],
    ['a formula without a result', 'G16', { formula: 'A1' }, 'G16 cell-formula'],
    ['over the maximum', 'H9', 11.51, 'H9 points-over-max'],
    ['negative', 'H9', -1, 'H9 points-negative'],
    ['of another group', 'G9', 1, 'G9 points-group-wrong'],
    ['another maximum', 'C9', 12, 'C9 cell-differs'],
    ['no maximum', 'C9', null, 'C9 cell-empty'],
    ['an unknown code', 'A9', '1.1', 'A9 cell-code-unknown'],
    ['no code', 'A9', null, 'A9 cell-empty'],
    ['a code twice', 'A10', '1', 'A10 cell-repeated'],
    ['a line missing', 'A10', '1', '2 sheet-line-missing'],
    ['a long reason', 'J9', 'x'.repeat(2001), 'J9 cell-text'],
    ['another year', 'B4', '21', 'B4 cell-value'],
    ['no agency', 'B3', null, 'B3 cell-empty'],
    ['no label', 'A3', null, 'Mã cơ quan sheet-label-missing'],
    ['unknown rules', 'B5', 'par-index/9', 'B5 cell-rules-unknown'],
    ['rules of another shape', 'B5', 'bộ tiêu chí', 'B5 cell-rules-unknown'],
    ['a declared total that the lines contradict', 'G17', 9.5, 'G17 composition-citizens-differs'],
    ['a declared total that is not there', 'G17', null, 'G17 cell-empty'],
    ['a total typed over its formula', 'H17', 95, 'H17 cell-differs'],
    ['a total typed where a part is missing', 'D17', 95, 'D17 cell-computed'],
    ['points typed where they are computed', 'H16', 9, 'H16 cell-differs']
  ])('%s', async (_, cell, value, mistake) => {
    expect(await mistakesOf(await withCell(golden, cell, value))).toContain(mistake);
  });

  test('a date', async () => {
    const file = await change(golden, (sheet) => {
      const cell = sheet.getCell('H9');
      cell.value = new Date(Date.UTC(2021, 9, 5));
      cell.style = { ...cell.style, numFmt: 'dd/mm/yyyy' };
    });
    expect(await mistakesOf(file)).toEqual(['H9 cell-number']);
  });

  test.each<[string, string, unknown, string]>([
    ['an area typed over its formula', 'H9', 11, 'H9 cell-differs'],
    ['a group of an area', 'E9', 8, 'E9 cell-differs'],
    ['points of a criterion in the computed column', 'H10', 1, 'H10 cell-differs'],
    ['text in a computed cell', 'H9', 'đủ', 'H9 cell-number'],
    ['leaders’ points of an appraised criterion', 'F10', 1, 'F10 points-group-wrong']
  ])('with criteria: %s', async (_, cell, value, mistake) => {
    expect(await mistakesOf(await withCell(split, cell, value))).toEqual([mistake]);
  });

  test('all of them at once, in sentences of both languages', async () => {
    const file = await change(golden, (sheet) => {
      sheet.getCell('H9').value = 'mười';
      sheet.getCell('C10').value = 13;
      sheet.getCell('H12').value = 20;
    });
    const problem = await problemOf(file);
    expect(describeProblem(problem, 'vi').split('\n').slice(0, 3)).toEqual([
      'Tệp bang-diem.xlsx có 3 chỗ không hợp lệ. Chưa nhập gì.',
      '  Ô H9: "mười" không phải là số điểm.',
      '  Ô C10: ghi 13, cần 12.'
    ]);
    expect(describeProblem(problem, 'en').split('\n')[3]).toBe('  H12: 20 points, more than the maximum of 11.');
  });

  test('a column missing or twice', async () => {
    const missing = await problemOf(await withCell(golden, 'G8', 'Người dân'));
    expect(missing).toMatchObject({
      code: 'import-header',
      parameters: { columns: 'Điểm điều tra (người dân)', found: expect.stringContaining('Người dân') as string }
    });
    expect(await problemOf(await withCell(golden, 'L8', 'Nguyên nhân'))).toMatchObject({
      code: 'column-repeated',
      parameters: { columns: 'Nguyên nhân' }
    });
    expect(await problemOf(await withCell(golden, 'A8', 'STT'))).toMatchObject({ code: 'import-header' });
  });
});

describe('files that are refused', () => {
  test('too many rows', async () => {
    const file = await change(golden, (sheet) =>
      sheet.insertRows(
        10,
        Array.from({ length: 500 }, (_, i) => [`x${i}`])
      )
    );
    expect(await problemOf(file)).toMatchObject({ code: 'sheet-too-long', parameters: { max: 500 } });
  });

  test('more than 1 MB', async () => {
    expect(await problemOf(new Uint8Array(1024 * 1024 + 1))).toMatchObject({ code: 'body-too-large', status: 413 });
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['a text', new TextEncoder().encode('Mã;Điểm')],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])]
  ])('%s', async (_, file) => {
    expect((await problemOf(file)).code).toBe('workbook-unreadable');
  });

  const edited = async (edit: (zip: JSZip) => void | Promise<void>) => {
    const zip = await JSZip.loadAsync(golden);
    await edit(zip);
    return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
  };
  const sheetXml = (change: (xml: string) => string) =>
    edited(async (zip) => void zip.file('xl/worksheets/sheet1.xml', change(await zip.file('xl/worksheets/sheet1.xml')!.async('string'))));

  test('a file that is cut off, or no workbook', async () => {
    expect((await problemOf(golden.slice(0, 4000))).code).toBe('workbook-unreadable');
    expect((await problemOf(await edited((zip) => void zip.remove('xl/workbook.xml')))).code).toBe('workbook-unreadable');
    expect((await problemOf(await sheetXml((xml) => xml.slice(0, 2000)))).code).toBe('workbook-unreadable');
  });

  test('one that unpacks to too much, in a sheet or anywhere, whatever it says of its size', async () => {
    const zeros = new Uint8Array(12 * 1024 * 1024);
    for (const name of ['xl/worksheets/sheet1.xml', 'xl/media/image1.png']) {
      const bomb = await edited((zip) => void zip.file(name, zeros));
      expect(bomb.length).toBeLessThan(1024 * 1024);
      const problem = await problemOf(bomb);
      expect(problem).toMatchObject({ code: 'file-unreadable', parameters: { reason: expect.stringContaining('10 MB') } });
      // The declared sizes in the directory and before the entry: 1 byte.
      const size = Buffer.alloc(4);
      size.writeUInt32LE(zeros.length);
      const lying = Buffer.from(bomb);
      for (let at = lying.indexOf(size); at >= 0; at = lying.indexOf(size, at + 1)) lying.writeUInt32LE(1, at);
      expect((await problemOf(new Uint8Array(lying))).code).toBe('file-unreadable');
    }
  });

  test('ranges of a billion cells are not visited', async () => {
    const merged = await sheetXml((xml) =>
      xml.replace(/<mergeCells.*<\/mergeCells>/, '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    );
    const wide = await sheetXml((xml) => xml.replace(/<cols>.*<\/cols>/, '<cols><col min="1" max="2000000000" width="9"/></cols>'));
    const named = await edited(async (zip) => {
      const xml = await zip.file('xl/workbook.xml')!.async('string');
      zip.file(
        'xl/workbook.xml',
        xml.replace(/<definedName .*<\/definedName>/, '<definedName name="x">\'Bảng điểm\'!$A$1:$XFD$1048576</definedName>')
      );
    });
    const far = await sheetXml((xml) =>
      xml.replace('</sheetData>', '<row r="4294967290"><c r="A4294967290"><v>1</v></c></row></sheetData>')
    );
    for (const file of [merged, wide, named, far]) expect(await readBack(file)).toEqual(await readBack(golden));
  });

  // Each took minutes and more when the time went with the square of the length: the test's time limit would end it.
  test('texts without an end cost what they weigh', async () => {
    const blanks = await sheetXml((xml) =>
      xml.replace(/<row r="1"[\s\S]*?<\/row>/, `<row r="1"><c r="A1" t="str"><v>a${' '.repeat(2_000_000)}b</v></c></row>`)
    );
    const names = await edited(async (zip) => {
      const xml = await zip.file('xl/workbook.xml')!.async('string');
      zip.file('xl/workbook.xml', xml.replace('</workbook>', `<!--${'<definedNames '.repeat(400_000)}--></workbook>`));
    });
    for (const file of [blanks, names]) expect((await readBack(file)).lines).toEqual((await readBack(golden)).lines);
    const format = await edited(async (zip) => {
      const formats = `<numFmts count="1"><numFmt numFmtId="200" formatCode="${'['.repeat(1_000_000)}"/></numFmts>`;
      const xml = (await zip.file('xl/styles.xml')!.async('string')).replace(/<numFmts[\s\S]*?<\/numFmts>/, '');
      zip.file('xl/styles.xml', xml.replace(/(<styleSheet[^>]*>)/, `$1${formats}`).replaceAll(/numFmtId="\d+"/g, 'numFmtId="200"'));
    });
    const shared = await edited(async (zip) => {
      const xml = await zip.file('xl/sharedStrings.xml')!.async('string');
      zip.file('xl/sharedStrings.xml', xml.replace('</sst>', `<si><t>${'x'.repeat(200_000)}</t></si></sst>`));
    });
    for (const file of [format, shared]) expect((await problemOf(file)).code).toBe('workbook-unreadable');
  });

  test('a long text in a cell is not said again at its length', async () => {
    const file = await withCell(golden, 'H9', 'x'.repeat(30_000));
    const { details } = await problemOf(file);
    expect(details).toMatchObject([{ place: 'H9', code: 'cell-number', parameters: { value: `${'x'.repeat(40)}…` } }]);
    const reason = await withCell(golden, 'J9', 'x'.repeat(30_000));
    expect(await mistakesOf(reason)).toEqual(['J9 cell-text']);
  });
});

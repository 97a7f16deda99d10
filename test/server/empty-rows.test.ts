// Files that are empty for the most part: passed over as far as a spreadsheet may be so, else refused long before they are read to their end.
import JSZip from 'jszip';
import { expect, test } from 'vitest';
import type { FileRow } from '../../src/lib/server/frame-file/file-row';
import type { FrameFile } from '../../src/lib/server/frame-file/frame-file';
import { readFirstRows, readRows } from '../../src/lib/server/frame-file/read-rows';
import { memoryFile } from '../support/memory-file';
import { problemOf } from '../support/problem-of';

const WORKBOOK = `<?xml version="1.0"?><workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const RELATIONS = `<?xml version="1.0"?><Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`;
const HEADER = '<row r="1"><c r="A1" t="str"><v>Mã hồ sơ</v></c></row>';

/** Of these rows; each piece is added so many times. */
async function workbook(...pieces: readonly (readonly [xml: string, times: number])[]): Promise<FrameFile> {
  const zip = new JSZip();
  zip.file('xl/workbook.xml', WORKBOOK);
  zip.file('xl/_rels/workbook.xml.rels', RELATIONS);
  const rows = pieces.map(([xml, times]) => Buffer.alloc(Buffer.byteLength(xml) * times, xml));
  zip.file(
    'xl/worksheets/sheet1.xml',
    Buffer.concat([Buffer.from('<worksheet><sheetData>'), ...rows, Buffer.from('</sheetData></worksheet>')])
  );
  return memoryFile(await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 1 } }), 'x.xlsx');
}

async function rowsOf(file: FrameFile, batches: { count: number } = { count: 0 }): Promise<readonly FileRow[]> {
  const all: FileRow[] = [];
  for await (const { rows } of readRows(file)) {
    batches.count += 1;
    all.push(...rows);
  }
  return all;
}

test('a list whose sheet goes on in empty rows is read, also what stands below them', async () => {
  const file = await workbook(
    [HEADER, 1],
    ['<row><c s="1"/><c s="1"/></row>', 100_000],
    ['<row r="100002"><c r="A100002"><v>7</v></c></row>', 1]
  );
  const batches = { count: 0 };
  expect(await rowsOf(file, batches)).toEqual([
    { line: 1, cells: ['Mã hồ sơ'] },
    { line: 100_002, cells: [7] }
  ]);
  expect(batches.count).toBeGreaterThan(5);
  expect(await readFirstRows(file, 6)).toHaveLength(2);
});

test.each([
  ['empty rows', '<row/>', 4_000_000],
  ['rows of cells that are only formatted', `<row>${'<c s="1"/>'.repeat(100)}</row>`, 50_000],
  ['rows of blanks', '<row><c t="str"><v> </v></c></row>', 1_100_000],
  ['rows with one number and thousands of empty cells', `<row><c><v>1</v></c>${'<c/>'.repeat(4_000)}</row>`, 1_000]
])('more %s than any list has are refused, and most of the file is not read', async (_, xml, times) => {
  const file = await workbook([HEADER, 1], [xml, times]);
  const refused = { code: 'frame-rows-empty', parameters: { file: 'x.xlsx' } };
  expect(await problemOf(rowsOf(file))).toMatchObject(refused);
});

test('so are those of a CSV', async () => {
  const refused = { code: 'frame-rows-empty', parameters: { file: 'danh-sach.csv' } };
  for (const row of [';\n', '\n', '\r\n'])
    expect(await problemOf(rowsOf(memoryFile(Buffer.from(`Mã;Đơn vị\n${row.repeat(250_000)}`))))).toMatchObject(refused);
  expect(await rowsOf(memoryFile(Buffer.from(`Mã;Đơn vị\n${'\n;\n'.repeat(5_000)}H1;Xã\n`)))).toEqual([
    { line: 1, cells: ['Mã', 'Đơn vị'] },
    { line: 10_002, cells: ['H1', 'Xã'] }
  ]);
});

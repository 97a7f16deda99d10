// A list as it is sent: recognised by its bytes, read as a stream whatever its encoding, delimiter and form; what is none is refused by name.
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../src/lib/core/problem';
import type { FileRow } from '../../src/lib/server/frame-file/file-row';
import type { FrameFile } from '../../src/lib/server/frame-file/frame-file';
import { fileBytes, inParts, PART_BYTES } from '../../src/lib/server/frame-file/frame-file';
import { readFirstRows, readRows } from '../../src/lib/server/frame-file/read-rows';
import { encodeText, memoryFile } from '../support/memory-file';

async function rowsOf(file: FrameFile): Promise<readonly FileRow[]> {
  const all: FileRow[] = [];
  let bytes = 0;
  for await (const batch of readRows(file)) {
    all.push(...batch.rows);
    expect(batch.bytes).toBeGreaterThanOrEqual(bytes);
    bytes = batch.bytes;
  }
  expect(bytes).toBeLessThanOrEqual(file.size);
  return all;
}

async function problemOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (failure) {
    if (failure instanceof Problem) return { code: failure.code, ...failure.parameters };
    throw failure;
  }
  return undefined;
}

const TABLE = 'Mã hồ sơ;Đơn vị\r\n"H1";Xã Chiềng Mai\r\n;;\r\nH2;"Xã ""B"",\r\n tiếp"\r\n';
const READ = [
  { line: 1, cells: ['Mã hồ sơ', 'Đơn vị'] },
  { line: 2, cells: ['H1', 'Xã Chiềng Mai'] },
  { line: 5, cells: ['H2', 'Xã "B",\n tiếp'] }
];

describe('a CSV', () => {
  test.each(['utf-8', 'utf-16le', 'utf-16be'] as const)('in %s', async (encoding) => {
    const file = memoryFile(encodeText(TABLE, encoding));
    expect(file).toMatchObject({ format: 'csv', encoding });
    expect(await rowsOf(file)).toEqual(READ);
  });

  test('with a byte order mark, tabs or commas, one line end or the other, and a quote in the middle of a cell', async () => {
    expect(await rowsOf(memoryFile(Buffer.from('\ufeffa\tb,c\td\n1\t2\t3')))).toEqual([
      { line: 1, cells: ['a', 'b,c', 'd'] },
      { line: 2, cells: ['1', '2', '3'] }
    ]);
    expect(await rowsOf(memoryFile(Buffer.from('a,b\nCông ty "Hoa Ban",2\n')))).toMatchObject([{}, { cells: ['Công ty "Hoa Ban"', '2'] }]);
  });

  test('in the older encoding of Windows', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Ten;Xa\r\nLa'),
      Buffer.from([0xcc]),
      Buffer.from(';Chi'),
      Buffer.from([0xea, 0xcc]),
      Buffer.from('ng\r\n')
    ]);
    const file = memoryFile(bytes);
    expect(file.encoding).toBe('windows-1258');
    expect((await rowsOf(file))[1]!.cells.map((cell) => String(cell).normalize('NFC'))).toEqual(['Là', 'Chiềng']);
  });

  test('over several parts, with letters that two parts share', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `H${i};Xã Chiềng Mai số ${'ề'.repeat(i % 7)}`);
    const file = memoryFile(Buffer.from(`Mã;Đơn vị\n${lines.join('\n')}\n`));
    expect(file.size).toBeGreaterThan(2 * PART_BYTES);
    const rows = await rowsOf(file);
    expect(rows.slice(1).map(({ cells }) => cells.join(';'))).toEqual(lines);
    expect(rows.at(-1)!.line).toBe(60_001);
    expect(await readFirstRows(file, 3)).toEqual(rows.slice(0, 3));
  });

  test('whose last line has no end, and one with nothing in it', async () => {
    expect(await rowsOf(memoryFile(Buffer.from('a;b\n1;2')))).toHaveLength(2);
    expect(await rowsOf(memoryFile(Buffer.from('\n\n')))).toEqual([]);
    expect(await problemOf(() => memoryFile(Buffer.alloc(0)))).toMatchObject({ code: 'frame-file-empty' });
  });

  test('is refused with its line where a quote is not closed, or a byte is no letter', async () => {
    const open = `a;b\n1;2\n"3;4\n${'x;y\n'.repeat(40_000)}`;
    expect(await problemOf(() => rowsOf(memoryFile(Buffer.from(open))))).toMatchObject({ code: 'frame-quotes', line: expect.any(Number) });
    const damaged = Buffer.concat([Buffer.from('Mã;Đơn vị\nH1;Xã\nH2;'), Buffer.from([0xff, 0xfe]), Buffer.from('\n')]);
    expect(await problemOf(() => memoryFile(damaged))).toEqual({ code: 'frame-bytes-invalid', file: 'danh-sach.csv', line: 3 });
    expect(await problemOf(() => memoryFile(Buffer.alloc(3 * PART_BYTES, 'x')))).toMatchObject({ code: 'frame-line-long', line: 1 });
  });
});

test.each([
  [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), 'frame-file-xls'],
  [Buffer.from('<html><table><tr><td>Mã</td></tr></table></html>'), 'frame-file-html'],
  [Buffer.from('\ufeff <?xml version="1.0"?><Workbook/>'), 'frame-file-html'],
  [Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(50)]), 'workbook-unreadable']
])('another kind of file is told by what it is (%#)', async (bytes, code) => {
  expect(await problemOf(() => memoryFile(bytes))).toMatchObject({ code });
});

async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('Danh sách'));
  book.addWorksheet('Khác').addRow(['không đọc']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('a workbook', () => {
  test('its first sheet, days as numbers, gaps as empty cells', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['Mã hồ sơ', 'Ngày trả', 'SĐT', 'Tên']);
      sheet.addRow(['H1', new Date(Date.UTC(2026, 6, 1)), 912345678, { richText: [{ text: 'Lò ' }, { text: 'Thị Hoa' }] }]);
      sheet.getRow(5).getCell(3).value = 'Xã <A> & B';
      sheet.getRow(6).getCell(1).value = { formula: '1+1', result: 2 };
    });
    const file = memoryFile(bytes, 'danh-sach.xlsx');
    expect(file.format).toBe('xlsx');
    expect(await rowsOf(file)).toEqual([
      { line: 1, cells: ['Mã hồ sơ', 'Ngày trả', 'SĐT', 'Tên'] },
      { line: 2, cells: ['H1', 46204, 912345678, 'Lò Thị Hoa'] },
      { line: 5, cells: ['', '', 'Xã <A> & B'] },
      { line: 6, cells: [2] }
    ]);
  });

  test('of many rows, with texts that cells share', async () => {
    const bytes = await workbook((sheet) => {
      for (let i = 0; i < 3000; i++) sheet.addRow([`H${i}`, 'Xã Chiềng Mai', i]);
    });
    const rows = await rowsOf(memoryFile(bytes, 'x.xlsx'));
    expect(rows).toHaveLength(3000);
    expect(rows.at(-1)).toEqual({ line: 3000, cells: ['H2999', 'Xã Chiềng Mai', 2999] });
  });

  test('that is damaged, or no workbook, is refused', async () => {
    const bytes = await workbook((sheet) => {
      for (let i = 0; i < 500; i++) sheet.addRow([`H${i}`, i]);
    });
    const cut = memoryFile(bytes.subarray(0, bytes.length - 400), 'x.xlsx');
    expect(await problemOf(() => rowsOf(cut))).toEqual({ code: 'workbook-unreadable', file: 'x.xlsx' });
    const changed = Buffer.from(bytes);
    changed.fill(0x5a, Math.round(bytes.length * 0.1), Math.round(bytes.length * 0.6));
    expect(await problemOf(() => rowsOf(memoryFile(changed, 'x.xlsx')))).toMatchObject({ code: 'workbook-unreadable' });
  });
});

test.each(['utf-8', 'utf-16le'] as const)('a NUL in a table of %s is told of with its line, wherever it is', async (encoding) => {
  for (const rows of [1, 2_000]) {
    const file = memoryFile(encodeText(`Mã;Đơn vị\n${'H1;Xã A\n'.repeat(rows)}H2;X\0ã\n`, encoding));
    expect(await problemOf(() => rowsOf(file))).toEqual({ code: 'frame-nul', file: 'danh-sach.csv', line: rows + 2 });
  }
});

test('what comes in chunks is kept in parts, and comes out as it came in', async () => {
  const bytes = Buffer.from(Array.from({ length: 3 * PART_BYTES + 5 }, (_, i) => i % 251));
  const chunks = async function* () {
    for (let at = 0; at < bytes.length; at += 77_777) yield bytes.subarray(at, at + 77_777);
  };
  const parts: Buffer[] = [];
  for await (const part of inParts(chunks())) parts.push(part);
  expect(parts.map(({ length }) => length)).toEqual([PART_BYTES, PART_BYTES, PART_BYTES, 5]);
  const file = { ...memoryFile(Buffer.from('a')), size: bytes.length, part: (number: number) => Promise.resolve(parts[number]!) };
  const read: Buffer[] = [];
  for await (const chunk of fileBytes(file, 10, 2 * PART_BYTES + 3)) read.push(chunk);
  expect(Buffer.concat(read).equals(bytes.subarray(10, 2 * PART_BYTES + 3))).toBe(true);
});

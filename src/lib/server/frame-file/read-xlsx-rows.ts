/**
 * The rows of a workbook's first sheet, read as a stream: the sheet's XML goes through a parser that holds one row, and the texts that
 * cells share lie packed in memory. A day is a number (days since 30/12/1899): the field it is read for says what it is.
 */
import type { SaxesTagPlain } from 'saxes';
import { SaxesParser } from 'saxes';
import type { Cell } from '../../core/frame/read-cells';
import { Problem } from '../../core/problem';
import type { FileRow, RowBatch } from './file-row';
import type { FrameFile } from './frame-file';
import type { OpenedZip } from './open-zip';
import { openZip } from './open-zip';
import type { PackedTexts } from './packed-texts';
import { packedTexts } from './packed-texts';
import { rowCollector } from './row-collector';

const MOST_COLUMNS = 200;
/** Days by which workbooks of older Macs count less. */
const SINCE_1904 = 1462;
const SHARED = 'xl/sharedStrings.xml';

/** `mostTexts`: of the texts that cells share, the first ones are enough (a look at the first rows). Throws `workbook-unreadable`, `frame-workbook-large`, `frame-rows-empty`. */
export async function* readXlsxRows(file: FrameFile, mostTexts = Infinity): AsyncGenerator<RowBatch> {
  const zip = await openZip(file);
  const { sheet, is1904 } = await findSheet(zip, file);
  const texts = packedTexts(file.name);
  if (zip.has(SHARED)) await readSharedTexts(zip, file, texts, mostTexts);
  const collected = rowCollector(file);
  const parser = rowParser(texts, is1904, collected.add);
  for await (const chunk of zip.read(sheet)) {
    write(parser, chunk, file);
    if (collected.isDue) yield { rows: collected.take(), bytes: zip.bytes };
  }
  yield { rows: collected.take(), bytes: file.size };
}

async function readSharedTexts(zip: OpenedZip, file: FrameFile, texts: PackedTexts, most: number): Promise<void> {
  let text = '';
  let isText = false;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    if (local(name) === 'si') text = '';
    // Marks of pronunciation (rPh) are no part of the text; Vietnamese has none.
    isText = local(name) === 't';
  });
  parser.on('text', (part) => {
    if (isText) text += part;
  });
  parser.on('closetag', ({ name }) => {
    isText = false;
    if (local(name) === 'si') texts.add(text);
  });
  for await (const chunk of zip.read(SHARED)) {
    write(parser, chunk, file);
    if (texts.count >= most) return;
  }
}

function rowParser(texts: PackedTexts, is1904: boolean, onRow: (row: FileRow, emptyCells: number) => void): SaxesParser {
  const parser = new SaxesParser();
  let line = 0;
  let cells: Cell[] = [];
  let emptyCells = 0;
  let column = 0;
  let type = 'n';
  let value = '';
  let isValue = false;
  parser.on('opentag', (tag) => {
    const name = local(tag.name);
    if (name === 'row') {
      line = Number(attribute(tag, 'r')) || line + 1;
      cells = [];
      emptyCells = 0;
      column = -1;
    } else if (name === 'c') {
      column = columnOf(attribute(tag, 'r')) ?? column + 1;
      type = attribute(tag, 't') ?? 'n';
      value = '';
    } else isValue = name === 'v' || name === 't';
  });
  parser.on('text', (part) => {
    if (isValue) value += part;
  });
  parser.on('closetag', ({ name }) => {
    isValue = false;
    if (local(name) === 'c') {
      if (column >= MOST_COLUMNS || value === '') {
        emptyCells += 1;
        return;
      }
      while (cells.length < column) cells.push('');
      cells[column] = cellOf(type, value, texts, is1904);
    } else if (local(name) === 'row') onRow({ line, cells }, emptyCells);
  });
  return parser;
}

function cellOf(type: string, value: string, texts: PackedTexts, is1904: boolean): Cell {
  if (type === 's') return texts.at(Number(value));
  if (type !== 'n') return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  // Of a workbook that counts from 1904 what could be a day is counted from 1900 as elsewhere.
  return is1904 && number > 30_000 && number < 72_000 ? number + SINCE_1904 : number;
}

/** @example columnOf('AB12') === 27 */
function columnOf(reference: string | undefined): number | undefined {
  const [letters] = /^[A-Z]{1,3}/.exec(reference ?? '') ?? [];
  return letters === undefined ? undefined : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The first sheet, by the workbook's own order. */
async function findSheet(zip: OpenedZip, file: FrameFile): Promise<{ readonly sheet: string; readonly is1904: boolean }> {
  let relation: string | undefined;
  let is1904 = false;
  await readTags(zip, 'xl/workbook.xml', file, (tag) => {
    if (local(tag.name) === 'sheet') relation ??= attribute(tag, 'r:id');
    if (local(tag.name) === 'workbookPr') is1904 = /^(1|true)$/.test(attribute(tag, 'date1904') ?? '');
  });
  let target: string | undefined;
  await readTags(zip, 'xl/_rels/workbook.xml.rels', file, (tag) => {
    if (attribute(tag, 'Id') === relation) target = attribute(tag, 'Target');
  });
  const sheet = target?.startsWith('/') ? target.slice(1) : `xl/${target ?? ''}`;
  if (!zip.has(sheet)) throw new Problem('workbook-unreadable', { file: file.name });
  return { sheet, is1904 };
}

async function readTags(zip: OpenedZip, name: string, file: FrameFile, onTag: (tag: SaxesTagPlain) => void): Promise<void> {
  const parser = new SaxesParser();
  parser.on('opentag', onTag);
  for await (const chunk of zip.read(name)) write(parser, chunk, file);
}

function write(parser: SaxesParser, chunk: string, file: FrameFile): void {
  try {
    parser.write(chunk);
  } catch (failure) {
    throw failure instanceof Problem ? failure : new Problem('workbook-unreadable', { file: file.name });
  }
}

function attribute(tag: SaxesTagPlain, name: string): string | undefined {
  return tag.attributes[name];
}

/** Programs other than Excel put a prefix before every name. */
function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

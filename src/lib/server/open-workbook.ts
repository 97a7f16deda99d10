/**
 * Opens a workbook that somebody sent (XLSX), for its cells alone. Before anything is parsed every entry of the zip is unpacked up
 * to a limit, by what really comes out and not by what the file says of itself; then exceljs is given only the sheets, texts and
 * styles. Drawings, comments and the like would be no use here and are where it fails on files of other programs, and named or
 * merged ranges make it visit every cell of them, a billion if the file says so.
 *
 * What would cost its parser or ours time that grows with the square of its length is refused too.
 *
 * Refused: `body-too-large`, `workbook-unreadable` (no XLSX, protected by a password), `file-unreadable` (unpacks to too much).
 */
import type { Workbook } from 'exceljs';
import JSZip from 'jszip';
import { Problem } from '../core/problem';

const MOST_BYTES = 1024 * 1024;
const MOST_UNPACKED = 10 * 1024 * 1024;
const MOST_ENTRIES = 500;

const NEEDED =
  /^(_rels\/\.rels|xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/sharedStrings\.xml|xl\/styles\.xml|xl\/worksheets\/sheet\d+\.xml)$/;
const WORKBOOK = 'xl/workbook.xml';
const TEXTS = 'xl/sharedStrings.xml';
const STYLES = 'xl/styles.xml';
/** Of one text that cells share, with its marks; a cell holds at most 32,767 characters. */
const LONGEST_TEXT = 100_000;
/** The format itself allows 255 characters. */
const LONG_FORMAT = /formatCode\s*=\s*(?:"[^"]{256}|'[^']{256})/;
/** Of a sheet, all that is not its rows. */
const IGNORED_NODES = [
  ...['sheetPr', 'dimension', 'sheetViews', 'sheetFormatPr', 'cols', 'autoFilter', 'mergeCells', 'rowBreaks', 'hyperlinks', 'pageMargins'],
  ...['dataValidations', 'pageSetup', 'headerFooter', 'printOptions', 'picture', 'drawing', 'sheetProtection', 'tableParts'],
  ...['conditionalFormatting', 'extLst']
];

/** `file` is its name, for the sentences. */
export async function openWorkbook(bytes: Uint8Array, file: string): Promise<Workbook> {
  if (bytes.length > MOST_BYTES) throw new Problem('body-too-large', { max: '1 MB' });
  const entries = await unpack(bytes, file);
  if (!entries.has(WORKBOOK)) throw unreadable(file);
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(await repack(entries), { ignoreNodes: IGNORED_NODES });
  } catch {
    throw unreadable(file);
  }
  return workbook;
}

async function unpack(bytes: Uint8Array, file: string): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await JSZip.loadAsync(bytes).catch(() => {
    throw unreadable(file);
  });
  const entries = Object.values(zip.files).filter((entry) => !entry.dir);
  if (entries.length > MOST_ENTRIES) throw unreadable(file);
  const needed = new Map<string, Buffer>();
  let left = MOST_UNPACKED;
  for (const entry of entries) {
    const content = await inflate(entry, left).catch(() => {
      throw unreadable(file);
    });
    if (!content) throw new Problem('file-unreadable', { file, reason: 'giải nén ra quá 10 MB (unpacks to more than 10 MB)' });
    left -= content.length;
    const name = entry.name.replace(/^\//, '');
    if (NEEDED.test(name)) needed.set(name, content);
  }
  return needed;
}

/** undefined: more than `most` bytes come out. Stops there. */
function inflate(entry: JSZip.JSZipObject, most: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const stream = entry.nodeStream();
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else {
        stream.pause();
        resolve(undefined);
      }
    });
    stream.on('end', () => resolve(Buffer.concat(chunks)));
    stream.on('error', reject);
  });
}

async function repack(entries: ReadonlyMap<string, Buffer>): Promise<ArrayBuffer> {
  const zip = new JSZip();
  checkLengths(entries);
  for (const [name, content] of entries) zip.file(name, name === WORKBOOK ? withoutNames(content.toString()) : content);
  return zip.generateAsync({ type: 'arraybuffer', compression: 'STORE' });
}

function checkLengths(entries: ReadonlyMap<string, Buffer>): void {
  const texts = entries.get(TEXTS)?.toString().split('</si>') ?? [];
  if (texts.some((text) => text.length > LONGEST_TEXT)) throw new Error('a text that no cell can hold');
  if (LONG_FORMAT.test(entries.get(STYLES)?.toString() ?? '')) throw new Error('a number format that is none');
}

function withoutNames(xml: string): string {
  const from = xml.search(/<definedNames[\s>]/);
  const end = '</definedNames>';
  const to = from < 0 ? -1 : xml.indexOf(end, from);
  const rest = to < 0 ? xml : xml.slice(0, from) + xml.slice(to + end.length);
  if (/<definedName[\s>]/.test(rest)) throw new Error('named ranges outside their list');
  return rest;
}

function unreadable(file: string): Problem {
  return new Problem('workbook-unreadable', { file });
}

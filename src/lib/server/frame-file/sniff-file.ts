/**
 * What a file is, by its bytes: a workbook, or a table of text and in which encoding. Fed part by part as the file comes in, so that
 * the encoding holds for the whole file and reading it later cannot fail in the middle.
 */
import { isUtf8 } from 'node:buffer';
import { Problem } from '../../core/problem';
import type { FileEncoding, FileFormat } from './frame-file';

export interface FileSniffer {
  /** Throws `frame-file-xls`, `frame-file-html`, `frame-bytes-invalid`, `frame-line-long`. */
  push(part: Buffer): void;
  /** Throws also `frame-file-empty`. */
  end(): { readonly format: FileFormat; readonly encoding: FileEncoding };
}

const NEWLINE = 0x0a;
/** No row of a list is longer: the file is something else. */
const LONGEST_LINE = 1024 * 1024;

/** `file`: its name, for the sentences. */
export function fileSniffer(file: string): FileSniffer {
  let found: { format: FileFormat; encoding: FileEncoding } | undefined;
  let isText = false;
  let line = 1;
  let hasLetters = false;
  let rest: Buffer = Buffer.alloc(0);

  const check = (bytes: Buffer) => {
    if (!isUtf8(bytes)) {
      for (const text of linesOf(bytes)) {
        if (!isUtf8(text)) break;
        hasLetters ||= text.some((byte) => byte >= 0x80);
        line += 1;
      }
      // Letters of UTF-8 came before: the file is damaged, or two files put together. Else it is in the older encoding of Windows.
      if (hasLetters) throw new Problem('frame-bytes-invalid', { file, line });
      found = { format: 'csv', encoding: 'windows-1258' };
      return;
    }
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) line += 1;
    hasLetters ||= bytes.some((byte) => byte >= 0x80);
  };

  return {
    push(part) {
      if (!isText && !found) {
        found = formatOf(part, file);
        isText = true;
      }
      if (found) return;
      const bytes = Buffer.concat([rest, part]);
      const end = bytes.lastIndexOf(NEWLINE) + 1;
      if (bytes.length - end > LONGEST_LINE) throw new Problem('frame-line-long', { file, line });
      rest = Buffer.from(bytes.subarray(end));
      if (end > 0) check(bytes.subarray(0, end));
    },
    end() {
      if (!isText) throw new Problem('frame-file-empty', { file });
      if (!found && rest.length > 0) check(rest);
      return found ?? { format: 'csv', encoding: 'utf-8' };
    }
  };
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(NEWLINE, at);
    yield bytes.subarray(at, end < 0 ? bytes.length : end + 1);
    at = end < 0 ? bytes.length : end + 1;
  }
}

/** undefined: text without a mark, of which each line is looked at. */
function formatOf(start: Buffer, file: string): { readonly format: FileFormat; readonly encoding: FileEncoding } | undefined {
  const begins = (...bytes: readonly number[]) => bytes.every((byte, i) => start[i] === byte);
  if (begins(0x50, 0x4b, 0x03, 0x04)) return { format: 'xlsx', encoding: 'utf-8' };
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) throw new Problem('frame-file-xls', { file });
  if (begins(0xff, 0xfe)) return { format: 'csv', encoding: 'utf-16le' };
  if (begins(0xfe, 0xff)) return { format: 'csv', encoding: 'utf-16be' };
  if (/^\s*<[!?a-z]/i.test(start.subarray(0, 200).toString('latin1').replace(/^ï»¿/, ''))) throw new Problem('frame-file-html', { file });
  if (isNoText(start.subarray(0, 4096))) throw new Problem('workbook-unreadable', { file });
  return undefined;
}

/** A NUL in the first line, or other bytes of no text beside one. A table in which one has strayed is read, and its line told. */
function isNoText(start: Buffer): boolean {
  if (!start.includes(0)) return false;
  return (
    start.indexOf(0) < (start.indexOf(NEWLINE) + 1 || start.length) ||
    start.some((byte) => (byte > 0 && byte < 9) || (byte > 13 && byte < 32))
  );
}

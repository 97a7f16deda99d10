/** A kept file for tests of its readers: in memory, in parts as it would be stored. */
import type { FileEncoding, FrameFile } from '../../src/lib/server/frame-file/frame-file';
import { PART_BYTES } from '../../src/lib/server/frame-file/frame-file';
import { fileSniffer } from '../../src/lib/server/frame-file/sniff-file';

/** Sniffed as an upload is. */
export function memoryFile(bytes: Buffer, name = 'danh-sach.csv'): FrameFile {
  const part = (number: number) => bytes.subarray(number * PART_BYTES, (number + 1) * PART_BYTES);
  const sniffer = fileSniffer(name);
  for (let number = 0; number * PART_BYTES < bytes.length; number++) sniffer.push(part(number));
  return { name, size: bytes.length, ...sniffer.end(), part: (number) => Promise.resolve(part(number)) };
}

export function encodeText(text: string, encoding: FileEncoding): Buffer {
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf-16be' ? Buffer.from(`\ufeff${text}`, 'utf16le').swap16() : Buffer.from(text);
}

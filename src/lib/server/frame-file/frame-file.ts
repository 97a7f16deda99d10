/** A list as it was sent and is kept until the frame is made: in parts, so that no more than one of them is in memory. */

export const PART_BYTES = 1024 * 1024;
/** Of a whole file. A CSV of a million transactions takes 150 to 250 MB. */
export const MOST_FILE_BYTES = 400 * 1024 * 1024;
export const MOST_FILE_TEXT = '400 MB';

export type FileFormat = 'csv' | 'xlsx';
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1258'] as const;
export type FileEncoding = (typeof ENCODINGS)[number];

export interface FrameFile {
  /** For sentences. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly format: FileFormat;
  /** Of a CSV. */
  readonly encoding: FileEncoding;
  /** Every one but the last has `PART_BYTES`. */
  part(number: number): Promise<Buffer>;
}

/** The bytes from `from` up to `to` (exclusive), a part or less at a time. */
export async function* fileBytes(file: FrameFile, from = 0, to = file.size): AsyncGenerator<Buffer> {
  for (let at = from; at < to;) {
    const number = Math.floor(at / PART_BYTES);
    const start = number * PART_BYTES;
    const part = await file.part(number);
    if (part.length === 0) throw new Error(`part ${number} of the file is missing`);
    yield part.subarray(at - start, Math.min(part.length, to - start));
    at = start + PART_BYTES;
  }
}

/** Chunks of any length, cut anew into parts. */
export async function* inParts(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    length += chunk.length;
    while (length >= PART_BYTES) {
      const all: Buffer = Buffer.concat(waiting);
      yield all.subarray(0, PART_BYTES);
      waiting = [all.subarray(PART_BYTES)];
      length = all.length - PART_BYTES;
    }
  }
  if (length > 0) yield Buffer.concat(waiting);
}

/** The entries of a workbook's zip, read from the kept parts as streams: nothing is unpacked whole. */
import { Readable } from 'node:stream';
import type { Entry, ZipFile } from 'yauzl';
import { fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import { Problem } from '../../core/problem';
import type { FrameFile } from './frame-file';
import { fileBytes } from './frame-file';

const MOST_ENTRIES = 2000;
/** Between two tags of XML: longer than any cell's text. What goes on longer is made to fill the memory. */
const LONGEST_TEXT = 1024 * 1024;
/** Of one entry, unpacked: a full sheet of fifty columns. */
const MOST_UNPACKED = 4 * 1024 ** 3;

export interface OpenedZip {
  has(name: string): boolean;
  /** The text of an entry as it unpacks. Throws `workbook-unreadable`, `frame-workbook-large`. */
  read(name: string): AsyncGenerator<string>;
  /** Of the file, how many bytes the last reads went up to. */
  readonly bytes: number;
}

class PartReader extends RandomAccessReader {
  furthest = 0;

  constructor(readonly file: FrameFile) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const note = (count: number) => (this.furthest = start + count);
    const { file } = this;
    return Readable.from(
      (async function* () {
        let count = 0;
        for await (const chunk of fileBytes(file, start, end)) {
          count += chunk.length;
          note(count);
          yield chunk;
        }
      })(),
      { objectMode: false }
    );
  }
}

/** Throws `workbook-unreadable`. */
export async function openZip(file: FrameFile): Promise<OpenedZip> {
  const reader = new PartReader(file);
  const entries = new Map<string, Entry>();
  const zip = await listEntries(file, reader, entries);
  return {
    has: (name) => entries.has(name),
    get bytes() {
      return Math.min(reader.furthest, file.size);
    },
    async *read(name) {
      const entry = entries.get(name);
      if (!entry) throw unreadable(file);
      const decoder = new TextDecoder();
      let silent = 0;
      let unpacked = 0;
      try {
        for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
          const at = chunk.lastIndexOf('<');
          silent = at < 0 ? silent + chunk.length : chunk.length - at;
          unpacked += chunk.length;
          if (unpacked > MOST_UNPACKED) throw new Problem('frame-workbook-large', { file: file.name });
          if (silent > LONGEST_TEXT) throw unreadable(file);
          yield decoder.decode(chunk, { stream: true });
        }
      } catch (failure) {
        throw isOfZip(failure) ? unreadable(file) : failure;
      }
    }
  };
}

async function listEntries(file: FrameFile, reader: PartReader, entries: Map<string, Entry>): Promise<ZipFile> {
  try {
    const zip = await fromRandomAccessReaderPromise(reader, file.size, { autoClose: false });
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName.replace(/^\//, ''), entry);
      if (entries.size > MOST_ENTRIES) throw unreadable(file);
    }
    return zip;
  } catch (failure) {
    throw isOfZip(failure) ? unreadable(file) : failure;
  }
}

/** What zlib and the zip's reader say of a damaged file; what the database says passes on. */
function isOfZip(failure: unknown): boolean {
  if (failure instanceof Problem) return false;
  const { code, stack = '' } = failure as { readonly code?: string; readonly stack?: string };
  return code?.startsWith('Z_') === true || /node_modules[/\\]yauzl/.test(stack);
}

function unreadable({ name }: FrameFile): Problem {
  return new Problem('workbook-unreadable', { file: name });
}

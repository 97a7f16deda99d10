/**
 * Form pages, rendered and compressed once. Rendering, not storing, is what brings survey servers down, and a page differs
 * between visitors only in its submission id, which stands close to its end. So the compressed front part is kept, and the rest
 * follows it as one uncompressed block of the same gzip stream (RFC 1951 3.2.4; after a full flush the stream is byte-aligned).
 */
import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { CitizenPage } from './citizen-page';

const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);

export interface KeptPage {
  readonly policy: string;
  readonly bytes: number;
  plain(submissionId: string): Uint8Array<ArrayBuffer>;
  gzip(submissionId: string): Uint8Array<ArrayBuffer>;
}

/** `mark` is what stands in the page for the submission id. */
export function keepPage(page: CitizenPage, mark: string): KeptPage {
  const [before, after, ...more] = page.html.split(mark);
  if (before === undefined || after === undefined || more.length > 0) throw new Error('a form page holds its submission id exactly once');
  const front = Buffer.from(before);
  const frontCheck = crc32(front);
  const start = Buffer.concat([GZIP_HEADER, deflateRawSync(front, { level: 9, finishFlush: constants.Z_FULL_FLUSH })]);
  return {
    policy: page.policy,
    bytes: front.length * 2 + start.length,
    plain: (submissionId) => Buffer.from(before + submissionId + after),
    gzip(submissionId) {
      const rest = Buffer.from(submissionId + after);
      const end = Buffer.alloc(8);
      end.writeUInt32LE(crc32(rest, frontCheck), 0);
      end.writeUInt32LE((front.length + rest.length) >>> 0, 4);
      return Buffer.concat([start, lastStoredBlock(rest), end]);
    }
  };
}

function lastStoredBlock(bytes: Buffer): Buffer {
  if (bytes.length > 0xffff) throw new Error('the end of a form page is too long for one stored block');
  const head = Buffer.from([1, 0, 0, 0, 0]);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(bytes.length ^ 0xffff, 3);
  return Buffer.concat([head, bytes]);
}

export interface KeptPages {
  /** The page kept under `key`, or a new one from `make`; the least recently used go when there are too many bytes. */
  get(key: string, make: () => KeptPage): KeptPage;
}

export function createKeptPages(mostBytes: number): KeptPages {
  const pages = new Map<string, KeptPage>();
  let bytes = 0;
  return {
    get(key, make) {
      const known = pages.get(key);
      if (known) {
        pages.delete(key);
        pages.set(key, known);
        return known;
      }
      const made = make();
      pages.set(key, made);
      bytes += made.bytes;
      for (const [oldest, page] of pages) {
        if (bytes <= mostBytes || oldest === key) break;
        pages.delete(oldest);
        bytes -= page.bytes;
      }
      return made;
    }
  };
}

/** Texts in the order they came, in few large buffers: a workbook of a million rows shares some millions of them. */
import { Problem } from '../../core/problem';

const CHUNK_BYTES = 4 * 1024 * 1024;
/** In all, with where each begins and ends: a bomb of empty texts takes as much as one long text. */
const MOST_BYTES = 300 * 1024 * 1024;
const BYTES_OF_PLACE = 16;
/** No cell holds more. */
const LONGEST = 33_000;

export interface PackedTexts {
  /** Throws `frame-workbook-large`. */
  add(text: string): void;
  readonly count: number;
  /** '' where there is none. */
  at(index: number): string;
}

/** `file`: its name, for the sentence. */
export function packedTexts(file: string, mostBytes: number = MOST_BYTES): PackedTexts {
  const chunks: Buffer[] = [];
  let ends = new Float64Array(1 << 16);
  let count = 0;
  let length = 0;
  return {
    add(text) {
      const bytes = Buffer.from(text.slice(0, LONGEST));
      // A text that would cross the border of two chunks begins in the next one.
      if ((length % CHUNK_BYTES) + bytes.length > CHUNK_BYTES || chunks.length === 0) {
        length = chunks.length * CHUNK_BYTES;
        chunks.push(Buffer.allocUnsafe(CHUNK_BYTES));
      }
      if (length + bytes.length + BYTES_OF_PLACE * count > mostBytes) throw new Problem('frame-workbook-large', { file });
      bytes.copy(chunks.at(-1)!, length % CHUNK_BYTES);
      if (2 * count + 1 >= ends.length) {
        const longer = new Float64Array(ends.length * 2);
        longer.set(ends);
        ends = longer;
      }
      ends[2 * count] = length;
      ends[2 * count + 1] = length + bytes.length;
      length += bytes.length;
      count += 1;
    },
    get count() {
      return count;
    },
    at(index) {
      if (!Number.isInteger(index) || index < 0 || index >= count) return '';
      const from = ends[2 * index]!;
      const chunk = Math.floor(from / CHUNK_BYTES);
      return chunks[chunk]!.toString('utf8', from - chunk * CHUNK_BYTES, ends[2 * index + 1]! - chunk * CHUNK_BYTES);
    }
  };
}

/**
 * A font file of the web (WOFF 1.0, W3C 2012) as the OpenType file that it was packed from. PDFKit reads WOFF too, but unpacks it
 * in JavaScript and again for every document: most of a second for each PDF.
 */
import { inflateSync } from 'node:zlib';

const SIGNATURE = 0x774f4646;
const WOFF = { header: 44, entry: 20 };
const OPEN_TYPE = { header: 12, entry: 16 };

/** Throws a RangeError if the bytes are no WOFF 1.0. */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.length < WOFF.header || woff.readUInt32BE(0) !== SIGNATURE) throw new RangeError('not a WOFF 1.0 file');
  const count = woff.readUInt16BE(12);
  const font = Buffer.alloc(woff.readUInt32BE(16));
  const power = Math.floor(Math.log2(count));
  font.writeUInt32BE(woff.readUInt32BE(4), 0);
  font.writeUInt16BE(count, 4);
  font.writeUInt16BE(2 ** power * OPEN_TYPE.entry, 6);
  font.writeUInt16BE(power, 8);
  font.writeUInt16BE((count - 2 ** power) * OPEN_TYPE.entry, 10);
  let end = OPEN_TYPE.header + count * OPEN_TYPE.entry;
  for (let i = 0; i < count; i++) {
    const from = WOFF.header + i * WOFF.entry;
    const to = OPEN_TYPE.header + i * OPEN_TYPE.entry;
    const [offset, packed, length] = [4, 8, 12].map((place) => woff.readUInt32BE(from + place)) as [number, number, number];
    const bytes = woff.subarray(offset, offset + packed);
    woff.copy(font, to, from, from + 4); // its tag
    woff.copy(font, to + 4, from + 16, from + 20); // its checksum
    font.writeUInt32BE(end, to + 8);
    font.writeUInt32BE(length, to + 12);
    (packed < length ? inflateSync(bytes) : bytes).copy(font, end);
    end += Math.ceil(length / 4) * 4;
  }
  return font;
}

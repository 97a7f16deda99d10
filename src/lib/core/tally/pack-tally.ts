/**
 * A tally as bytes, for keeping: its counts in the layout's order, each as a LEB128 number (seven bits a byte, the lowest first).
 * Kept tallies are read by the ten thousand, and as JSON reading them was most of a province's report. Bytes are added up as they
 * are read (`TallyAccumulator.addPacked`). Refused (thrown): weighted tallies, and counts that are no whole numbers.
 *
 * Order: respondents; by figure its respondents and, of a pooled share, its squares; by item those without an answer, then the counts from "does not apply" on.
 */
import type { TallyLayout } from './layout';
import { isPooledShare } from './layout';
import type { Tally } from './tally';

export function packTally(layout: TallyLayout, tally: Tally): Uint8Array {
  if (tally.weight !== tally.respondents || tally.items.some((item) => item.w)) throw new Error('only unweighted tallies are packed');
  const counts = [
    tally.respondents,
    ...layout.figures.flatMap((figure) => [
      tally.answered[figure.code] ?? 0,
      ...(isPooledShare(figure) ? (tally.squares[figure.code] ?? []) : [])
    ]),
    ...tally.items.flatMap((item) => [item.none, ...item.n])
  ];
  const bytes: number[] = [];
  for (let count of counts) {
    if (!Number.isSafeInteger(count) || count < 0) throw new Error(`a count of ${count}`);
    for (; count > 127; count = Math.floor(count / 128)) bytes.push((count % 128) + 128);
    bytes.push(count);
  }
  return Uint8Array.from(bytes);
}

/** Reads one count after the other; past the end there is nothing, and that is an error. */
export class PackedCounts {
  #at = 0;

  constructor(readonly bytes: Uint8Array) {}

  next(): number {
    let byte = this.bytes[this.#at++];
    if (byte === undefined) throw new Error('a packed tally that is too short');
    if (byte < 128) return byte;
    let [count, unit] = [byte - 128, 128];
    do {
      byte = this.bytes[this.#at++];
      if (byte === undefined) throw new Error('a packed tally that is too short');
      count += (byte & 127) * unit;
      unit *= 128;
    } while (byte > 127);
    return count;
  }

  /** Throws unless everything was read: bytes packed with another layout. */
  end(): void {
    if (this.#at !== this.bytes.length) throw new Error('a packed tally of another questionnaire');
  }
}

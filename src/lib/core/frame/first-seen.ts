/**
 * Where each mark was seen first, among up to some millions: open addressing in typed arrays, 24 bytes a mark or less, where a Map of
 * texts takes four times that. Marks are keyed hashes, so their first 64 bits spread evenly and stand for the whole: among a million the
 * chance that any two that differ are taken for one is 3 in 100 million, and what is found is shown to a person before it counts.
 */
const FIRST_SLOTS = 1 << 12;
const FULLEST = 0.6;

export interface FirstSeen {
  /** `high`, `low`: 32 bits each. The number that came with the mark before, or 0: `number` (1 or more) is its first. */
  note(high: number, low: number, number: number): number;
}

export function firstSeen(): FirstSeen {
  let slots = FIRST_SLOTS;
  let highs = new Uint32Array(slots);
  let lows = new Uint32Array(slots);
  let numbers = new Uint32Array(slots);
  let used = 0;

  /** The slot of the mark, or the free one where it belongs. */
  const find = (high: number, low: number): number => {
    let slot = (high ^ low) & (slots - 1);
    while (numbers[slot] !== 0 && (highs[slot] !== high || lows[slot] !== low)) slot = (slot + 1) & (slots - 1);
    return slot;
  };
  const put = (slot: number, high: number, low: number, number: number) => {
    highs[slot] = high;
    lows[slot] = low;
    numbers[slot] = number;
  };
  const grow = () => {
    const [oldHighs, oldLows, oldNumbers] = [highs, lows, numbers];
    slots *= 2;
    highs = new Uint32Array(slots);
    lows = new Uint32Array(slots);
    numbers = new Uint32Array(slots);
    oldNumbers.forEach((number, i) => {
      if (number !== 0) put(find(oldHighs[i]!, oldLows[i]!), oldHighs[i]!, oldLows[i]!, number);
    });
  };

  return {
    note(high, low, number) {
      const slot = find(high >>> 0, low >>> 0);
      if (numbers[slot] !== 0) return numbers[slot]!;
      put(slot, high >>> 0, low >>> 0, number);
      used += 1;
      if (used > slots * FULLEST) grow();
      return 0;
    }
  };
}

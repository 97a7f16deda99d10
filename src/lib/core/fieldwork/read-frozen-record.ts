/** A kept record as it is shown. Records of version 1 had two rates of the eleven, no classes and no paper; their text stays what was hashed. */
import type { FrozenRecord } from './frozen-record';
import type { LedgerLine } from './ledger';
import { sumLedger } from './ledger';
import { NO_RATES } from './response-rates';

interface FirstRecord extends Omit<FrozenRecord, 'version' | 'counts' | 'paper'> {
  readonly version: 1;
  readonly counts: Omit<FrozenRecord['counts'], 'classes' | 'brokenOff' | 'rates' | 'weightedRates'> & {
    readonly rr1: number;
    readonly rr2: number;
  };
}

export function readFrozenRecord(text: string): FrozenRecord {
  const kept = JSON.parse(text) as FrozenRecord | FirstRecord;
  // The first records of version 2 had no weighted rates, and did not say how many break-offs are in the figures.
  if (kept.version === 2) {
    const { counts } = kept;
    return { ...kept, counts: { ...counts, brokenOff: counts.brokenOff ?? null, weightedRates: counts.weightedRates ?? null } };
  }
  const { rr1, rr2, ...counts } = kept.counts;
  const paper: LedgerLine = sumLedger([]);
  const rates = { ...NO_RATES, rr1, rr2 };
  return { ...kept, version: 2, counts: { ...counts, classes: null, brokenOff: null, rates, weightedRates: null }, paper };
}

/**
 * In what order posters are printed so that whoever carries them out need not sort them: by agency as the Vietnamese alphabet has
 * it, then by counter, `Quầy 2` before `Quầy 10`. Agencies of one name stay apart, by their codes.
 */
import { compareNames } from '../vietnamese/compare-names';
import type { Poster } from '../fieldwork/poster';

export type Destination = Pick<Poster, 'agencyName' | 'agencyCode' | 'counterName' | 'code'>;

/** For `toSorted`. Two counters are equal only with the same code. */
export function compareDestinations(a: Destination, b: Destination): number {
  return (
    compareNames(a.agencyName.vi, b.agencyName.vi) ||
    compareCodes(a.agencyCode, b.agencyCode) ||
    compareNames(a.counterName, b.counterName) ||
    compareCodes(a.code, b.code)
  );
}

function compareCodes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

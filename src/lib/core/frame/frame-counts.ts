/** What became of the rows of a list, in figures: what the pages of the frame show, and what is kept with it. */
import type { DuplicateKind } from './decide-duplicates';

export interface FrameCounts {
  /** Filled rows below the header. */
  readonly rows: number;
  readonly units: number;
  readonly refused: number;
  readonly duplicates: Readonly<Record<DuplicateKind, number>>;
  readonly persons: number;
  readonly organisations: number;
  /** Units that can be called by nobody: without a telephone number, or with one that cannot be read. */
  readonly withoutPhone: number;
  /** Units whose receiving counter was named and is not known. */
  readonly unknownCounters: number;
  /** Of the kept units, once the frame is ready. */
  readonly kept?: KeptCounts;
}

export interface KeptCounts {
  readonly units: number;
  /** Sizes added up: of villages their households. */
  readonly size: number;
  /** By the agency's code, its units and sizes. */
  readonly agencies: readonly (readonly [code: string, units: number, size: number])[];
  readonly levels: readonly (readonly [kind: string, units: number, size: number])[];
  readonly fields: readonly (readonly [name: string, units: number, size: number])[];
  readonly areas: readonly (readonly [name: string, units: number, size: number])[];
}

/** As they are kept. What a frame was not counted by is 0. */
export function readCounts(json: string): FrameCounts {
  const none = { rows: 0, units: 0, refused: 0, persons: 0, organisations: 0, withoutPhone: 0, unknownCounters: 0 };
  return { ...none, duplicates: { dossier: 0, person: 0 }, ...(JSON.parse(json) as Partial<FrameCounts>) };
}

/**
 * What becomes of rows that are there twice: decided by a person for each kind, and for single rows otherwise. Nothing is dropped unless
 * somebody said so, and what was decided is kept with the frame.
 */
export const DUPLICATE_KINDS = ['dossier', 'person'] as const;
export type DuplicateKind = (typeof DUPLICATE_KINDS)[number];

/** `first`: of rows that are the same only the first is kept. */
export type DuplicateRule = 'first' | 'all';

export interface FrameDecisions {
  readonly rules: Readonly<Partial<Record<DuplicateKind, DuplicateRule>>>;
  /** By the number of a unit that repeats another, whether it is kept whatever the rule says. */
  readonly singly: Readonly<Record<string, boolean>>;
}

/** As they are kept; `{}`: nothing is decided yet. */
export function readDecisions(json: string): FrameDecisions {
  return { rules: {}, singly: {}, ...(JSON.parse(json) as Partial<FrameDecisions>) };
}

/** More than anybody decides one by one: the rule is for the rest. */
export const MOST_SINGLY = 5_000;

export function isKept(unitNo: number, duplicate: DuplicateKind | '', { rules, singly }: FrameDecisions): boolean {
  if (duplicate === '') return true;
  return singly[unitNo] ?? rules[duplicate] === 'all';
}

/** The kinds that there are rows of and no rule for yet. */
export function undecidedKinds(counts: Readonly<Record<DuplicateKind, number>>, { rules }: FrameDecisions): readonly DuplicateKind[] {
  return DUPLICATE_KINDS.filter((kind) => counts[kind] > 0 && rules[kind] === undefined);
}

/** A part of `npm test`. */
export interface Step {
  readonly name: string;
  /** Steps without whose success this one cannot run; then it counts as failed. */
  readonly needs?: readonly string[];
  /** Writes nothing and uses one core: runs beside its neighbours in the list that do neither, and needs none of them. */
  readonly onlyReads?: true;
  readonly run: () => Promise<Outcome>;
}

/** A step without counts of its own is one passed or one failed. `output` is shown when something failed. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly output: string;
  /** What this system cannot have at all, and what therefore was not tested. */
  readonly leftOut?: string;
}

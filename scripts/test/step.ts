/** A part of `npm test`. */
export interface Step {
  readonly name: string;
  /** Steps without whose success this one cannot run; then it counts as failed. They stand before it in the list. */
  readonly needs?: readonly string[];
  /** Steps that must have ended, well or not, because they write what this one reads or writes. They stand before it in the list. */
  readonly after?: readonly string[];
  /** Uses one core, and runs beside others that do, in whatever order they become free to; every other step runs alone. */
  readonly oneCore?: true;
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

/**
 * How many of those who got a code on their slip have answered (docs/methods.md, "What is withheld"): beside a continuous survey's figure, whose
 * respondents are not a sample. Whoever hands out few slips could tell who answered, so a counter's month with fewer than `FEWEST_SLIPS` is
 * left out of what is said of answers, at every place above it too: no difference of two pages gives it away.
 */

/** Whoever hands out fewer slips could tell whose answer came in. */
export const FEWEST_SLIPS = 20;

/** Of a counter in a month: dossiers that the one-stop software registered, and those of them whose code was answered by. */
interface SlipCounts {
  readonly registered: number;
  readonly answered: number;
}

export interface SlipCoverage {
  readonly registered: number;
  /** Those of them in counters' months with enough; `answered` is of these. */
  readonly counted: number;
  /** null: it may not be shown. */
  readonly answered: number | null;
}

/** Undefined: none was registered. @example slipCoverage([{ registered: 30, answered: 6 }, { registered: 2, answered: 2 }]) // 6 of 30; 32 registered */
export function slipCoverage(months: readonly SlipCounts[]): SlipCoverage | undefined {
  const sum = (of: readonly SlipCounts[], what: keyof SlipCounts) => of.reduce((total, month) => total + month[what], 0);
  const enough = months.filter(({ registered }) => registered >= FEWEST_SLIPS);
  const registered = sum(months, 'registered');
  if (registered === 0) return undefined;
  return { registered, counted: sum(enough, 'registered'), answered: enough.length === 0 ? null : sum(enough, 'answered') };
}

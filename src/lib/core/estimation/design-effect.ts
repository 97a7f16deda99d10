/**
 * The design effect: the variance over that of a simple random sample of as many respondents (Kish 1965; R: deff = TRUE and deff =
 * "replace"; docs/methods.md, "Design effect"),
 *
 *   v_srs = S²/n · (1 − n/N)  (`wor`)   or   S²/n  (`replace`)          S² = n/(n − 1) · Σ w e²/Σ w,  N = Σ w of the domain
 *
 * with e the residuals of the statistic (statistic.ts) and n respondents of the domain, never answers. Refused (null, with the reason):
 * one respondent, residuals that are all 0, and without replacement a population that is no larger than the sample.
 */
export const DESIGN_EFFECTS = ['wor', 'replace'] as const;

export type DesignEffectKind = (typeof DESIGN_EFFECTS)[number];

export type DesignEffect =
  { readonly value: number } | { readonly value: null; readonly reason: 'one-respondent' | 'no-spread' | 'population-not-larger' };

/** Rows outside the domain have members 0. */
export function designEffect(
  variance: number,
  residual: ArrayLike<number>,
  weights: ArrayLike<number>,
  members: ArrayLike<number>,
  kind: DesignEffectKind
): DesignEffect {
  let [n, size, squares] = [0, 0, 0];
  for (let row = 0; row < members.length; row++) {
    if (!members[row]) continue;
    n++;
    size += weights[row]!;
    squares += weights[row]! * residual[row]! ** 2;
  }
  if (n < 2) return { value: null, reason: 'one-respondent' };
  if (kind === 'wor' && size <= n * (1 + 1e-12)) return { value: null, reason: 'population-not-larger' };
  if (squares <= 0) return { value: null, reason: 'no-spread' };
  const simple = squares / size / (n - 1);
  return { value: variance / (kind === 'wor' ? simple * (1 - n / size) : simple) };
}

/** Respondents of a simple random sample that would say as much: n / design effect (with replacement). */
export function effectiveSize(n: number, effect: number): number {
  return n / effect;
}

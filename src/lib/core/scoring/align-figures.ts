/**
 * Figures of domains of one sample over the same PSUs, so that their covariance can be taken: the domains may share PSUs
 * (docs/methods.md, "Difference of two figures").
 */
import type { LinearisedFigure } from './linearise-figure';

export interface AlignedFigures {
  /** Every PSU with a member of any of the domains. */
  readonly units: readonly string[];
  /** One per figure, by PSU in the order of `units`; 0 where the domain has no member. */
  readonly rows: readonly { readonly u: Float64Array; readonly members: Float64Array }[];
}

export function alignFigures(figures: readonly Pick<LinearisedFigure, 'units' | 'u' | 'members'>[]): AlignedFigures {
  const indexOf = new Map<string, number>();
  for (const { units } of figures) for (const unit of units) if (!indexOf.has(unit)) indexOf.set(unit, indexOf.size);
  return {
    units: [...indexOf.keys()],
    rows: figures.map((figure) => {
      const [u, members] = [new Float64Array(indexOf.size), new Float64Array(indexOf.size)];
      figure.units.forEach((unit, i) => {
        u[indexOf.get(unit)!] = figure.u[i]!;
        members[indexOf.get(unit)!] = figure.members[i]!;
      });
      return { u, members };
    })
  };
}

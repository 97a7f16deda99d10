/** A figure as a report carries it: the estimate where it may be shown, else the reason and no value. */
import type { Estimate, Refusal } from '../estimation/estimate';
import { isRefusal } from '../estimation/estimate';
import type { LocalizedText } from '../questionnaire/questionnaire';
import type { CellMark } from './disclosure-pattern';
import type { Figure } from './report';

/** `estimate` is asked for only where the figure is shown. */
export function toFigure(code: string, name: LocalizedText, mark: CellMark, estimate: () => Estimate | Refusal): Figure {
  const withheld = { code, name, estimate: null, missing: [] };
  switch (mark.disclosure) {
    case 'none':
      return { ...withheld, disclosure: 'none', n: 0 };
    case 'few':
      return { ...withheld, disclosure: 'few', n: mark.respondents };
    case 'complement':
    case 'near':
      return { ...withheld, disclosure: mark.disclosure, n: null };
    case 'shown': {
      const outcome = estimate();
      if (!isRefusal(outcome)) return { ...withheld, disclosure: 'shown', n: outcome.n, estimate: outcome };
      if (outcome.refused === 'empty') return { ...withheld, disclosure: 'none', n: 0 };
      return { ...withheld, disclosure: 'refused', n: mark.respondents, missing: outcome.missing };
    }
  }
}

/** Whether a sampled unit's form is taken now, whoever fills it in. Days are inclusive. */
import type { Day } from '../calendar/day';
import type { SurveyState } from './survey-life';

export interface AskedUnit {
  readonly role: 'main' | 'reserve';
  readonly releasedAt: string | null;
  readonly replacedAt: string | null;
  readonly drawVoidedAt: string | null;
  readonly surveyState: SurveyState;
  readonly opensOn: Day;
  readonly closesOn: Day | null;
  readonly closedOn: Day | null;
}

export type UnitStanding =
  | { readonly state: 'open' }
  /** Given up for another, a reserve that nobody asked for, or of a draw that was made anew. */
  | { readonly state: 'withdrawn' }
  | { readonly state: 'not-open'; readonly opens: Day }
  | { readonly state: 'closed'; readonly closed: Day };

export function unitStanding(unit: AskedUnit, today: Day): UnitStanding {
  const isReserve = unit.role === 'reserve' && unit.releasedAt === null;
  if (unit.replacedAt !== null || unit.drawVoidedAt !== null || isReserve) return { state: 'withdrawn' };
  const { surveyState: state, opensOn, closesOn } = unit;
  if (state === 'draft' || (state === 'open' && opensOn > today)) return { state: 'not-open', opens: opensOn };
  if (state === 'open' && (closesOn === null || closesOn >= today)) return { state: 'open' };
  return { state: 'closed', closed: unit.closedOn ?? closesOn ?? today };
}

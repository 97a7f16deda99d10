/** The steps of a sampled round in their order, and how far each is: what the desk's overview shows. */
import type { SurveyState } from './survey-life';

export const DESK_STEPS = ['frame', 'design', 'draw', 'forms', 'field', 'recheck', 'weights', 'close'] as const;
export type DeskStep = (typeof DESK_STEPS)[number];

export interface DeskFacts {
  readonly state: SurveyState;
  /** Of the list that stands; null: there is none. */
  readonly frame: 'reading' | 'deciding' | 'ready' | null;
  readonly frameUnits: number;
  readonly designs: number;
  /** Units of the draw that stands: main ones and released reserves. */
  readonly drawn: number;
  readonly printed: number;
  readonly answered: number;
  readonly reinterviews: number;
  readonly reinterviewsWaiting: number;
  readonly weightingRuns: number;
  readonly isFrozen: boolean;
}

/** `now`: its turn; `running`: it goes on beside others; `later`: something has to come first. */
export type StepProgress = 'done' | 'now' | 'running' | 'later';

export function stepProgress(facts: DeskFacts): Readonly<Record<DeskStep, StepProgress>> {
  const { state, frame } = facts;
  const isDrawn = facts.drawn > 0;
  const isOver = state === 'closed' || state === 'published';
  const inTurn = (isDone: boolean, hasBegun: boolean): StepProgress => (isDone ? 'done' : hasBegun ? 'now' : 'later');
  const inField = (hasBegun: boolean): StepProgress => (isOver && hasBegun ? 'done' : state === 'open' ? 'running' : 'later');
  return {
    frame: inTurn(frame === 'ready', state === 'draft'),
    design: inTurn(isDrawn, frame === 'ready'),
    draw: inTurn(isDrawn, facts.designs > 0),
    forms: isOver && isDrawn ? 'done' : isDrawn ? 'running' : 'later',
    field: inField(isDrawn),
    recheck:
      isOver && facts.reinterviews > 0 && facts.reinterviewsWaiting === 0 ? 'done' : isDrawn && state !== 'draft' ? 'running' : 'later',
    weights: inTurn(facts.isFrozen, isOver && isDrawn),
    close: inTurn(facts.isFrozen, facts.weightingRuns > 0 && isOver)
  };
}

/**
 * Which survey a counter's code leads to on a day. A counter has one continuous survey open at a time; where none is open, the
 * citizen is told what there was or will be.
 */
import type { Day } from '../calendar/day';

/** A survey at a counter, as far as the choice needs it. Days are inclusive; null: without end. */
export interface CounterSurvey {
  readonly state: 'draft' | 'open' | 'closed' | 'published';
  readonly mode: 'continuous' | 'sampled';
  readonly opensOn: Day;
  readonly closesOn: Day | null;
  readonly fromDay: Day;
  readonly toDay: Day | null;
}

export type SurveyChoice<S extends CounterSurvey> =
  | { readonly state: 'open'; readonly survey: S }
  | { readonly state: 'not-open'; readonly survey: S; readonly opens: Day }
  | { readonly state: 'closed'; readonly survey: S; readonly closed: Day }
  | { readonly state: 'none' };

export function chooseSurvey<S extends CounterSurvey>(surveys: readonly S[], today: Day): SurveyChoice<S> {
  const candidates = surveys.filter((survey) => survey.mode === 'continuous' && survey.state !== 'draft');
  const open = candidates.find((survey) => survey.state === 'open' && start(survey) <= today && today <= (end(survey) ?? today));
  if (open) return { state: 'open', survey: open };
  const coming = candidates.filter((survey) => survey.state === 'open' && start(survey) > today).toSorted(byStart)[0];
  if (coming) return { state: 'not-open', survey: coming, opens: start(coming) };
  const past = candidates.toSorted(byStart).at(-1);
  return past ? { state: 'closed', survey: past, closed: end(past) ?? today } : { state: 'none' };
}

const start = (survey: CounterSurvey): Day => (survey.opensOn > survey.fromDay ? survey.opensOn : survey.fromDay);

function end(survey: CounterSurvey): Day | null {
  const ends = [survey.closesOn, survey.toDay].filter((day) => day !== null);
  return ends.length > 0 ? ends.toSorted()[0]! : null;
}

const byStart = (a: CounterSurvey, b: CounterSurvey): number => start(a).localeCompare(start(b));

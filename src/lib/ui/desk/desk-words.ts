/** Words and addresses of the coordinator's desk. */
import type { DeskFacts, DeskStep, StepProgress } from '../../core/fieldwork/desk-steps';
import type { DisplayLanguage } from '../../i18n/format';
import { formatCount } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';
import { surveyPath } from '../survey/survey-words';

export function deskPath(surveyCode: string, step?: DeskStep): string {
  return `${surveyPath(surveyCode)}/desk${step ? `/${step}` : ''}`;
}

/** What the round keeps of people; no step, since it is there from the first to the last. */
export function personsPath(surveyCode: string): string {
  return `${deskPath(surveyCode)}/persons`;
}

const NAMES: Readonly<Record<DeskStep, () => string>> = {
  frame: m.desk_step_frame,
  design: m.desk_step_design,
  draw: m.desk_step_draw,
  forms: m.desk_step_forms,
  field: m.desk_step_field,
  recheck: m.desk_step_recheck,
  weights: m.desk_step_weights,
  close: m.desk_step_close
};

export const stepName = (step: DeskStep): string => NAMES[step]();

const LEADS: Readonly<Record<DeskStep, () => string>> = {
  frame: m.desk_step_frame_lead,
  design: m.desk_step_design_lead,
  draw: m.desk_step_draw_lead,
  forms: m.desk_step_forms_lead,
  field: m.desk_step_field_lead,
  recheck: m.desk_step_recheck_lead,
  weights: m.desk_step_weights_lead,
  close: m.desk_step_close_lead
};

export const stepLead = (step: DeskStep): string => LEADS[step]();

const PROGRESS: Readonly<Record<StepProgress, () => string>> = {
  done: m.desk_progress_done,
  now: m.desk_progress_now,
  running: m.desk_progress_running,
  later: m.desk_progress_later
};

export const progressName = (progress: StepProgress): string => PROGRESS[progress]();

/** What a step has come to, in figures; '': nothing yet. */
export function stepFact(step: DeskStep, facts: DeskFacts, language: DisplayLanguage): string {
  const n = (count: number) => formatCount(count, language);
  const drawn = n(facts.drawn);
  switch (step) {
    case 'frame':
      if (facts.frame === 'reading') return m.desk_fact_reading();
      if (facts.frame === 'deciding') return m.desk_fact_deciding();
      return facts.frame ? m.desk_fact_frame({ count: n(facts.frameUnits) }) : '';
    case 'design':
      return facts.designs > 0 ? m.desk_fact_designs({ count: n(facts.designs) }) : '';
    case 'draw':
      return facts.drawn > 0 ? m.desk_fact_drawn({ count: drawn }) : '';
    case 'forms':
      return facts.drawn > 0 ? m.desk_fact_printed({ printed: n(facts.printed), drawn }) : '';
    case 'field':
      return facts.drawn > 0 ? m.desk_fact_answered({ answered: n(facts.answered), drawn }) : '';
    case 'recheck':
      return facts.reinterviews > 0
        ? m.desk_fact_recheck({ done: n(facts.reinterviews - facts.reinterviewsWaiting), all: n(facts.reinterviews) })
        : '';
    case 'weights':
      return facts.weightingRuns > 0 ? m.desk_fact_runs({ count: n(facts.weightingRuns) }) : '';
    case 'close':
      return facts.isFrozen ? m.desk_fact_frozen() : '';
  }
}

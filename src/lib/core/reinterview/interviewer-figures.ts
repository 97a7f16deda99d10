/**
 * What the re-interviews say of an interviewer's forms, and of all forms together (docs/methods.md, "Re-interview"). Rates of one
 * interviewer are shares of the random parts alone; those over all are weighted by forms ÷ re-interviews, so that an interviewer of whom
 * more was drawn does not count for more than the forms brought in.
 */
import type { Agreement, RatingPair } from '../estimation/agreement';
import { measureAgreements } from '../estimation/agreement';
import type { DiscrepancyCause } from './discrepancy';

/** One drawn form: still to be asked, given up, or asked again. */
export interface RecheckedForm {
  readonly state: 'waiting' | 'unreached' | 'done';
  /** The rest is of forms that are done. */
  readonly causes: readonly DiscrepancyCause[];
  readonly agencyPresent: boolean;
  readonly pairs: readonly RatingPair[];
  /** The item of each pair: its place among `levels`. */
  readonly compared: readonly number[];
}

export interface InterviewerFigures {
  readonly drawn: number;
  readonly waiting: number;
  readonly reached: number;
  readonly discrepant: number;
  readonly agencyPresent: number;
  /** Reached of those tried; null: nobody was tried. Share 0–1. */
  readonly contactRate: number | null;
  /** Not discrepant of those reached; null: nobody was reached. Share 0–1. */
  readonly confirmationRate: number | null;
  /** Of the items asked again; null: none was compared. */
  readonly agreement: Agreement | null;
}

/** `levels`: of the scale of each item that can be asked again. */
export function interviewerFigures(forms: readonly RecheckedForm[], levels: readonly number[]): InterviewerFigures {
  const done = forms.filter(({ state }) => state === 'done');
  const waiting = forms.filter(({ state }) => state === 'waiting').length;
  const discrepant = done.filter(({ causes }) => causes.length > 0).length;
  const byScale = new Map<number, RatingPair[]>();
  for (const { pairs, compared } of done)
    pairs.forEach((pair, i) => byScale.set(levels[compared[i]!]!, [...(byScale.get(levels[compared[i]!]!) ?? []), pair]));
  return {
    drawn: forms.length,
    waiting,
    reached: done.length,
    discrepant,
    agencyPresent: done.filter((form) => form.agencyPresent).length,
    contactRate: share(done.length, forms.length - waiting),
    confirmationRate: share(done.length - discrepant, done.length),
    agreement: measureAgreements(byScale)
  };
}

export interface RoundFigures {
  readonly contactRate: number | null;
  readonly confirmationRate: number | null;
  readonly agencyPresentRate: number | null;
}

/** Over all interviewers, each weighing as many forms as they brought in: forms ÷ tried, forms ÷ reached. */
export function roundFigures(interviewers: readonly (InterviewerFigures & { readonly forms: number })[]): RoundFigures {
  const weighted = (of: (one: InterviewerFigures) => number, among: (one: InterviewerFigures) => number) => {
    const asked = interviewers.filter((one) => among(one) > 0);
    const sum = asked.reduce((total, one) => total + (one.forms * of(one)) / among(one), 0);
    return share(sum, asked.reduce((total, { forms }) => total + forms, 0)); // prettier-ignore
  };
  return {
    contactRate: weighted(({ reached }) => reached, ({ drawn, waiting }) => drawn - waiting), // prettier-ignore
    confirmationRate: weighted(({ reached, discrepant }) => reached - discrepant, ({ reached }) => reached), // prettier-ignore
    agencyPresentRate: weighted(({ agencyPresent }) => agencyPresent, ({ reached }) => reached) // prettier-ignore
  };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** How the re-interviewers of a round deal with what they are given, with their names. */
import type { PairFigures, ReinterviewerFigures } from '../../core/reinterview/reinterviewer-figures';
import { handlingFigures } from '../../core/reinterview/reinterviewer-figures';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { ReadReinterview } from './read-rechecks';

export interface ListedHandling {
  /** By name. */
  readonly people: readonly (ReinterviewerFigures & { readonly name: string })[];
  /** Every re-interviewer with every interviewer; the most given up first. */
  readonly pairs: readonly (PairFigures & { readonly reinterviewer: string; readonly interviewer: string })[];
}

export function listHandling(forms: readonly ReadReinterview[], names: ReadonlyMap<string, string>): ListedHandling {
  const { reinterviewers, pairs } = handlingFigures(
    forms.map(({ interviewer_id: interviewerId, reinterviewer_id: reinterviewerId, state, outcome, giveUps }) => ({
      ...{ interviewerId, reinterviewerId, state, isDiscrepant: outcome === 'discrepant', giveUps }
    }))
  );
  const nameOf = (id: string) => names.get(id) ?? '';
  return {
    people: reinterviewers.map((one) => ({ ...one, name: nameOf(one.id) })).toSorted((a, b) => compareNames(a.name, b.name)),
    pairs: pairs
      .map((pair) => ({ ...pair, reinterviewer: nameOf(pair.reinterviewerId), interviewer: nameOf(pair.interviewerId) }))
      .toSorted(
        (a, b) => b.givenUp - a.givenUp || compareNames(a.reinterviewer, b.reinterviewer) || compareNames(a.interviewer, b.interviewer)
      )
  };
}

/** Everybody whose name the forms need. */
export const peopleOf = (forms: readonly ReadReinterview[]): readonly string[] => [
  ...new Set(forms.flatMap(({ reinterviewer_id: id, giveUps }) => [...(id === null ? [] : [id]), ...giveUps.map(({ userId }) => userId)]))
];

/** The rows of a ranking in the order that the address asks for. Cards without the figure come last; ties by name. */
import { textIn } from '../../core/questionnaire/questionnaire';
import type { ListedScorecard } from '../../core/scoring/scorecard-view';
import type { DisplayLanguage } from '../../i18n/format';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { Sorting } from '../list/sorting';
import { compareBy, readSorting } from '../list/sorting';

export const SORT_FIELD = 'sort';
const KEYS = ['rank', 'name', 'appraised', 'leaders', 'citizens', 'points', 'lost', 'change'];

export function cardSorting(search: string): Sorting {
  return readSorting(new URLSearchParams(search).get(SORT_FIELD), KEYS, { key: 'rank', descending: false });
}

export function sortCards(cards: readonly ListedScorecard[], sorting: Sorting, language: DisplayLanguage): readonly ListedScorecard[] {
  const byName = (a: ListedScorecard, b: ListedScorecard) => compareNames(textIn(a.agency.name, language), textIn(b.agency.name, language));
  if (sorting.key === 'name') return cards.toSorted((a, b) => (sorting.descending ? byName(b, a) : byName(a, b)));
  const compare = compareBy<ListedScorecard>(sorting, {
    rank: ({ rank }) => rank,
    appraised: ({ groups }) => groups.appraised,
    leaders: ({ groups }) => groups.leaders,
    citizens: ({ groups }) => groups.citizens,
    points: ({ points }) => points,
    lost: ({ lost }) => lost,
    change: ({ change }) => (change.kind === 'change' ? change.points : null)
  });
  return cards.toSorted((a, b) => compare(a, b) || byName(a, b));
}

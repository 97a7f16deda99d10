/** Rows of places (agencies below or beside, counters) and their order: shown ones first, thin ones next, withheld ones last. */
import type { EstimateNote, Interval } from '../../core/estimation/estimate';
import { textIn } from '../../core/questionnaire/questionnaire';
import type { Comparison, PlaceFigure, Report } from '../../core/report/report';
import type { DisplayLanguage } from '../../i18n/format';
import { compareNames } from '../../core/vietnamese/compare-names';
import { formatCount } from '../../i18n/format';
import { m } from '../../paraglide/messages.js';
import { withheldText } from './figure-text';
import { UNIT_WORDS } from './unit-words';
import type { Sorting } from '../list/sorting';
import { compareBy } from '../list/sorting';

export interface PlaceRow {
  readonly key: string;
  readonly name: string;
  readonly href: string | null;
  readonly poster: string | null;
  readonly own: boolean;
  /** Share 0–1; null where withheld. */
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly n: number | null;
  readonly notes: readonly EstimateNote[];
  /** Why there is no figure, or why it is only a soft one. */
  readonly remark: string | null;
}

type Measured = Pick<Report, 'unit' | 'survey'>;
type Links = (code: string) => { readonly href: string | null; readonly poster: string | null };

export function rowsOfPlaces(
  places: readonly PlaceFigure[],
  report: Measured,
  language: DisplayLanguage,
  links: Links
): readonly PlaceRow[] {
  return places.map((place) => ({
    key: place.code,
    name: textIn(place.name, language),
    ...links(place.code),
    own: false,
    value: place.estimate?.value ?? null,
    interval: place.estimate?.interval ?? null,
    n: place.n,
    notes: place.estimate?.notes ?? [],
    remark: withheldText(place, report.survey.method, language) ?? (place.thin ? thinText(place.n, report, language) : null)
  }));
}

export function rowsOfSisters(
  comparison: Comparison,
  report: Measured,
  language: DisplayLanguage,
  href: (code: string) => string
): readonly PlaceRow[] {
  return comparison.units.map((unit, i) => ({
    key: unit.code ?? String(i),
    name: unit.name ? textIn(unit.name, language) : '',
    href: unit.code === null || unit.own ? null : href(unit.code),
    poster: null,
    own: unit.own,
    value: unit.value,
    interval: unit.interval,
    n: unit.n,
    notes: [],
    remark: unit.thin ? thinText(unit.n, report, language) : null
  }));
}

export function sortRows(rows: readonly PlaceRow[], sorting: Sorting): readonly PlaceRow[] {
  const byName = (a: PlaceRow, b: PlaceRow) => compareNames(a.name, b.name);
  if (sorting.key === 'name') return rows.toSorted((a, b) => (sorting.descending ? byName(b, a) : byName(a, b)));
  const group = (row: PlaceRow) => (row.value === null ? 2 : row.remark === null ? 0 : 1);
  const compare = compareBy<PlaceRow>(sorting, { value: (row) => row.value, n: (row) => row.n });
  return rows.toSorted((a, b) => group(a) - group(b) || (group(a) === 0 ? compare(a, b) : 0) || byName(a, b));
}

function thinText(n: number | null, { unit, survey }: Measured, language: DisplayLanguage): string {
  const { minimumForRanking: min } = survey.method;
  if (n === null || n >= min) return UNIT_WORDS[unit].thin({}, { locale: language });
  return m.report_not_enough({ n: formatCount(n, language), min: formatCount(min, language) }, { locale: language });
}

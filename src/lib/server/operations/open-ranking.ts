/** A ranking as somebody asks for it by its address: `kind`, `index`, `against` and `period` of the query, each with a default. */
import type { Agency } from '../../core/agency/agency';
import { isWithinSpan } from '../../core/calendar/period';
import type { Period } from '../../core/calendar/period';
import { Problem } from '../../core/problem';
import { textIn } from '../../core/questionnaire/questionnaire';
import { assembleRanking } from '../../core/report/assemble-ranking';
import { chooseIndex, indexChoices } from '../../core/report/index-choice';
import type { Ranking } from '../../core/report/ranking';
import type { Report } from '../../core/report/report';
import type { ReportPlaces } from '../../core/report/report-places';
import { agenciesBelowOn } from '../../core/report/report-places';
import { wordingsIn } from '../../core/report/wording';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { Db } from '../schema';
import type { AgencyAbove, Reader, ResultsAddress } from './enter-results';
import { enterResults } from './enter-results';
import { describeSurvey, findReportLine } from './find-report-survey';
import { readPlaceAnswers } from './read-place-answers';
import { readFormed } from './read-lineage';
import { countFormsNotCounted, readPlacesNotCounted } from './read-not-counted';
import type { ReportSetting } from './report-setting';
import { comparablePeriod, findReportSetting } from './report-setting';

/** What every page of results says at its top. */
export type ResultsHead = Pick<Report, 'agency' | 'survey' | 'period' | 'running'>;

export interface OpenedRanking {
  readonly head: ResultsHead;
  /** null: no agency below has a counter of the survey. */
  readonly ranking: Ranking | null;
  readonly periods: readonly Period[];
  readonly above: readonly AgencyAbove[];
}

/** Throws what `enterResults` throws, series-mixed, period-invalid, index-unknown. */
export async function openRanking(
  db: Db,
  reader: Reader,
  address: ResultsAddress,
  query: URLSearchParams,
  now: Date
): Promise<OpenedRanking> {
  const { agency, above } = await enterResults(db, reader, address, now);
  const line = await findReportLine(db, address.survey);
  const setting = await findReportSetting(db, line, { period: query.get('period') ?? undefined }, now);
  const { found, asked, places, choices, namesOn } = setting;
  if (asked.kind === 'range' || asked.kind === 'week') throw new Problem('period-invalid', { period: asked.code });

  const place = places.indexOf(agency.id);
  const below = place === undefined ? [] : agenciesBelowOn(places, place, namesOn);
  const kinds = countKinds(places, below);
  const kind = kinds.find((one) => one.kind === query.get('kind'))?.kind ?? kinds[0]?.kind;
  const survey = describeSurvey(found, wordingsIn(setting.used, asked, found.questionnaire.number));
  const head = headOf(agency, survey, setting);
  if (place === undefined || kind === undefined) return { head, ranking: null, periods: choices, above };

  const { layout, codes, method, questionnaire } = found;
  const indices = indexChoices(questionnaire.content, method.content, layout);
  const wanted = query.get('index');
  const choice = wanted === null ? indices[0] : indices.find(({ key }) => key === wanted);
  if (!choice) throw new Problem('index-unknown', { index: (wanted ?? '').slice(0, 60) });
  const chosen = chooseIndex(choice, layout, codes);
  const ranked = below.filter((one) => places.places[one]!.agency!.kind === kind);
  const previous = comparablePeriod(setting);
  const surveyed = withCounters(places);
  const wantedPlaces = [...new Set([...ranked, ...surveyed, place])];
  const answers = await readPlaceAnswers(db, setting, wantedPlaces, [asked, ...(previous ? [previous] : [])], chosen.index, now);
  const against = query.get('against');
  const notCounted = await readPlacesNotCounted(db, setting, ranked, asked);
  const ranking = assembleRanking({
    ...setting,
    survey,
    method: method.content,
    agency,
    place,
    kind,
    kinds,
    ranked,
    surveyed,
    chosen,
    indices,
    against: against === 'whole' || against === 'target' ? against : undefined,
    period: asked,
    previous,
    answers,
    formed: await readFormed(db, places, ranked, setting.today),
    notCounted,
    forms: notCounted && (await countFormsNotCounted(db, setting, place, asked)),
    compareNames: (a, b) => compareNames(textIn(a.name, reader.language), textIn(b.name, reader.language))
  });
  return { head, ranking, periods: choices, above };
}

export function headOf(
  agency: Pick<Agency, 'code' | 'name' | 'kind'>,
  survey: Report['survey'],
  { asked, span, today }: ReportSetting
): ResultsHead {
  const { code, name, kind } = agency;
  return { agency: { code, name, kind }, survey, period: asked, running: isWithinSpan(today, asked) && isWithinSpan(today, span) };
}

/** The agencies whose own counters the survey has. */
function withCounters({ places, axis }: ReportPlaces): readonly number[] {
  return [...places.keys()].filter((place) => places[place]!.agency && axis.children[place]!.some((child) => !places[child]!.agency));
}

/** The kind with the most agencies first. */
export function countKinds({ places }: ReportPlaces, agencies: readonly number[]): Ranking['kinds'] {
  const counts = new Map<string, number>();
  for (const agency of agencies) {
    const { kind } = places[agency]!.agency!;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts]
    .map(([kind, count]) => ({ kind, agencies: count }))
    .sort((a, b) => b.agencies - a.agencies || (a.kind < b.kind ? -1 : 1));
}

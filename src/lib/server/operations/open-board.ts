/** A PAPI-style board as somebody asks for it by its address; `period` of the query has a default. */
import type { Period } from '../../core/calendar/period';
import { Problem } from '../../core/problem';
import { itemsOf } from '../../core/questionnaire/questionnaire';
import { assembleBoard } from '../../core/report/assemble-board';
import type { Board } from '../../core/report/board';
import type { Day } from '../../core/calendar/day';
import type { ReportPlaces } from '../../core/report/report-places';
import { agenciesBelowOn, sistersOn } from '../../core/report/report-places';
import { wordingsIn } from '../../core/report/wording';
import type { Db } from '../schema';
import type { AgencyAbove, Reader, ResultsAddress } from './enter-results';
import { enterResults } from './enter-results';
import { findReportSubject, holdsSisters } from './find-report-places';
import { describeSurvey, findReportLine } from './find-report-survey';
import type { ResultsHead } from './open-ranking';
import { countKinds, headOf } from './open-ranking';
import { countFormsNotCounted, readPlacesNotCounted } from './read-not-counted';
import { readPlaceAnswers } from './read-place-answers';
import { comparablePeriod, findReportSetting } from './report-setting';

export interface OpenedBoard {
  readonly head: ResultsHead;
  /** Whether there are agencies below to rank. */
  readonly ranks: boolean;
  /** null: the survey has no counter there. */
  readonly board: Board | null;
  readonly periods: readonly Period[];
  readonly above: readonly AgencyAbove[];
}

/** Throws what `enterResults` throws, series-mixed, period-invalid, board-none (the method has no PAPI-style scores). */
export async function openBoard(db: Db, reader: Reader, address: ResultsAddress, query: URLSearchParams, now: Date): Promise<OpenedBoard> {
  const { agency, scopes, above } = await enterResults(db, reader, address, now);
  const line = await findReportLine(db, address.survey);
  const setting = await findReportSetting(db, line, { period: query.get('period') ?? undefined }, now);
  const { found, asked, places, choices, namesOn } = setting;
  const { method, questionnaire, layout, codes } = found;
  const map = method.content.components;
  if (!map) throw new Problem('board-none');
  if (asked.kind === 'range' || asked.kind === 'week') throw new Problem('period-invalid', { period: asked.code });
  const place = places.indexOf(agency.id);
  const survey = describeSurvey(found, wordingsIn(setting.used, asked, found.questionnaire.number));
  const head = headOf(agency, survey, setting);
  if (place === undefined) return { head, ranks: false, board: null, periods: choices, above };

  // Its sisters are those of that day.
  const { agency: then } = await findReportSubject(db, { agencyCode: agency.code }, setting.treeDay);
  const below = groupedBelow(places, place, namesOn);
  const units = below.length > 0 ? below : [...new Set([place, ...sistersOn(places, place, namesOn)])];
  const previous = comparablePeriod(setting);
  const wanted = [...new Set([place, ...units])];
  const answers = await readPlaceAnswers(db, setting, wanted, [asked, ...(previous ? [previous] : [])], null, now);
  const notCounted = await readPlacesNotCounted(db, setting, wanted, asked);
  const board = assembleBoard({
    ...setting,
    survey,
    method: method.content,
    map,
    layout,
    codes,
    items: new Map(itemsOf(questionnaire.content).map((item) => [item.code, item])),
    agency,
    place,
    units,
    unitsAre: below.length > 0 ? 'below' : 'beside',
    named: below.length > 0 || holdsSisters(then, scopes),
    period: asked,
    previous,
    answers,
    notCounted,
    forms: notCounted && (await countFormsNotCounted(db, setting, place, asked))
  });
  return { head, ranks: below.length > 0, board, periods: choices, above };
}

/** The agencies below of the kind that most of them are. */
function groupedBelow(places: ReportPlaces, place: number, day: Day): readonly number[] {
  const below = agenciesBelowOn(places, place, day);
  const kind = countKinds(places, below)[0]?.kind;
  return below.filter((agency) => places.places[agency]!.agency!.kind === kind);
}

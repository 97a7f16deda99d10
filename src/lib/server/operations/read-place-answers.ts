/**
 * The answers of many places in a few named periods. The pooled overall figure of a continuous survey needs only the light sums;
 * any other index reads the cells of the periods once, which is remembered as long as no answer changes.
 */
import type { Period } from '../../core/calendar/period';
import { continuousSample, totalsFromSums } from '../../core/report/overall-figures';
import type { PeriodSample } from '../../core/report/overall-figures';
import type { PlaceAnswers } from '../../core/report/place-answers';
import type { ReportPlaces } from '../../core/report/report-places';
import type { AnswersByUnit } from '../../core/scoring/answers-by-unit';
import { answersByUnit } from '../../core/scoring/answers-by-unit';
import type { FigureTotals } from '../../core/scoring/linearise-figure';
import type { SurveyIndex } from '../../core/scoring/survey-index';
import { indexTotals } from '../../core/scoring/survey-index';
import { TallyAccumulator } from '../../core/tally/accumulate-tally';
import { OVERALL } from '../../core/tally/layout';
import type { Db } from '../schema';
import { readCells } from './read-cells';
import { respondentsOf } from './read-respondents';
import { rememberBySpan } from './report-answers';
import type { ReportSetting } from './report-setting';
import type { SurveySums } from './read-survey-sums';

/** Periods and sets of places that a process remembers for one state of the answers. */
const MOST_REMEMBERED = 6;
const known = new WeakMap<SurveySums, Map<string, ReadonlyMap<number, AnswersByUnit>>>();

/** `wanted`: places of the setting; `periods`: what will be asked for. */
export async function readPlaceAnswers(
  db: Db,
  setting: Pick<ReportSetting, 'found' | 'sums' | 'span' | 'places'>,
  wanted: readonly number[],
  periods: readonly Period[],
  index: SurveyIndex | null,
  now: Date
): Promise<PlaceAnswers> {
  const { found, sums, places } = setting;
  if (found.surveys.at(-1)!.psu !== 'day') return placeRespondents(db, setting);

  const sampleOf = rememberBySpan((period) => continuousSample(sums.activeDays, period, found.method.content));
  if (index?.code === OVERALL && found.method.content.aggregation === 'pooled')
    return {
      sampleOf,
      totalsOf: (place, _, period) => totalsFromSums(sums.byCounter, places.countersOf(place), period, sampleOf(period).unitOf)
    };

  const answers = new Map<string, ReadonlyMap<number, AnswersByUnit>>();
  for (const period of periods) answers.set(period.code, await readPeriod(db, setting, wanted, period, sampleOf(period), now));
  return { sampleOf, totalsOf: (place, of, period) => indexTotals(answers.get(period.code)!.get(place)!, of) };
}

async function readPeriod(
  db: Db,
  { found, sums, places }: Pick<ReportSetting, 'found' | 'sums' | 'places'>,
  wanted: readonly number[],
  period: Period,
  { unitOf }: PeriodSample,
  now: Date
): Promise<ReadonlyMap<number, AnswersByUnit>> {
  const remembered = known.get(sums) ?? new Map<string, ReadonlyMap<number, AnswersByUnit>>();
  known.set(sums, remembered);
  // Of another day's tree a place has other counters.
  const key = `${period.from} ${period.to} ${wanted.map((place) => [places.places[place]!.id, ...places.countersOf(place)].join()).join(' ')}`;
  const before = remembered.get(key);
  if (before) return before;

  const at = placesByCounter(places, wanted);
  const tallies = new Map(wanted.map((place) => [place, new Map<string, TallyAccumulator>()]));
  for (const survey of found.surveys)
    for (const cell of await readCells(db, survey, found.layout, null, period, now)) {
      const unit = unitOf(cell.day);
      for (const place of at.get(cell.counterId) ?? []) {
        const units = tallies.get(place)!;
        const sum = units.get(unit) ?? new TallyAccumulator(found.layout);
        units.set(unit, sum);
        cell.addTo(sum);
      }
    }
  const answers = new Map(
    [...tallies].map(([place, units]) => [
      place,
      answersByUnit(
        found.layout,
        [...units].map(([unit, sum]) => ({ unit, tally: sum.toTally() }))
      )
    ])
  );
  remembered.set(key, answers);
  if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!);
  return answers;
}

function placesByCounter(places: ReportPlaces, wanted: readonly number[]): ReadonlyMap<string, readonly number[]> {
  const at = new Map<string, number[]>();
  for (const place of wanted) for (const counter of places.countersOf(place)) at.set(counter, [...(at.get(counter) ?? []), place]);
  return at;
}

async function placeRespondents(db: Db, { found, span, places }: Pick<ReportSetting, 'found' | 'span' | 'places'>): Promise<PlaceAnswers> {
  const { sampleOf, answersOf } = await respondentsOf(db, found, span);
  const remembered = new Map<string, AnswersByUnit>();
  const totalsOf = (place: number, index: SurveyIndex, period: Period): FigureTotals => {
    const key = `${place} ${period.code}`;
    const answers = remembered.get(key) ?? answersOf(places.countersOf(place), period);
    remembered.set(key, answers);
    return indexTotals(answers, index);
  };
  return { sampleOf, totalsOf };
}

/**
 * Judges counters' months (core/quality) from what is stored: their answers, their own earlier months, and what is usual at the others.
 * Earlier months come from their kept verdicts, so months are judged in order; a month's own answers are read each time.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { columnLetters } from '../../core/column-letters';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { overlapOf, periodOf } from '../../core/calendar/period';
import type { Span } from '../../core/calendar/period';
import { commonComments } from '../../core/quality/common-comments';
import type { CounterHistory } from '../../core/quality/counter-history';
import { addHistories } from '../../core/quality/counter-history';
import { describeForm } from '../../core/quality/describe-form';
import type { DeviceLetters } from '../../core/quality/device-letters';
import { letterDevices, withKeptDevices } from '../../core/quality/device-letters';
import type { CounterMonth } from '../../core/quality/judge-counter-month';
import { judgeCounterMonth } from '../../core/quality/judge-counter-month';
import { unpackHistory } from '../../core/quality/pack-history';
import type { QualityResponse, QualitySettings } from '../../core/quality/quality-response';
import { USUAL_SETTINGS } from '../../core/quality/quality-response';
import type { SurveyProfile } from '../../core/quality/survey-profile';
import { profileSurvey } from '../../core/quality/survey-profile';
import { decodeAnswers } from '../../core/response/encode-answers';
import { foldText } from '../../core/vietnamese/fold';
import type { Db } from '../schema';
import { listHistories, listKept, stampHistories } from '../store/counter-month-verdicts';
import type { QualityFormRow } from '../store/quality-forms';
import { listCommentsWritten, listCounterLives, listQualityForms } from '../store/quality-forms';
import type { Survey } from '../store/surveys';
import { listSurveysOfSeries } from '../store/surveys';
import { getQuestionnaireVersion } from '../store/versions';
import { groupBy } from './group-by';

export interface JudgedMonth {
  readonly verdict: CounterMonth;
  /** Every form of the month, the excluded too, in order of time. */
  readonly forms: readonly QualityResponse[];
  readonly days: Span;
  readonly settings: QualitySettings;
  readonly devices: DeviceLetters;
  /** The month's marks before its answers were read. */
  readonly marks: number;
}

/** Continuous surveys alone: answers of a sample are judged by who collected them. */
export function isJudged({ mode, psu, state }: Pick<Survey, 'mode' | 'psu' | 'state'>): boolean {
  return mode === 'continuous' && psu === 'day' && state !== 'draft';
}

/** By counter id; of one survey, in one month (`2026-11`). Counters without a form in it have a verdict too. */
export async function judgeMonths(
  db: Db,
  survey: Survey,
  month: string,
  counterIds: readonly string[],
  now: Date
): Promise<ReadonlyMap<string, JudgedMonth>> {
  if (counterIds.length === 0) return new Map();
  const whole = periodOf('month', `${month}-01`);
  const series = survey.series === null ? [survey] : await listSurveysOfSeries(db, survey.series);
  const surveyIds = series.filter(isJudged).map(({ id }) => id);
  const profile = await readProfile(db, surveyIds, month);
  const settings = await settingsOf(db, survey, whole);
  const kept = await listKept(db, survey.id, month, counterIds);
  const lives = await listCounterLives(db, survey.id, counterIds);
  const rows = await listQualityForms(db, survey.id, counterIds, whole.from, whole.to);
  const byCounter = groupBy(rows, ({ counterId }) => counterId);
  const pasts = groupBy(await listHistories(db, surveyIds, month, counterIds), ({ counterId }) => counterId);
  const judged = new Map<string, JudgedMonth>();
  for (const counterId of counterIds) {
    await nextTurn(); // a verdict takes some ten milliseconds: let requests in between
    const own = kept.get(counterId);
    const described = await describeAll(db, byCounter.get(counterId) ?? []);
    const forms = withKeptDevices(described, own?.devices ?? {});
    const days = daysOf(whole, lives.get(counterId), forms, localDay(now));
    const past = (pasts.get(counterId) ?? []).map(({ history }) => unpackHistory(history));
    judged.set(counterId, {
      verdict: judgeCounterMonth({ counterId, days, responses: forms, past }, profile, settings),
      forms,
      days,
      settings,
      devices: letterDevices(forms, own?.devices ?? {}, columnLetters),
      marks: own?.marks ?? 0
    });
  }
  return judged;
}

const profiles = new WeakMap<object, Map<string, { readonly stamp: string; readonly profile: SurveyProfile }>>();
const MOST_PROFILES = 20;

/** Remembered as long as no earlier month is judged again. */
async function readProfile(db: Db, surveyIds: readonly string[], month: string): Promise<SurveyProfile> {
  const known = profiles.get(db) ?? new Map<string, { stamp: string; profile: SurveyProfile }>();
  profiles.set(db, known);
  const key = `${surveyIds.join(' ')} ${month}`;
  const stamp = await stampHistories(db, surveyIds, month);
  const before = known.get(key);
  if (before?.stamp === stamp) return before.profile;
  const sums = new Map<string, readonly CounterHistory[]>();
  for (const [counterId, months] of groupBy(await listHistories(db, surveyIds, month), (row) => row.counterId))
    sums.set(counterId, [addHistories(months.map(({ history }) => unpackHistory(history)))]);
  const profile = profileSurvey(sums, USUAL_SETTINGS.officeHours);
  known.delete(key);
  known.set(key, { stamp, profile });
  if (known.size > MOST_PROFILES) known.delete(known.keys().next().value!);
  return profile;
}

async function settingsOf(db: Db, survey: Survey, month: Span): Promise<QualitySettings> {
  const written = await listCommentsWritten(db, survey.id, month.from, month.to);
  const common = commonComments(written.map(({ counterId, text }) => ({ counterId, commentKey: commentKey(text) })));
  return { ...USUAL_SETTINGS, commonComments: common };
}

async function describeAll(db: Db, rows: readonly QualityFormRow[]): Promise<readonly QualityResponse[]> {
  const forms: QualityResponse[] = [];
  for (const { versionId, answers, comment, ...row } of rows) {
    const { content } = await getQuestionnaireVersion(db, versionId);
    forms.push(describeForm({ ...row, answers: decodeAnswers(answers), commentKey: commentKey(comment) }, content));
  }
  return forms;
}

function commentKey(text: string | null): string | null {
  return (text === null ? '' : foldText(text)) || null;
}

/** A form says for itself that its day was one of them. */
function daysOf(
  month: Span,
  life: { readonly from: Day; readonly to: Day | null } | undefined,
  forms: readonly QualityResponse[],
  today: Day
): Span {
  const open = life && overlapOf(month, { from: life.from, to: life.to !== null && life.to < today ? life.to : today });
  const days = [...(open ? [open.from, open.to] : []), ...forms.map(({ day }) => day)].toSorted();
  return days.length === 0 ? { from: month.from, to: month.from } : { from: days[0]!, to: days.at(-1)! };
}

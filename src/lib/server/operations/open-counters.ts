/** The counters of a person's places, each with what it received lately; and which have gone quiet. */
import { addDays, localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { readCounterCode } from '../../core/fieldwork/counter-code';
import type { ListPage, ListQuery } from '../../core/list-query';
import { readListQuery } from '../../core/list-query';
import { Problem } from '../../core/problem';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { Asking } from '../auth/access';
import { requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { listCounterDays } from '../store/counter-activity';
import type { CounterColumn, CounterFilter, CounterRow, CounterState } from '../store/counter-list';
import { COUNTER_COLUMNS, COUNTER_STATES, countQuietCounters, listCounterPage } from '../store/counter-list';
import { findSurveyByCode } from '../store/surveys';
import { findPlace } from './find-places';
import { refreshCounterActivity } from './refresh-counter-activity';

export type ListedCounter = CounterRow & {
  readonly state: Exclude<CounterState, 'scanned'> | 'coming';
  /** Answers on each of the last seven days. */
  readonly week7: readonly number[];
};

export interface OpenedCounters {
  readonly list: ListPage<ListedCounter> & Pick<ListQuery<CounterColumn>, 'text' | 'sort'>;
  readonly state: CounterState | undefined;
  /** The agency whose tree is listed; null: all that the person may see. */
  readonly agency: { readonly code: string; readonly name: LocalizedText } | null;
  readonly survey: string | null;
  readonly quiet: number;
  readonly mayWrite: boolean;
  readonly today: Day;
}

/** `?agency=CODE` is one agency's tree. Throws `sign-in-needed`, `role-not-enough`, `agency-not-found`, `survey-not-found`. */
export async function openCounters(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<OpenedCounters> {
  const user = requireRole(asking, 'counter:read');
  const today = localDay(now);
  const held = scopesOf(user, 'counter:read');
  const agency = await findPlace(db, query.get('agency'), held, today);
  const scopes = agency ? [agency.path] : held;
  const state = COUNTER_STATES.find((one) => one === query.get('state'));
  const asked = readListQuery(query, COUNTER_COLUMNS, { key: 'agency', descending: false });
  const surveyCode = query.get('survey') || null;
  const survey = surveyCode === null ? undefined : await findSurveyByCode(db, surveyCode);
  if (surveyCode !== null && !survey) throw new Problem('survey-not-found');
  const read = readCounterCode(asked.text);
  await refreshCounterActivity(db, now);
  const filter: CounterFilter = { scopes, day: today, state, surveyId: survey?.id, code: 'code' in read ? read.code : undefined };
  const page = await listCounterPage(db, filter, asked);
  return {
    list: { ...page, rows: await withDays(db, page.rows, today), text: asked.text, sort: asked.sort },
    state,
    agency: agency ? { code: agency.code, name: agency.name } : null,
    survey: surveyCode,
    quiet: await countQuietCounters(db, scopes, today),
    mayWrite: scopesOf(user, 'counter:write').length > 0,
    today
  };
}

async function withDays(db: Db, rows: readonly CounterRow[], today: Day): Promise<readonly ListedCounter[]> {
  const days = Array.from({ length: 7 }, (_, i) => addDays(today, i - 6));
  const counted = await listCounterDays(db, rows.map(({ id }) => id), days[0]!, today); // prettier-ignore
  const answers = new Map(counted.map(({ counter_id: id, day, answers: n }) => [`${id} ${day}`, n]));
  return rows.map((row) => ({ ...row, state: stateOf(row, today), week7: days.map((day) => answers.get(`${row.id} ${day}`) ?? 0) }));
}

function stateOf(
  row: Pick<CounterRow, 'openedOn' | 'closedOn' | 'surveyVi' | 'lastDay' | 'quietFrom'>,
  today: Day
): ListedCounter['state'] {
  if (row.closedOn !== null && row.closedOn < today) return 'closed';
  if (row.openedOn > today) return 'coming';
  if (row.surveyVi === null) return 'idle';
  if (row.lastDay === null) return 'unused';
  return row.quietFrom !== null && row.quietFrom <= today ? 'quiet' : 'running';
}

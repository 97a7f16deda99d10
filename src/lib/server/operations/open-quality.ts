/** The overview of the quality of answers: counters' months with something to look at, the strongest first. */
import { localDay } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { readListQuery } from '../../core/list-query';
import type { SignalCode } from '../../core/quality/signals';
import { SIGNALS } from '../../core/quality/signals';
import type { Asking } from '../auth/access';
import { requireRole, scopesOf } from '../auth/access';
import { findDecidingScopes } from '../auth/decider';
import type { Db } from '../schema';
import { countOpenObjections } from '../store/objections';
import type { QualityColumn, QualityRow, ReviewState, Show } from '../store/quality-list';
import { findWaitingMonth, listQualityMonths, listQualityPage, QUALITY_COLUMNS, REVIEW_STATES, SHOWN_MONTHS } from '../store/quality-list';

/** The address's word for every month. */
const EVERY_MONTH = 'all';
/** Months in which a first look finds what waits; earlier ones are chosen. */
const LOOKED_BACK = 3;

export type ListedMonth = Omit<QualityRow, 'signals' | 'flagged'> & {
  readonly flagged: boolean;
  /** Those with the most odd answers first. */
  readonly signals: readonly { readonly code: SignalCode; readonly forms: number }[];
};

export interface OpenedQuality {
  readonly list: ListPage<ListedMonth> & Pick<ListQuery<QualityColumn>, 'text' | 'sort'>;
  /** Judged so far, here or elsewhere, the latest first; empty: nothing was judged yet. */
  readonly months: readonly string[];
  /** `2026-11`, or `all`; at first the latest of the last three in which something waits to be looked at. */
  readonly month: string;
  readonly state: ReviewState | undefined;
  readonly signal: SignalCode | undefined;
  readonly show: Show;
  readonly openObjections: number;
}

/** Null: the person decides about nobody's answers, and reads what others decided. Throws `sign-in-needed`, `role-not-enough`. */
export async function openQuality(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<OpenedQuality | null> {
  const user = requireRole(asking, 'quality:read');
  if (scopesOf(user, 'quality:write').length === 0) return null;
  const today = localDay(now);
  const places = { ...(await findDecidingScopes(db, user, today)), day: today };
  const months = await listQualityMonths(db);
  const asked = query.get('month');
  const month =
    asked === EVERY_MONTH
      ? EVERY_MONTH
      : (months.find((one) => one === asked) ??
        (await findWaitingMonth(db, places, months.slice(0, LOOKED_BACK))) ??
        months[0] ??
        EVERY_MONTH);
  const state = REVIEW_STATES.find((one) => one === query.get('state'));
  const signal = SIGNALS.find((one) => one === query.get('signal'));
  const show = SHOWN_MONTHS.find((one) => one === query.get('show')) ?? 'flagged';
  const wanted = readListQuery(query, QUALITY_COLUMNS, { key: 'strength', descending: true });
  const filter = { ...places, month: month === EVERY_MONTH ? null : month, state, signal, show };
  const page = await listQualityPage(db, filter, wanted);
  return {
    list: { ...page, rows: page.rows.map(toListed), text: wanted.text, sort: wanted.sort },
    months,
    month,
    state,
    signal,
    show,
    openObjections: await countOpenObjections(db, places)
  };
}

function toListed({ signals, flagged, ...row }: QualityRow): ListedMonth {
  const counted = JSON.parse(signals) as Partial<Record<SignalCode, number>>;
  const codes = SIGNALS.filter((code) => (counted[code] ?? 0) > 0).toSorted((a, b) => counted[b]! - counted[a]!);
  return { ...row, flagged: flagged === 1, signals: codes.map((code) => ({ code, forms: counted[code]! })) };
}

/** Which audit events an address asks for, within what the reader may see: where an agency stands now. */
import { actionsOf, AUDIT_KINDS } from '../../core/audit/actions';
import type { Day } from '../../core/calendar/day';
import { addDays, isDay, localDay } from '../../core/calendar/day';
import type { ListQuery } from '../../core/list-query';
import { readListQuery } from '../../core/list-query';
import { actionText } from '../../i18n/audit-text';
import type { Asking } from '../auth/access';
import { holdsRoot, requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { listAuditNumbers } from '../store/audit-list';
import { nameUsers } from '../store/audit-names';
import { isAllWithin, listAgencyIdsWithin } from '../store/audit-search';
import type { SignedInUser } from '../store/users';
import { findPlace } from './find-places';
import { knownAuditEvents } from './known-audit-events';
import { seekWords } from './search-audit-events';

export interface AskedEvents {
  readonly user: SignedInUser;
  /** Numbers in their order; `all`: every event that there is. */
  readonly found: readonly number[] | 'all';
  readonly page: number;
  /** By time. */
  readonly sort: ListQuery<'at'>['sort'];
  /** As typed, for the form. */
  readonly asked: {
    readonly text: string;
    readonly from: Day | '';
    readonly to: Day | '';
    /** `agency.rename`, or `agency.` for all of its kind; '': all. */
    readonly action: string;
    readonly agency: { readonly code: string; readonly vi: string; readonly en: string } | null;
    readonly who: { readonly id: string; readonly name: string } | null;
  };
}

/** `?q=&from=&to=&action=&agency=CODE&user=ID&sort=&page=`. Throws `sign-in-needed`, `role-not-enough`, `agency-not-found`. */
export async function findAuditEvents(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<AskedEvents> {
  const user = requireRole(asking, 'audit:read');
  const scopes = scopesOf(user, 'audit:read');
  const { text, words, page, sort } = readListQuery(query, ['at'], { key: 'at', descending: true });
  const [from, to] = [dayOf(query.get('from')), dayOf(query.get('to'))];
  const action = AUDIT_KINDS.flatMap((kind) => [`${kind}.`, ...actionsOf(kind)]).find((one) => one === query.get('action')) ?? '';
  const agency = await findPlace(db, query.get('agency'), scopes, localDay(now));
  const userId = query.get('user') || undefined;
  const who = userId === undefined ? undefined : (await nameUsers(db, [userId])).get(userId);
  const paths = agency ? [agency.path] : scopes;
  const nowhere = agency === null && holdsRoot(user, 'audit:read');
  const isAll = nowhere && (await isAllWithin(db, paths));
  const isNarrowed = words.length > 0 || from !== '' || to !== '' || action !== '' || userId !== undefined;
  const { words: sought, holding } = await seekWords(db, text, words, sayActions(asking.language));
  return {
    user,
    page,
    sort,
    asked: {
      text,
      from,
      to,
      action,
      agency: agency && { code: agency.code, vi: agency.name.vi, en: agency.name.en ?? agency.name.vi },
      who: userId !== undefined && who ? { id: userId, name: who.vi } : null
    },
    found:
      isAll && !isNarrowed
        ? 'all'
        : (await knownAuditEvents(db)).find({
            agencies: isAll ? null : new Set(await listAgencyIdsWithin(db, paths)),
            nowhere,
            from: from === '' ? undefined : startOf(from),
            before: to === '' ? undefined : startOf(addDays(to, 1)),
            userId,
            action: action === '' ? undefined : action,
            words: sought,
            holding
          })
  };
}

/** A part of what was found, the latest first or in the order in which it happened. */
export async function takeNumbers(
  db: Db,
  found: AskedEvents['found'],
  order: 'asc' | 'desc',
  limit: number,
  offset: number
): Promise<readonly number[]> {
  if (found === 'all') return listAuditNumbers(db, order, limit, offset);
  if (order === 'asc') return found.slice(offset, offset + limit);
  const end = Math.max(0, found.length - offset);
  return found.slice(Math.max(0, end - limit), end).toReversed();
}

function dayOf(text: string | null): Day | '' {
  return text !== null && isDay(text) && text > '1900-01-01' && text < '9999-01-01' ? text : '';
}

/** The day's first moment in Vietnam. */
function startOf(day: Day): string {
  return new Date(`${day}T00:00:00+07:00`).toISOString();
}

function sayActions(language: Asking['language']): readonly (readonly [action: string, text: string])[] {
  return AUDIT_KINDS.flatMap(actionsOf).map((action) => [action, actionText(action, language)]);
}

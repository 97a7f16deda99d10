/** Which audit events an address asks for, within what the reader may see. */
import { actionsOf, AUDIT_KINDS } from '../../core/audit/actions';
import type { Day } from '../../core/calendar/day';
import { addDays, isDay, localDay } from '../../core/calendar/day';
import type { ListQuery } from '../../core/list-query';
import { readListQuery } from '../../core/list-query';
import { foldText } from '../../core/vietnamese/fold';
import { actionText } from '../../i18n/audit-text';
import type { Asking } from '../auth/access';
import { holdsRoot, requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import type { AuditFilter } from '../store/audit-list';
import { nameUsers } from '../store/audit-names';
import type { SignedInUser } from '../store/users';
import { findPlace } from './find-places';

export interface AskedEvents {
  readonly user: SignedInUser;
  readonly filter: AuditFilter;
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
    filter: {
      scopes,
      ofTheWhole: holdsRoot(user, 'audit:read'),
      from: from === '' ? undefined : startOf(from),
      before: to === '' ? undefined : startOf(addDays(to, 1)),
      userId,
      action: action === '' ? undefined : action,
      agencyPath: agency?.path,
      words: words.map((word) => ({ word, actions: actionsSaying(word, asking.language) }))
    }
  };
}

function dayOf(text: string | null): Day | '' {
  return text !== null && isDay(text) && text > '1900-01-01' && text < '9999-01-01' ? text : '';
}

/** The day's first moment in Vietnam. */
function startOf(day: Day): string {
  return new Date(`${day}T00:00:00+07:00`).toISOString();
}

function actionsSaying(word: string, language: Asking['language']): readonly string[] {
  return AUDIT_KINDS.flatMap(actionsOf).filter((action) => foldText(actionText(action, language)).includes(word));
}

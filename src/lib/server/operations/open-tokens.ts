/** Tokens of other programs within a person's places: their list, and what one may give them for a place. */
import type { Day } from '../../core/calendar/day';
import { localDay } from '../../core/calendar/day';
import type { ListPage, ListQuery } from '../../core/list-query';
import { readListQuery } from '../../core/list-query';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { usualLastDay } from '../../core/token/read-token-form';
import { compareNames } from '../../core/vietnamese/compare-names';
import type { Asking } from '../auth/access';
import { requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { listAgenciesOf } from '../store/agencies';
import { listTreeAgencies } from '../store/agency-list';
import type { TokenColumn, TokenState } from '../store/api-tokens';
import { listTokenPage, TOKEN_COLUMNS, TOKEN_STATES } from '../store/api-tokens';
import { findOwnedScopes } from './find-owner';
import { findPlacePaths } from './find-places';

export interface ListedToken {
  readonly id: string;
  readonly name: string;
  readonly place: LocalizedText;
  readonly state: TokenState;
  /** The last day on which it is good. */
  readonly lastDay: Day;
  /** ISO time. */
  readonly usedAt: string | null;
}

export interface OpenedTokens {
  readonly list: ListPage<ListedToken> & Pick<ListQuery<TokenColumn>, 'text' | 'sort'>;
  readonly state: TokenState | undefined;
  /** What was typed of a place whose tree is to be listed. */
  readonly place: string;
}

/** Throws `sign-in-needed`, `role-not-enough`. */
export async function openTokens(db: Db, asking: Asking, query: URLSearchParams, now: Date): Promise<OpenedTokens> {
  const user = requireRole(asking, 'token:read');
  const day = localDay(now);
  const asked = readListQuery(query, TOKEN_COLUMNS, { key: 'name', descending: false });
  const state = TOKEN_STATES.find((one) => one === query.get('state'));
  const place = (query.get('place') ?? '').slice(0, 100);
  const held = await findOwnedScopes(db, scopesOf(user, 'token:read'), day);
  const within = place.trim() === '' ? held : (await findPlacePaths(db, held, place, day)).paths;
  const page = await listTokenPage(db, { within, day, now: now.toISOString(), state }, asked);
  const places = await listAgenciesOf(db, [...new Set(page.rows.map((row) => row.agency_id))], day);
  const nameOf = new Map(places.map(({ id, name }) => [id, name]));
  const rows = page.rows.map((row) => ({
    id: row.id,
    name: row.name,
    place: nameOf.get(row.agency_id) ?? { vi: '', en: '' },
    state: tokenState(row, now),
    lastDay: lastDayOf(row.expires_at),
    usedAt: row.last_used_at
  }));
  return { list: { ...page, rows, text: asked.text, sort: asked.sort }, state, place };
}

export function tokenState(token: { readonly expires_at: string; readonly revoked_at: string | null }, now: Date): TokenState {
  if (token.revoked_at !== null) return 'revoked';
  return token.expires_at <= now.toISOString() ? 'expired' : 'active';
}

/** Of the moment at which a token ends, the day before it. */
export function lastDayOf(expiresAt: string): Day {
  return localDay(new Date(Date.parse(expiresAt) - 1));
}

export interface NewTokenForm {
  /** The person's own first, then those below them by name. */
  readonly places: readonly { readonly code: string; readonly name: LocalizedText }[];
  readonly today: Day;
  readonly usualLastDay: Day;
}

/** Throws `sign-in-needed`, `role-not-enough`. */
export async function openNewToken(db: Db, asking: Asking, now: Date): Promise<NewTokenForm> {
  const user = requireRole(asking, 'token:write');
  const today = localDay(now);
  const trees = await Promise.all(scopesOf(user, 'token:write').map((path) => listTreeAgencies(db, path, today)));
  const isTop = (id: string) => scopesOf(user, 'token:write').some((path) => id === path.split('/').at(-2));
  const places = trees.flat().toSorted((a, b) => Number(isTop(b.id)) - Number(isTop(a.id)) || compareNames(a.name.vi, b.name.vi));
  return { places: places.map(({ code, name }) => ({ code, name })), today, usualLastDay: usualLastDay(today) };
}

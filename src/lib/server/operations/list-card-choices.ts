/** What an editor of scorecards chooses from to begin one: agencies in reach, years, versions of the rules. */
import { localDay } from '../../core/calendar/day';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import { rulesLabel } from '../../core/scoring/par-rules';
import { SHIPPED_PAR_RULES } from '../../core/scoring/par-rules-shipped';
import { scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { listAgenciesBelow } from '../store/agencies';
import type { SignedInUser } from '../store/users';

const YEARS_BACK = 10;

export interface CardChoices {
  readonly agencies: readonly { readonly code: string; readonly name: LocalizedText }[];
  readonly years: readonly number[];
  readonly rules: readonly { readonly label: string; readonly name: LocalizedText }[];
}

/** null: the person may write nowhere. */
export async function listCardChoices(db: Db, user: SignedInUser, now: Date): Promise<CardChoices | null> {
  const scopes = scopesOf(user, 'scorecard:write');
  if (scopes.length === 0) return null;
  const today = localDay(now);
  const agencies = (await Promise.all(scopes.map((path) => listAgenciesBelow(db, path, today)))).flat();
  const thisYear = Number(today.slice(0, 4));
  return {
    agencies: agencies.filter(({ kind }) => kind !== 'province').map(({ code, name }) => ({ code, name })),
    years: Array.from({ length: YEARS_BACK + 1 }, (_, back) => thisYear - back),
    rules: SHIPPED_PAR_RULES.map((rules) => ({ label: rulesLabel(rules), name: rules.name }))
  };
}

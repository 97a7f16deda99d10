/** The scorecards of one year that a reader may see, with their ranks and how they stand against the year before. */
import type { AgencyKind } from '../../core/agency/agency';
import { localDay } from '../../core/calendar/day';
import type { ScorecardCompany } from '../../core/scoring/scorecard-view';
import { scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { findAgency } from '../store/agencies';
import { listScorecardsWithin, listScorecardYears } from '../store/scorecards';
import type { SignedInUser } from '../store/users';
import { endOfYear } from './find-card-agency';
import type { RankedCard } from './rank-stored-scorecards';
import { changeOf, rankStoredScorecards } from './rank-stored-scorecards';
import { surveyFigures } from './read-survey-figure';
import { fromRow } from './stored-scorecard';

export interface ScorecardList {
  readonly year: number;
  /** With cards in reach, the latest first; the shown year is among them. */
  readonly years: readonly number[];
  /** Of the agencies that have a card this year. */
  readonly kinds: readonly AgencyKind[];
  /** The kind that is shown; null: all. */
  readonly kind: AgencyKind | null;
  readonly companies: readonly ScorecardCompany[];
}

/** `query` holds `year` and `kind`; what is neither a year nor a kind falls back to the latest and to all. */
export async function listScorecards(db: Db, user: SignedInUser, query: URLSearchParams, now: Date): Promise<ScorecardList> {
  const today = localDay(now);
  const scopes = scopesOf(user, 'scorecard:read');
  const known = await listScorecardYears(db, scopes, today);
  const asked = /^20\d\d$/.test(query.get('year') ?? '') ? Number(query.get('year')) : undefined;
  const year = asked ?? known[0] ?? Number(today.slice(0, 4));
  const years = [...new Set([...known, year])].toSorted((a, b) => b - a);

  const readFigure = surveyFigures(db, now);
  const [cards, before] = await Promise.all(
    [year, year - 1].map(async (each) =>
      rankStoredScorecards(db, (await listScorecardsWithin(db, each, scopes, today)).map(fromRow), readFigure)
    )
  );
  const kinds = [...new Set(cards!.map(({ agency }) => agency.kind))];
  const kind = kinds.find((each) => each === query.get('kind')) ?? null;
  const shown = cards!.filter(({ agency }) => kind === null || agency.kind === kind);
  const previous = new Map(before!.map((each) => [each.stored.agencyId, each]));
  const companies = [...new Set(shown.map(({ key }) => key))].map(
    (key) =>
    describeCompany(db, key, shown.filter((each) => each.key === key), previous) // prettier-ignore
  );
  return { year, years, kinds, kind, companies: (await Promise.all(companies)).toSorted((a, b) => b.cards.length - a.cards.length) };
}

async function describeCompany(
  db: Db,
  key: string,
  cards: readonly RankedCard[],
  previous: ReadonlyMap<string, RankedCard>
): Promise<ScorecardCompany> {
  const [{ agency, rules, stored }] = cards as [RankedCard];
  const parent = agency.parentId === null ? undefined : await findAgency(db, agency.parentId, endOfYear(stored.year));
  return {
    key,
    rules: rules.name,
    kind: agency.kind,
    parent: parent?.name ?? null,
    demonstration: stored.demonstration,
    cards: cards.map((each) => ({
      agency: { code: each.agency.code, name: each.agency.name, kind: each.agency.kind },
      groups: each.card.groups,
      points: each.card.points,
      lost: each.card.lost,
      rank: each.ranked.rank,
      of: each.ranked.of,
      change: changeOf(each, previous.get(each.stored.agencyId)),
      demonstration: each.stored.demonstration
    }))
  };
}

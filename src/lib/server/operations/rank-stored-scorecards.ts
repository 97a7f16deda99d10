/**
 * Stored scorecards computed and ranked. A card's company are the cards of its year by the same rules at agencies of its kind under
 * the same parent (departments are not ranked with communes); made-up cards have a company of their own. The company is read to count places, also where the reader sees one card of
 * it only: nothing but the rank and the number of agencies leaves this module about the others.
 */
import type { Agency } from '../../core/agency/agency';
import { assembleScorecard } from '../../core/scoring/assemble-scorecard';
import type { LineFigure } from '../../core/scoring/assemble-scorecard';
import type { ParRules } from '../../core/scoring/par-rules';
import { rulesLabel } from '../../core/scoring/par-rules';
import { findShippedParRules } from '../../core/scoring/par-rules-shipped';
import type { AssembledScorecard } from '../../core/scoring/scorecard';
import type { RankedScorecard, YearChange } from '../../core/scoring/scorecard-ranks';
import { compareWithYearBefore, rankScorecards } from '../../core/scoring/scorecard-ranks';
import type { LineSurvey } from '../../core/scoring/stored-scorecard';
import type { Db } from '../schema';
import { listAgenciesOf } from '../store/agencies';
import { listScorecardsUnder } from '../store/scorecards';
import { endOfYear } from './find-card-agency';
import type { ReadSurveyFigure } from './read-survey-figure';
import type { StoredScorecard } from './stored-scorecard';
import { fromRow } from './stored-scorecard';

export interface RankedCard {
  readonly stored: StoredScorecard;
  readonly rules: ParRules;
  readonly card: AssembledScorecard;
  /** At the end of the card's year. */
  readonly agency: Agency;
  /** Names the company. */
  readonly key: string;
  readonly ranked: RankedScorecard;
}

/** `own`: cards of one year. In their order. */
export async function rankStoredScorecards(
  db: Db,
  own: readonly StoredScorecard[],
  readFigure: ReadSurveyFigure
): Promise<readonly RankedCard[]> {
  const [first] = own;
  if (!first) return [];
  const day = endOfYear(first.year);
  const ownAgencies = await listAgenciesOf(db, own.map(({ agencyId }) => agencyId), day); // prettier-ignore
  const parentIds = [...new Set(ownAgencies.flatMap(({ parentId }) => parentId ?? []))];
  const beside = (await listScorecardsUnder(db, first.year, parentIds, day)).map(fromRow);
  const stored = [...new Map([...own, ...beside].map((card) => [card.id, card])).values()];
  const agencies = new Map((await listAgenciesOf(db, stored.map(({ agencyId }) => agencyId), day)).map((agency) => [agency.id, agency])); // prettier-ignore

  const computed: Omit<RankedCard, 'ranked'>[] = [];
  for (const card of stored) {
    const agency = agencies.get(card.agencyId)!;
    const rules = requireRules(card);
    const figures = await readLineFigures(card.surveys, card.agencyCode, readFigure);
    const key = [agency.parentId ?? agency.id, agency.kind, rulesLabel(card.rules), card.demonstration ? 'demonstration' : 'real'].join(
      ' '
    );
    computed.push({ stored: card, rules, agency, key, card: assembleScorecard(rules, card, figures) });
  }
  const ranks = new Map<string, RankedScorecard>();
  for (const key of new Set(computed.map((each) => each.key))) {
    const company = computed.filter((each) => each.key === key);
    for (const ranked of rankScorecards(company.map(({ card }) => card))) ranks.set(ranked.agencyCode, ranked);
  }
  const ownIds = new Set(own.map(({ id }) => id));
  return computed.filter(({ stored: { id } }) => ownIds.has(id)).map((each) => ({ ...each, ranked: ranks.get(each.stored.agencyCode)! }));
}

/** By which the pages say how a card stands against the year before. Real and made-up cards do not compare. */
export function changeOf(now: RankedCard, before: RankedCard | undefined): YearChange {
  const comparable = before && before.stored.demonstration === now.stored.demonstration ? before.ranked : undefined;
  return compareWithYearBefore(now.ranked, comparable);
}

/** The figures of the surveys that give lines their points, at the card's own agency: as the card took them, or as they are now. */
export function readLineFigures(
  surveys: readonly LineSurvey[],
  agencyCode: string,
  readFigure: ReadSurveyFigure
): Promise<readonly LineFigure[]> {
  return Promise.all(
    surveys.map(async ({ line, group, surveyCode, figureCode, taken }) => ({
      line,
      group,
      figure: taken?.figure ?? (await readFigure({ surveyCode, agencyCode, figureCode }))
    }))
  );
}

/** Rules are never taken away: a stored card's are there. */
function requireRules({ rules, agencyCode, year }: StoredScorecard): ParRules {
  const found = findShippedParRules(rules);
  if (!found) throw new Error(`the card ${agencyCode} ${year} goes by ${rulesLabel(rules)}, which are not there`);
  return found;
}

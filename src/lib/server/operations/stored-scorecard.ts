/** A scorecard as it is kept, between its row and the values that are computed with. */
import type { RulesName } from '../../core/scoring/par-rules';
import type { Scorecard } from '../../core/scoring/scorecard';
import type { ScorecardContent } from '../../core/scoring/stored-scorecard';
import type { ScorecardRow, ScorecardWrite } from '../store/scorecards';

export interface StoredScorecard extends ScorecardContent {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyCode: string;
  readonly year: number;
  readonly rules: RulesName;
  readonly demonstration: boolean;
  readonly revision: number;
  readonly changedAt: string;
  /** Who changed it last, by name; null: a command. */
  readonly changedBy: string | null;
}

export interface ScorecardChange extends ScorecardContent, Pick<Scorecard, 'year' | 'rules'> {
  readonly id: string;
  readonly agencyId: string;
  readonly demonstration: boolean;
  readonly changedAt: string;
  /** null: a command. */
  readonly changedById: string | null;
}

export function fromRow(row: ScorecardRow): StoredScorecard {
  return {
    ...(JSON.parse(row.content) as ScorecardContent),
    id: row.id,
    agencyId: row.agency_id,
    agencyCode: row.agency_code,
    year: row.year,
    rules: { family: row.rules_family, number: row.rules_number },
    demonstration: row.demonstration === 1,
    revision: row.revision,
    changedAt: row.changed_at,
    changedBy: row.changed_by_name
  };
}

export function toRow(card: ScorecardChange): ScorecardWrite {
  const { lines, composition, published, surveys, origin } = card;
  const content: ScorecardContent = { lines, composition, published, surveys, origin };
  return {
    id: card.id,
    agency_id: card.agencyId,
    year: card.year,
    rules_family: card.rules.family,
    rules_number: card.rules.number,
    content: JSON.stringify(content),
    demonstration: card.demonstration ? 1 : 0,
    changed_at: card.changedAt,
    changed_by: card.changedById
  };
}

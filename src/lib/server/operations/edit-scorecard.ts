/** What the form of a scorecard begins with: the stored card or an empty one, its rules, and the surveys that can give it points. */
import { Problem } from '../../core/problem';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { ParRules } from '../../core/scoring/par-rules';
import type { ScorecardDraft, SurveyChoice } from '../../core/scoring/scorecard-view';
import { requirePlace, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { findScorecard } from '../store/scorecards';
import { findCardAgency, requireInYear } from './find-card-agency';
import { findParRules } from './find-par-rules';
import { listSurveyChoices } from './list-survey-choices';
import type { ScorecardAddress, ScorecardReader } from './open-scorecard';
import type { StoredScorecard } from './stored-scorecard';
import { fromRow } from './stored-scorecard';

export interface EditedScorecard {
  readonly agency: { readonly code: string; readonly name: LocalizedText };
  readonly year: number;
  readonly rules: ParRules;
  readonly draft: ScorecardDraft;
  readonly surveys: readonly SurveyChoice[];
  readonly demonstration: boolean;
}

/**
 * `rulesAsked`: the rules of a card that is not there yet; a stored one keeps its own. Throws what `findCardAgency` and `requirePlace`
 * throw, `agency-not-in-year`, `par-rules-unknown`, and `scorecard-not-found` where there is no card and no rules are asked for.
 */
export async function editScorecard(
  db: Db,
  writer: ScorecardReader,
  address: ScorecardAddress,
  rulesAsked: string | null,
  now: Date
): Promise<EditedScorecard> {
  const found = await findCardAgency(db, address.agency, address.year, now);
  const user = requirePlace(writer, 'scorecard:write', found.agency);
  requireInYear(found);
  const row = await findScorecard(db, found.agency.id, found.year);
  const stored = row && fromRow(row);
  if (!stored && rulesAsked === null)
    throw new Problem('scorecard-not-found', { agency: found.then.name[writer.language], year: found.year });
  return {
    agency: { code: found.then.code, name: found.then.name },
    year: found.year,
    rules: findParRules(stored?.rules ?? rulesAsked ?? ''),
    draft: stored ? draftOf(stored) : { revision: 0, lines: [], composition: null, published: null, surveys: [], origin: null },
    surveys: await listSurveyChoices(db, scopesOf(user, 'scorecard:write'), now),
    demonstration: stored?.demonstration ?? false
  };
}

function draftOf({ revision, lines, composition, published, surveys, origin }: StoredScorecard): ScorecardDraft {
  return { revision, lines, composition, published, surveys, origin };
}

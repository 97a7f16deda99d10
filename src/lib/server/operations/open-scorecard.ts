/** A scorecard as somebody asks for it by its address: the agency found, the reader let in or refused, the card computed and ranked. */
import { Problem } from '../../core/problem';
import type { ParRules } from '../../core/scoring/par-rules';
import type { SurveySource } from '../../core/scoring/par-rules';
import { assembleScorecard } from '../../core/scoring/assemble-scorecard';
import type { AssembledScorecard } from '../../core/scoring/scorecard';
import type { CardSurvey, ChangedFigure, ScorecardView } from '../../core/scoring/scorecard-view';
import { changeOfTaken } from '../../core/scoring/survey-points';
import { can, requirePlace } from '../auth/access';
import type { Db } from '../schema';
import { findScorecard } from '../store/scorecards';
import type { SignedInUser } from '../store/users';
import { findCardAgency } from './find-card-agency';
import { describeSurvey, findReportLine } from './find-report-survey';
import { changeOf, rankStoredScorecards, readLineFigures } from './rank-stored-scorecards';
import type { ReadSurveyFigure } from './read-survey-figure';
import { surveyFigures } from './read-survey-figure';
import type { StoredScorecard } from './stored-scorecard';
import { fromRow } from './stored-scorecard';

export interface ScorecardReader {
  readonly user: SignedInUser | null;
  readonly language: 'vi' | 'en';
}

export interface ScorecardAddress {
  readonly agency: string;
  readonly year: string;
}

export interface OpenedScorecard {
  readonly id: string;
  readonly view: ScorecardView;
  readonly rules: ParRules;
  readonly mayWrite: boolean;
  readonly revision: number;
}

/** Throws what `findCardAgency` and `requirePlace` throw, and `scorecard-not-found`. */
export async function openScorecard(db: Db, reader: ScorecardReader, address: ScorecardAddress, now: Date): Promise<OpenedScorecard> {
  const { agency, then, year } = await findCardAgency(db, address.agency, address.year, now);
  const user = requirePlace(reader, 'scorecard:read', agency);
  const row = await findScorecard(db, agency.id, year);
  if (!row) throw new Problem('scorecard-not-found', { agency: then.name[reader.language], year });

  const stored = fromRow(row);
  const readFigure = surveyFigures(db, now);
  const before = await findScorecard(db, agency.id, year - 1);
  const [ranked] = await rankStoredScorecards(db, [stored], readFigure);
  const [previous] = before ? await rankStoredScorecards(db, [fromRow(before)], readFigure) : [];
  const { card, rules } = ranked!;
  const view: ScorecardView = {
    agency: { code: then.code, name: then.name },
    card,
    rules: { name: rules.name, note: rules.note, certainty: rules.certainty },
    origin: stored.origin,
    surveys: await describeSurveys(db, [...new Set(stored.surveys.map(({ surveyCode }) => surveyCode))]),
    changedFigures: await readChangedFigures(stored, rules, card, readFigure),
    demonstration: stored.demonstration,
    changedAt: stored.changedAt,
    changedBy: stored.changedBy,
    rank: ranked!.ranked.rank,
    of: ranked!.ranked.of,
    change: changeOf(ranked!, previous)
  };
  return { id: stored.id, view, rules, mayWrite: can(user, 'scorecard:write', agency.path), revision: stored.revision };
}

/** Of lines that keep what they took: what the survey would give them now, where that differs. */
async function readChangedFigures(
  stored: StoredScorecard,
  rules: ParRules,
  { areas }: AssembledScorecard,
  readFigure: ReadSurveyFigure
): Promise<readonly ChangedFigure[]> {
  const kept = stored.surveys.filter(({ taken }) => taken);
  const live = await readLineFigures(kept.map(({ taken: _, ...survey }) => survey), stored.agencyCode, readFigure); // prettier-ignore
  const now = assembleScorecard(rules, { ...stored, composition: null, published: null }, live);
  const at = (lines: AssembledScorecard['areas'], line: string, group: SurveySource) =>
    lines.flatMap((area) => area.criteria ?? [area]).find(({ code }) => code === line)?.fromSurvey[group];
  return kept.flatMap(({ line, group }) => {
    const change = changeOfTaken(at(areas, line, group), at(now.areas, line, group));
    return change ? [{ line, group, ...change }] : [];
  });
}

function describeSurveys(db: Db, codes: readonly string[]): Promise<readonly CardSurvey[]> {
  return Promise.all(
    codes.map(async (code) => {
      const { name, method, demonstration } = describeSurvey((await findReportLine(db, code)).at(-1)!);
      return { code, name, method: method.name, level: method.level, demonstration };
    })
  );
}

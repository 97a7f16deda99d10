/** Scorecards as the pages get them: computed, ranked, and with what a reader needs to follow a figure to where it came from. */
import type { AgencyKind } from '../agency/agency';
import type { LocalizedText } from '../questionnaire/questionnaire';
import type { AssembledScorecard, GroupPoints } from './scorecard';
import type { YearChange } from './scorecard-ranks';
import type { LineRetake, ScorecardContent } from './stored-scorecard';
import type { SurveyPoints } from './survey-points';

interface AgencyOfCard {
  readonly code: string;
  /** As it was called at the end of the card's year. */
  readonly name: LocalizedText;
}

interface Standing {
  /** null: no total yet. */
  readonly rank: number | null;
  /** Agencies ranked with it. */
  readonly of: number;
  readonly change: YearChange;
}

/** A row of the year's list. */
export interface ListedScorecard extends Standing {
  readonly agency: AgencyOfCard & { readonly kind: AgencyKind };
  readonly groups: GroupPoints;
  readonly points: number | null;
  readonly lost: number | null;
  readonly demonstration: boolean;
}

/** Cards that are ranked together: agencies of one kind under one parent, by one version of the rules. */
export interface ScorecardCompany {
  readonly key: string;
  readonly rules: LocalizedText;
  readonly kind: AgencyKind;
  /** Whose agencies they are; null: the agency has nobody above it. */
  readonly parent: LocalizedText | null;
  readonly demonstration: boolean;
  readonly cards: readonly ListedScorecard[];
}

export interface CardSurvey {
  readonly code: string;
  readonly name: LocalizedText;
  readonly method: LocalizedText;
  readonly demonstration: boolean;
  /** Level of its intervals, 0–1. */
  readonly level: number;
}

export interface ChangedFigure extends LineRetake {
  /** null: beside what the card took it would give away the answers of a few. */
  readonly now: SurveyPoints | null;
}

export interface ScorecardView extends Standing {
  readonly agency: AgencyOfCard;
  readonly card: AssembledScorecard;
  readonly rules: { readonly name: LocalizedText; readonly note: LocalizedText; readonly certainty: 'official' | 'assumed' };
  readonly origin: string | null;
  /** By code. */
  readonly surveys: readonly CardSurvey[];
  /** Figures that a survey has now where the card took another one, by line and group. */
  readonly changedFigures: readonly ChangedFigure[];
  readonly demonstration: boolean;
  readonly changedAt: string;
  readonly changedBy: string | null;
}

/** A survey whose figure can give points. */
export interface SurveyChoice {
  readonly code: string;
  readonly name: LocalizedText;
  /** Codes of its figures that are shares. */
  readonly figures: readonly string[];
}

/** What the form begins with: the stored card, or an empty one (`revision` 0). */
export interface ScorecardDraft extends ScorecardContent {
  readonly revision: number;
}

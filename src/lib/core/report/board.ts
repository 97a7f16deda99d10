/** What a PAPI-style board says, ready for a page or a file: values only, disclosure already applied. Scores 1–10, their sum 8–80. */
import type { LocalizedText } from '../questionnaire/questionnaire';
import type { GroupedUnit } from '../scoring/quartile-groups';
import type { AllValid } from './not-counted';
import type { Change, Figure, NotCountedForms, Report } from './report';

/**
 * sufficient     the limits of the map are met
 * insufficient   "sai số vượt ngưỡng": `why` says by which limit; the score is shown soft and in no group
 * absent         there is no score: withheld, nobody answered, or the questionnaire does not cover it
 */
export type ScoreQuality = 'sufficient' | 'insufficient' | 'absent';

export type InsufficientReason = 'wide-interval' | 'few-respondents' | 'few-degrees';

export interface ScoreFigure extends Figure {
  readonly quality: ScoreQuality;
  readonly why: readonly InsufficientReason[];
  readonly change: Change | null;
  /** Of all valid answers; null: no answer to it is left out, or it would give away the answers of a few. */
  readonly all: AllValid | null;
}

export interface BoardIndicator {
  readonly item: string;
  readonly text: LocalizedText;
  readonly reversed: boolean;
  /** Theoretical bounds of the answers, and their mean; null where withheld, without answers, or where a split by answer would be. */
  readonly min: number;
  readonly max: number;
  readonly mean: number | null;
  /** The mean rescaled to 1–10, reversed where less is better. */
  readonly score: number | null;
  readonly n: number | null;
  readonly disclosure: Figure['disclosure'];
}

export interface BoardSubDimension {
  readonly code: string;
  readonly name: LocalizedText;
  /** null: the questionnaire asks nothing about it. On its own scale, 1–10. */
  readonly figure: ScoreFigure | null;
  readonly indicators: readonly BoardIndicator[];
}

export interface BoardDimension {
  readonly code: string;
  readonly name: LocalizedText;
  readonly shortName: LocalizedText;
  /** null: the questionnaire does not cover every sub-dimension, so the dimension has no score: nothing is imputed. */
  readonly figure: ScoreFigure | null;
  /** Among the agencies of the same kind beside this one; null: too few of them, or no score of sufficient quality. */
  readonly group: GroupedUnit | null;
  readonly subDimensions: readonly BoardSubDimension[];
}

/** An agency beside this one (on its own board) or below it (on a province's). */
export interface BoardUnit {
  readonly code: string;
  readonly name: LocalizedText;
  readonly own: boolean;
  /** Forms that are held or excluded. */
  readonly notCounted: number;
  /** The sum, where the questionnaire covers every dimension, then the dimensions in order. */
  readonly sum: ScoreFigure | null;
  readonly sumGroup: GroupedUnit | null;
  readonly dimensions: readonly { readonly code: string; readonly figure: ScoreFigure | null; readonly group: GroupedUnit | null }[];
}

export interface Board {
  readonly agency: Report['agency'];
  readonly survey: Report['survey'];
  readonly period: Report['period'];
  readonly running: boolean;
  readonly unit: Report['unit'];
  readonly respondents: number | null;
  /** Forms of the agency that are held or excluded: they are in no score. null: every answer counts. */
  readonly notCounted: NotCountedForms | null;
  readonly limits: {
    readonly mostHalfWidth: number;
    readonly minimumRespondents: number;
    readonly minimumDegreesOfFreedom: number;
    readonly minimumUnits: number;
  };
  readonly sum: ScoreFigure | null;
  readonly sumGroup: GroupedUnit | null;
  readonly dimensions: readonly BoardDimension[];
  /** Named only where the reader's tree holds them; otherwise empty. */
  readonly units: readonly BoardUnit[];
  /** Whether `units` lie below the agency (a province's board) or beside it. */
  readonly unitsAre: 'below' | 'beside';
  /** The kind of agency that groups are made of, and how many have a score of sufficient quality in each dimension. */
  readonly groupKind: string | null;
}

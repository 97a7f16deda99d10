/**
 * A scorecard of the PAR INDEX: one agency, one year, one version of the rules (docs/methods.md, "PAR INDEX points"). `Scorecard` is
 * what is entered and stored, `AssembledScorecard` what pages and files show. Points have two decimals; null is "not there" or "does
 * not apply", never zero.
 */
import type { LocalizedText } from '../questionnaire/questionnaire';
import type { ProblemDetail } from '../problem';
import type { PointSource, RulesName } from './par-rules';
import type { SurveyPoints } from './survey-points';

/** Points by who gave them. */
export interface GroupPoints {
  /** By the appraising body, from documents. */
  readonly appraised: number | null;
  /** From the survey of leading and managing officials. */
  readonly leaders: number | null;
  /** From the survey of people and organisations. */
  readonly citizens: number | null;
}

export type PointGroup = keyof GroupPoints;
export const POINT_GROUPS = ['appraised', 'leaders', 'citizens'] as const satisfies readonly PointGroup[];
export const GROUP_OF_SOURCE = { appraisal: 'appraised', leaders: 'leaders', citizens: 'citizens' } as const satisfies Record<
  PointSource,
  PointGroup
>;

/** A line as entered: a criterion, or an area. Of an area that divides into criteria only `reason`. */
export interface ScorecardLine extends GroupPoints {
  readonly code: string;
  /** What the agency gave itself; enters no total but its own. */
  readonly selfAssessed: number | null;
  /** Points of all groups together, where the source does not say how they divide. */
  readonly combined: number | null;
  /** Why points were lost, in the words of the appraisal. */
  readonly reason: string | null;
}

/** Totals by group as a source declares them for the whole card. */
export type Composition = Readonly<Record<PointGroup, number>>;

/** Standing as published, next to which our own ranks are only computed. */
export interface PublishedStanding {
  readonly rank: number;
  readonly of: number;
  readonly previousRank: number | null;
  readonly sipasRank: number | null;
  readonly sipasOf: number | null;
}

export interface Scorecard {
  readonly agencyCode: string;
  readonly year: number;
  readonly rules: RulesName;
  readonly lines: readonly ScorecardLine[];
  readonly composition: Composition | null;
  readonly published: PublishedStanding | null;
}

export interface AssembledLine extends GroupPoints {
  readonly code: string;
  readonly name: LocalizedText;
  readonly max: number;
  /** Who gives this line points: several where an area is not divided, or for the sum of its criteria. */
  readonly sources: readonly PointSource[];
  readonly selfAssessed: number | null;
  readonly combined: number | null;
  /** As printed; null while a part is missing. */
  readonly points: number | null;
  /** `max` less `points`; null with `points`. */
  readonly lost: number | null;
  readonly reason: string | null;
  /** Where points came from a survey's figure, or why they did not. */
  readonly fromSurvey: { readonly leaders: SurveyPoints | null; readonly citizens: SurveyPoints | null };
}

/** `criteria` null: how the area divides is not known. */
export interface AssembledArea extends AssembledLine {
  readonly criteria: readonly AssembledLine[] | null;
}

export interface AssembledScorecard {
  readonly agencyCode: string;
  readonly year: number;
  readonly rules: RulesName;
  readonly areas: readonly AssembledArea[];
  readonly max: number;
  readonly selfAssessed: number | null;
  /** Totals by group: the sum of the lines, or the composition that the source declares where lines do not say. */
  readonly groups: GroupPoints;
  /** Groups whose total is the declared one. */
  readonly declaredGroups: readonly PointGroup[];
  readonly composition: Composition | null;
  /** Sum of the areas' printed points; null while a line is missing. */
  readonly points: number | null;
  readonly lost: number | null;
  /** Codes of the lines that have no points yet. */
  readonly missing: readonly string[];
  readonly published: PublishedStanding | null;
  /** Of what was entered; each names its line and column (`fieldPlace`). */
  readonly problems: readonly ProblemDetail[];
}

/** A column of the scorecard that a problem can be about. */
export type ScorecardField = 'code' | 'selfAssessed' | 'combined' | PointGroup;

/** The line that problems of the declared composition name; no line of the rules may be called so. */
export const TOTAL_LINE = 'total';

/** The place of a problem: `1.2:leaders`. */
export function fieldPlace(code: string, field: ScorecardField): string {
  return `${code}:${field}`;
}

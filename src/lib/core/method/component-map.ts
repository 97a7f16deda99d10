/**
 * Which items make the PAPI-style component scores: dimensions, their sub-dimensions and the indicators of each, as data of a
 * method version (docs/methods.md, "PAPI-style component scores"). An indicator's bounds are the question's theoretical ones, never
 * the observed. PAPI itself is a household survey of its own: every score made here is called "kiểu PAPI".
 */
import type { LocalizedText } from '../questionnaire/questionnaire';

export interface Indicator {
  readonly item: string;
  /** Answer (a level's number or an option's value) → its number x. Answers that are not named ("don't know") leave the indicator. */
  readonly values: Readonly<Record<string, number>>;
  /** Theoretical bounds of x. */
  readonly min: number;
  readonly max: number;
  /** Less is better: s = 1 + 9·(max − x̄)/(max − min). */
  readonly reversed?: true;
}

export interface SubDimension {
  /** `1.1` */
  readonly code: string;
  readonly name: LocalizedText;
  /** Empty: the questionnaire does not cover it, and the dimension has no score. */
  readonly indicators: readonly Indicator[];
}

export interface Dimension {
  /** `d1` … `d8` */
  readonly code: string;
  readonly name: LocalizedText;
  /** A word or two, for a chart's labels. */
  readonly shortName: LocalizedText;
  readonly subDimensions: readonly SubDimension[];
}

export interface ComponentMap {
  /** All eight, in order, covered or not. */
  readonly dimensions: readonly Dimension[];
  /** "Sai số vượt ngưỡng": half the interval of a dimension over this many points … */
  readonly mostHalfWidth: number;
  /** … or fewer respondents or degrees of freedom. */
  readonly minimumRespondents: number;
  readonly minimumDegreesOfFreedom: number;
  /** Below this many ranked units there are no quartile groups. */
  readonly minimumUnits: number;
}

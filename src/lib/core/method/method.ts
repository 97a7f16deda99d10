/**
 * A method version: every choice that turns answers into a figure, as versioned data (docs/methods.md, "Method versions"). A survey
 * pins one; a report prints its name and version. Thresholds, targets and limits are never constants in code.
 */
import type { LocalizedText } from '../questionnaire/questionnaire';
import type { ComponentMap } from './component-map';
import type { ShareWords } from './share-words';

/**
 * What the overall figure is. pooled: Σ satisfied / Σ valid over all items; mean-of-items and mean-of-factors: plain means of the
 * parts' ratios; sum-of-components: no share but the sum of the PAPI-style dimensions.
 */
export type Aggregation = 'pooled' | 'mean-of-items' | 'mean-of-factors' | 'sum-of-components';

export interface Method {
  readonly family: string;
  readonly number: number;
  readonly name: LocalizedText;
  /** Section codes that enter the overall figure; a questionnaire with fewer of them (`sipas-short`) uses those it has. */
  readonly factors: readonly string[];
  /** Scale code → the lowest level that counts as satisfied. */
  readonly satisfiedFrom: Readonly<Record<string, number>>;
  readonly aggregation: Aggregation;
  /** Of means of items or factors: whether a part without a valid answer refuses the figure, or leaves it and is named beside it. */
  readonly absentParts?: 'refuse' | 'leave-out';
  /** Share 0–1 that the province aims at; null: it has set none. */
  readonly target: number | null;
  /** Confidence level of every interval, 0–1. */
  readonly level: number;
  /** Disclosure: a cell with fewer respondents (and more than none) is withheld. */
  readonly minimumRespondents: number;
  /** Below this many respondents there is no split by response option. */
  readonly minimumForOptions: number;
  /** Below this many respondents, or `minimumDegreesOfFreedom`, an agency is "not enough answers" and not ranked. */
  readonly minimumForRanking: number;
  readonly minimumDegreesOfFreedom: number;
  /** From this many ISO weeks with answers on, the PSU of a continuous survey is the week. */
  readonly weeksForWeeklyUnits: number;
  /** What the share is called; left out: satisfaction. */
  readonly words?: ShareWords;
  /** PAPI-style scores of the questionnaire's items; left out: none. */
  readonly components?: ComponentMap;
  /** How sure we are that an official text says so. */
  readonly certainty: 'official' | 'assumed';
  readonly note: LocalizedText;
}

/** A survey by such a method has a board of scores and no report: its figures are no percentages. */
export function isScoreOnly({ aggregation }: Pick<Method, 'aggregation'>): boolean {
  return aggregation === 'sum-of-components';
}

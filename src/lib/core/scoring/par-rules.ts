/**
 * A version of the rules of the PAR INDEX (Chỉ số cải cách hành chính; docs/methods.md, "PAR INDEX points"): areas and criteria with
 * their maxima, who gives each its points, and how a survey's share becomes points. Data, versioned: a scorecard names the version
 * that it was made by.
 *
 * A published result often names the areas only. Then how an area divides into criteria is not known, and the rules say so
 * (`criteria: null`) instead of inventing one: points stand for the area as a whole.
 */
import type { LocalizedText } from '../questionnaire/questionnaire';
import type { Conversion } from './par-points';

/** appraisal: by the appraising body, from documents; leaders: survey of leading and managing officials; citizens: survey of people. */
export type PointSource = 'appraisal' | 'leaders' | 'citizens';
export type SurveySource = Exclude<PointSource, 'appraisal'>;

export interface RulesName {
  readonly family: string;
  readonly number: number;
}

export interface ParCriterion {
  readonly code: string;
  readonly name: LocalizedText;
  /** Points, at most two decimals. */
  readonly max: number;
  readonly source: PointSource;
  /** How the share of a survey becomes points; absent: the points come as they are. */
  readonly conversion?: Conversion;
  /** The survey's figure that is converted: `overall` or a section's code. */
  readonly figure?: string;
}

interface AreaBase {
  readonly code: string;
  readonly name: LocalizedText;
  /** Points, at most two decimals. */
  readonly max: number;
}

export interface DividedArea extends AreaBase {
  readonly criteria: readonly ParCriterion[];
}

/** How the area divides into criteria is not known, or it has none: points for the whole of it, by those of `sources`. */
export interface WholeArea extends AreaBase {
  readonly criteria: null;
  readonly sources: readonly PointSource[];
  readonly conversion?: Conversion;
  readonly figure?: string;
}

export type ParArea = DividedArea | WholeArea;

export interface ParRules extends RulesName {
  readonly name: LocalizedText;
  /** How sure we are that an official text says so. */
  readonly certainty: 'official' | 'assumed';
  readonly note: LocalizedText;
  /** What the areas' maxima add up to: 100. */
  readonly total: number;
  readonly areas: readonly ParArea[];
}

/** A line of the scorecard that points are given to: a criterion, or an area as a whole. */
export interface PointLine extends AreaBase {
  readonly sources: readonly PointSource[];
  readonly conversion?: Conversion;
  readonly figure?: string;
}

/** The lines of an area that points are given to, in order. */
export function pointLinesOf(area: ParArea): readonly PointLine[] {
  return area.criteria === null ? [area] : area.criteria.map((criterion) => ({ ...criterion, sources: [criterion.source] }));
}

/** `par-index/1` */
export function rulesLabel({ family, number }: RulesName): string {
  return `${family}/${number}`;
}

/** The name in `par-index/1`; undefined: it is none. */
export function readRulesLabel(label: string): RulesName | undefined {
  const [, family, number] = /^([a-z][a-z0-9-]*)\/([1-9]\d{0,5})$/.exec(label.trim()) ?? [];
  return family === undefined ? undefined : { family, number: Number(number) };
}

/**
 * What a report says, ready for a page, a CSV or a JSON: values only, shares 0–1 at full precision, disclosure already applied.
 * A figure that may not be shown carries its reason and no value; a page never decides that by itself.
 */
import type { FrozenRecord } from '../fieldwork/frozen-record';
import type { Day } from '../calendar/day';
import type { Period } from '../calendar/period';
import type { Estimate, Interval } from '../estimation/estimate';
import type { Aggregation } from '../method/method';
import type { ShareWords } from '../method/share-words';
import type { LocalizedText } from '../questionnaire/questionnaire';
import type { CounterMove } from './counter-moves';
import type { Lineage } from './lineage';
import type { SlipCoverage } from './slip-coverage';
import type { Rewording, Wordings } from './wording';

export type { Period, PeriodKind } from '../calendar/period';

/**
 * shown      estimate and n are there
 * none       no valid answer at all
 * few        1–4 respondents: staff see the count `n`, never the figure
 * complement would reveal a withheld neighbour by subtraction: neither n nor figure
 * near       a free range that differs from a named period by 1–4 respondents: neither n nor figure
 * refused    the method cannot form it (mean of items with an item nobody answered)
 */
export type Disclosure = 'shown' | 'none' | 'few' | 'complement' | 'near' | 'refused';

export interface Figure {
  /** `overall`, a factor's section code, or an item's code. */
  readonly code: string;
  readonly name: LocalizedText;
  readonly disclosure: Disclosure;
  /** Respondents of the domain; null where even the count may not be shown. */
  readonly n: number | null;
  /** Only with `shown`. */
  readonly estimate: Estimate | null;
  /** With `refused`: the parts (item or factor codes) that have no valid answer. */
  readonly missing: readonly string[];
}

export interface FactorFigure extends Figure {
  readonly shortName: LocalizedText;
  /** False for a section the method leaves out of the overall figure. */
  readonly inOverall: boolean;
}

export interface ItemFigure extends Figure {
  readonly section: string;
  /** 1-based number as printed. */
  readonly number: number;
  readonly notApplicable: number | null;
  readonly noAnswer: number | null;
  /** Counts by level 1…k with their labels; null where there are too few respondents for a split by option. */
  readonly levels:
    readonly { readonly level: number; readonly label: LocalizedText; readonly count: number; readonly satisfied: boolean }[] | null;
  /** Mean level (1…k) and share at the two lowest levels; null with `levels`. */
  readonly meanLevel: number | null;
  readonly dissatisfied: number | null;
}

export interface RateFigure extends Figure {
  readonly item: string;
  /** Answers that count, of `n` who were asked and answered; null where withheld. */
  readonly count: number | null;
  readonly alarm: boolean;
  readonly alarmAbove: number | null;
  readonly alarmCount: boolean;
}

/** A place below or beside: a child agency, a counter, a month. `code` is what its link needs. */
export interface PlaceFigure extends Figure {
  /** Under the method's minimum for ranking: shown soft, "not enough answers", listed after the others. */
  readonly thin: boolean;
}

export interface MonthFigure extends Figure {
  /** `2026-11` */
  readonly month: string;
  /** Index in the report's `methods`: no line and no difference crosses from one to the next. */
  readonly method: number;
}

/** A questionnaire and method that a part of the trend was made by. */
export interface TrendMethod {
  readonly name: LocalizedText;
  readonly number: number;
  readonly questionnaire: LocalizedText;
  /** Days on which its questions were reworded. */
  readonly rewordings: readonly Rewording[];
  /** The first day it was in use here. */
  readonly from: Day;
}

export interface Comparison {
  /** True where the reader's tree holds the sisters: then `code` and `name` are there. */
  readonly named: boolean;
  readonly units: readonly {
    readonly code: string | null;
    readonly name: LocalizedText | null;
    readonly own: boolean;
    readonly value: number;
    readonly interval: Interval | null;
    readonly n: number | null;
    readonly thin: boolean;
  }[];
  /** Sisters not shown because too few answered. */
  readonly withheld: number;
}

export interface Change {
  readonly previous: Period;
  /** This period minus the previous, in shares (0.01 = one percentage point), from unrounded figures. */
  readonly difference: number;
  readonly interval: Interval;
  /** The interval does not cover zero. */
  readonly beyondError: boolean;
}

export interface CommentMonth {
  readonly month: string;
  readonly disclosure: 'shown' | 'few' | 'near' | 'complement';
  /** In no order of time. */
  readonly texts: readonly string[];
  /** Comments of the month beyond those listed. */
  readonly more?: number;
}

export interface NotCountedForms {
  readonly held: number;
  readonly excluded: number;
  /** By ground (core/quality/decision.ts), the most first. */
  readonly grounds: readonly { readonly ground: string; readonly held: number; readonly excluded: number }[];
}

export interface NotCounted extends NotCountedForms {
  /** Of all valid answers; null: it would give away the answers of a few. */
  readonly all: Figure | null;
}

export interface Report {
  readonly agency: { readonly code: string; readonly name: LocalizedText; readonly kind: string };
  /** Present on a counter's report. */
  readonly counter: { readonly code: string; readonly name: string } | null;
  readonly survey: {
    readonly codes: readonly string[];
    readonly name: LocalizedText;
    readonly mode: 'continuous' | 'sampled';
    readonly psu: 'day' | 'respondent' | 'design';
    readonly demonstration: boolean;
    readonly questionnaire: { readonly code: string; readonly title: LocalizedText } & Wordings;
    readonly method: {
      readonly family: string;
      readonly number: number;
      readonly name: LocalizedText;
      readonly aggregation: Aggregation;
      /** The method also makes PAPI-style scores. */
      readonly components: boolean;
      /** Share 0–1; null: the method has none. */
      readonly target: number | null;
      readonly level: number;
      readonly certainty: 'official' | 'assumed';
      readonly note: LocalizedText;
      readonly words: ShareWords;
      readonly minimumRespondents: number;
      readonly minimumForRanking: number;
      readonly minimumDegreesOfFreedom: number;
    };
  };
  readonly period: Period;
  /** The range that was asked for, where the shown one was widened. */
  readonly asked: { readonly from: Day; readonly to: Day } | null;
  /** The period has not ended yet. */
  readonly running: boolean;
  /** What one PSU is here; `psu`: the sampling unit of a sampled survey's design. */
  readonly unit: 'day' | 'week' | 'respondent' | 'psu';
  /** How many the sample has in this period; null where the overall figure may not be shown. */
  readonly units: number | null;
  /** Forms received (respondents, with or without a valid answer); null where it may not be shown. */
  readonly respondents: number | null;
  readonly valid: number | null;
  readonly notApplicableShare: number | null;
  readonly noAnswerShare: number | null;
  readonly overall: Figure;
  readonly factors: readonly FactorFigure[];
  readonly items: readonly ItemFigure[];
  readonly rates: readonly RateFigure[];
  readonly trend: readonly MonthFigure[];
  /** What made the trend's months, the earliest first; the last made this report. Several: the method changed. */
  readonly methods: readonly TrendMethod[];
  /** There is a period before, but it was measured by another method (at least in part). */
  readonly changeCut: boolean;
  readonly children: readonly PlaceFigure[];
  readonly counters: readonly PlaceFigure[];
  readonly comparison: Comparison | null;
  readonly change: Change | null;
  readonly comments: readonly CommentMonth[];
  readonly lineage: Lineage;
  /** Counters of the place that left the survey or joined it while it ran, up to the period's end, those before the trend's first month left out. */
  readonly counterMoves: readonly CounterMove[];
  /** Of one round alone: what it was closed with. Its open matters, and who closed it, are the desk's. */
  readonly round?: { readonly record: FrozenRecord; readonly hash: string };
  /** Null: every answer counts. */
  readonly notCounted: NotCounted | null;
  /** Slips of the one-stop software; left out: there are none, or none may be told of. */
  readonly slips?: SlipCoverage;
}

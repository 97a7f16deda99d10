/** What a ranking says, ready for a page or a file: values only, disclosure already applied. */
import type { Interval } from '../estimation/estimate';
import type { Rank } from '../scoring/ranking';
import type { IndexChoice } from './index-choice';
import type { Lineage } from './lineage';
import type { PlaceNotCounted } from './not-counted';
import type { Change, Figure, NotCountedForms, Report } from './report';

/** ranked; thin: too few respondents or degrees of freedom; hidden: withheld or refused; none: nobody answered. */
export type RankingState = 'ranked' | 'thin' | 'hidden' | 'none';

export interface RankedAgency extends Figure {
  readonly state: RankingState;
  /** Only with `ranked`. */
  readonly rank: Rank | null;
  /** Against the period before; null where either figure or interval is missing, or the method changed between. */
  readonly change: Change | null;
  /** null: every answer counts, or nobody decides about answers of such a survey. */
  readonly notCounted: PlaceNotCounted | null;
  /** It took over others within the period: their answers before that day are in its figure. */
  readonly formed: Lineage['formed'];
}

export interface Ranking {
  readonly agency: Report['agency'];
  readonly survey: Report['survey'];
  readonly period: Report['period'];
  readonly running: boolean;
  readonly unit: Report['unit'];
  /** The index it is by, and all there are. */
  readonly index: IndexChoice & {
    readonly measure: 'satisfied-share' | 'case-share' | 'mean' | 'component-score';
    readonly bounds: readonly [number, number];
  };
  readonly indices: readonly IndexChoice[];
  /** The kind of agencies ranked, and the kinds there are with how many of each. */
  readonly kind: string;
  readonly kinds: readonly { readonly kind: string; readonly agencies: number }[];
  /** What the classes are against; null: neither a target nor a figure of the whole. */
  readonly reference: { readonly kind: 'target' | 'whole'; readonly value: number; readonly interval: Interval | null } | null;
  /** Which references there are. */
  readonly references: readonly ('target' | 'whole')[];
  /** The figure of everything below the agency. */
  readonly whole: Figure;
  /** Of the agency with everything below it; null: every answer counts. */
  readonly notCounted: NotCountedForms | null;
  /** Ranked ones in the order of their ranks, then thin, hidden and empty ones by name. */
  readonly agencies: readonly RankedAgency[];
}

/** The last step of a round: what is still open, what it will be closed with, and, once it is frozen, its record. */
import { localDay } from '../../core/calendar/day';
import type { FrozenRecord } from '../../core/fieldwork/frozen-record';
import { readFrozenRecord } from '../../core/fieldwork/read-frozen-record';
import type { LedgerLine } from '../../core/fieldwork/ledger';
import type { OpenMatters } from '../../core/fieldwork/open-matters';
import type { RoundCounts } from '../../core/fieldwork/round-counts';
import type { ProblemCode, ProblemParameters } from '../../core/problem';
import { Problem } from '../../core/problem';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { WeightDistribution } from '../../core/weighting/distribution';
import { describeWeights } from '../../core/weighting/distribution';
import type { StepKind } from '../../core/weighting/steps';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import { countErasedOnWish } from '../store/erasures';
import type { Survey } from '../store/surveys';
import { findStandingDraw } from '../store/weighted-units';
import { findUser } from '../store/users';
import { findRoundToRead } from './find-round';
import { weighForGood } from './freeze-round';
import { readClosing } from './read-closing';

export interface OpenedClosing {
  readonly survey: { readonly code: string; readonly name: LocalizedText; readonly state: Survey['state']; readonly ownerCode: string };
  readonly mayWrite: boolean;
  /** People erased on their own wish, who cannot be asked again. */
  readonly erasedOnWish: { readonly count: number; readonly drawnAgain: number };
  /** null: no sample was drawn. */
  readonly open: OpenMatters | null;
  /** What became of the units so far, and of paper forms; null as `open`, and once it is frozen: the record says it. */
  readonly counts: RoundCounts | null;
  readonly paper: LedgerLine | null;
  readonly weights: { readonly hash: string; readonly distribution: WeightDistribution; readonly steps: readonly StepKind[] } | null;
  /** Why it cannot be frozen yet. */
  readonly fault: { readonly code: ProblemCode; readonly parameters: ProblemParameters } | null;
  readonly frozen: { readonly record: FrozenRecord; readonly hash: string; readonly by: string | null } | null;
}

/** Throws what `findRoundToRead` throws. */
export async function openClosing(db: Db, asking: Asking, code: string, now: Date): Promise<OpenedClosing> {
  const { survey, round, owner, mayWrite } = await findRoundToRead(db, asking, code, localDay(now));
  const common = {
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en }, state: survey.state, ownerCode: owner.code },
    mayWrite,
    erasedOnWish: await countErasedOnWish(db, survey.id)
  };
  if (round.frozen_record !== null)
    return {
      ...common,
      open: null,
      counts: null,
      paper: null,
      weights: null,
      fault: null,
      frozen: {
        record: readFrozenRecord(round.frozen_record),
        hash: round.frozen_hash!,
        by: round.frozen_by === null ? null : ((await findUser(db, round.frozen_by))?.name ?? null)
      }
    };
  const draw = await findStandingDraw(db, survey.id);
  const { open = null, counts = null, paper = null } = draw ? await readClosing(db, survey, now) : {};
  const facts = { ...common, open, counts, paper };
  if (survey.state !== 'closed') return { ...facts, weights: null, fault: { code: 'weights-not-closed', parameters: {} }, frozen: null };
  try {
    const { hash, rows, weighting } = await weighForGood(db, survey, now);
    const distribution = describeWeights(rows.map(({ weight }) => weight));
    return { ...facts, weights: { hash, distribution, steps: weighting.steps.map(({ kind }) => kind) }, fault: null, frozen: null };
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    return { ...facts, weights: null, fault: { code: failure.code, parameters: failure.parameters }, frozen: null };
  }
}

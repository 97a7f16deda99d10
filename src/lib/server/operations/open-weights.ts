/** A round's weights as they stand: what became of its units, each step with its result, and what may come next. */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { ProblemCode, ProblemParameters } from '../../core/problem';
import type { LocalizedText } from '../../core/questionnaire/questionnaire';
import type { StepResult, WeightedSample } from '../../core/weighting/apply-steps';
import type { StepKind, WeightingStep } from '../../core/weighting/steps';
import { nextSteps } from '../../core/weighting/steps';
import type { UnitOutcome } from '../../core/weighting/weighted-unit';
import type { Asking } from '../auth/access';
import type { Db } from '../schema';
import type { Survey } from '../store/surveys';
import { findRoundToRead } from './find-round';
import { readWeighting, weigh } from './read-weighting';
import type { Weighting } from './read-weighting';
import type { StratumWords } from './read-stratum-words';
import { readStratumWords } from './read-stratum-words';
import type { WeightingVariable } from './weighting-variables';
import { weightingVariables } from './weighting-variables';

export interface OpenedWeights {
  readonly survey: { readonly code: string; readonly name: LocalizedText; readonly state: Survey['state'] };
  readonly mayWrite: boolean;
  readonly isFrozen: boolean;
  /** 0: no step was taken yet. */
  readonly run: number;
  /** null: no sample was drawn. */
  readonly units: (Readonly<Record<UnitOutcome, number>> & { readonly reserves: number }) | null;
  readonly steps: readonly { readonly step: WeightingStep; readonly result: StepResult }[];
  readonly next: readonly StepKind[];
  /** Why the steps that are kept cannot be taken any more: an answer or a status has changed since. */
  readonly fault: { readonly code: ProblemCode; readonly parameters: ProblemParameters; readonly step: StepKind } | null;
  readonly variables: readonly WeightingVariable[];
  /** Strata that were joined since one of them had a single respondent or unit left. */
  readonly joined: readonly (readonly string[])[];
  readonly stratumWords: StratumWords;
  /** Codes of the variables whose totals are being typed. */
  readonly asked: readonly string[];
}

/** Throws what `findRoundToRead` throws. */
export async function openWeights(db: Db, asking: Asking, code: string, query: URLSearchParams, now: Date): Promise<OpenedWeights> {
  const { survey, round, mayWrite } = await findRoundToRead(db, asking, code, localDay(now));
  const weighting = await readWeighting(db, survey, now);
  const isFrozen = round.frozen_at !== null;
  const common = {
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en }, state: survey.state },
    mayWrite: mayWrite && !isFrozen && survey.state === 'closed',
    isFrozen
  };
  if (!weighting) return { ...common, ...NOT_DRAWN };
  const { sample, fault } = weighAsFar(weighting);
  const variables = weightingVariables(weighting);
  const joined = weighting.steps.length > 0 ? sample.design.joined : [];
  const clusters = joined.flatMap((labels) => labels.map((label) => label.split(' · ').at(-1)!));
  return {
    ...common,
    run: weighting.run?.number ?? 0,
    units: countUnits(weighting),
    steps: sample.results.map((result, i) => ({ step: weighting.steps[i]!, result })),
    next: fault ? [] : nextSteps(weighting.steps),
    fault,
    variables,
    joined,
    stratumWords: await readStratumWords(db, weighting.draw, clusters),
    asked: query.getAll('margin').filter((one) => variables.some((variable) => variable.code === one))
  };
}

const NOT_DRAWN = {
  ...{ run: 0, units: null, steps: [], next: [], fault: null, variables: [], joined: [], asked: [] },
  stratumWords: { parts: [], agencies: {} }
};

function weighAsFar(weighting: Weighting): { readonly sample: WeightedSample; readonly fault: OpenedWeights['fault'] } {
  let fault: OpenedWeights['fault'] = null;
  for (let steps = weighting.steps; ; steps = steps.slice(0, -1))
    try {
      return { sample: weigh({ ...weighting, steps }), fault };
    } catch (failure) {
      if (!(failure instanceof Problem) || steps.length === 0) throw failure;
      fault = { code: failure.code, parameters: failure.parameters, step: steps.at(-1)!.kind };
    }
}

function countUnits({ units }: Pick<Weighting, 'units'>): NonNullable<OpenedWeights['units']> {
  const count = (outcome: UnitOutcome) => units.filter((unit) => unit.outcome === outcome).length;
  return {
    responded: count('responded'),
    silent: count('silent'),
    unknown: count('unknown'),
    ineligible: count('ineligible'),
    reserves: units.filter(({ role }) => role === 'reserve').length
  };
}

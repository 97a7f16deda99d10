/**
 * Steps of a round's weighting, taken and undone until the round is frozen. Each change is a run of its own, kept with its steps, so
 * that what was tried stays to be seen; the last one stands.
 */
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { readFields, wrongField } from '../../core/read-fields';
import type { WeightingStep } from '../../core/weighting/steps';
import { nextSteps } from '../../core/weighting/steps';
import type { Asking } from '../auth/access';
import { newId } from '../new-id';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { insertRun } from '../store/weights';
import { inTransaction } from '../transaction';
import { holdRoundToWrite } from './find-round';
import { readMargins, TOTALS_FILE } from './read-margins';
import type { Weighting } from './read-weighting';
import { readWeighting, weigh } from './read-weighting';
import type { WeightingVariable } from './weighting-variables';
import { weightingVariables } from './weighting-variables';

export const WEIGHT_CHANGES = ['base', 'non-response', 'trim', 'fit', 'undo'] as const;
export type WeightChange = (typeof WEIGHT_CHANGES)[number];

/** Throws what `findRoundToWrite` throws, weights-not-closed, weights-no-draw, weighting-order, `form-invalid`, and what the step refuses. */
export async function changeWeights(db: Db, asking: Asking, code: string, change: WeightChange, form: FormData, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { survey, user } = await holdRoundToWrite(trx, asking, code, localDay(now));
    if (survey.state !== 'closed') throw new Problem('weights-not-closed');
    const weighting = await readWeighting(trx, survey, now);
    if (!weighting) throw new Problem('weights-no-draw');
    const before = weighting.steps;
    const steps = change === 'undo' ? before.slice(0, -1) : [...before, await readStep(form, change, weighting)];
    if (change === 'undo' && before.length === 0) return;
    const { results } = change === 'undo' ? { results: [] } : tryStep({ ...weighting, steps }, asking.language);
    await insertRun(trx, {
      id: newId(),
      survey_id: survey.id,
      steps: JSON.stringify(steps),
      state: 'draft',
      hash: '',
      number: (weighting.run?.number ?? 0) + 1,
      made_by: user.id,
      made_at: now.toISOString(),
      diagnostics: JSON.stringify(results)
    });
    await appendAuditEvent(trx, byUser(user, now), {
      action: change === 'undo' ? 'survey.weights-undo' : 'survey.weights-add',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: { step: (change === 'undo' ? before : steps).at(-1)!.kind, steps: [before.length, steps.length] }
    });
  });
}

async function readStep(form: FormData, change: Exclude<WeightChange, 'undo'>, weighting: Weighting): Promise<WeightingStep> {
  const allowed = nextSteps(weighting.steps);
  if (change === 'fit' ? !allowed.includes('rake') : !allowed.includes(change)) throw new Problem('weighting-order');
  if (change === 'base') return { kind: 'base' };
  if (change === 'trim') return { kind: 'trim', ...readFields({ timesMean: () => readNumber(form, 'timesMean', 1.1, 20) }) };
  const variables = weightingVariables(weighting);
  const limits = readFields({
    minimumRespondents: () => readNumber(form, 'minimumRespondents', 1, 1000),
    mostFactor: () => readNumber(form, 'mostFactor', 1.1, 100)
  });
  if (change === 'non-response') {
    const frame = variables.filter((variable) => variable.frame !== null).map(({ code }) => code);
    return { kind: 'non-response', classes: chosen(form, 'class').filter((code) => frame.includes(code)), limits };
  }
  const asked = chosen(form, 'margin').flatMap((code) => variables.filter((variable) => variable.code === code));
  if (asked.length === 0) throw wrongField('margin', 'margins-none');
  const [first, ...others] = await readMargins(form, asked);
  return others.length === 0 ? { kind: 'post-stratify', margin: first!, limits } : { kind: 'rake', margins: [first!, ...others], limits };
}

/** A refusal of totals stands at the totals, its variable and level by their names. */
function tryStep(weighting: Weighting, language: 'vi' | 'en') {
  try {
    return weigh(weighting);
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    const { kind } = weighting.steps.at(-1)!;
    if (kind === 'trim') throw wrongField('timesMean', failure.code, failure.parameters);
    if (kind !== 'rake' && kind !== 'post-stratify') throw failure;
    const variables = weightingVariables(weighting);
    throw wrongField(TOTALS_FILE, failure.code, named(failure.parameters, variables, language));
  }
}

function named(parameters: Problem['parameters'], variables: readonly WeightingVariable[], language: 'vi' | 'en'): Problem['parameters'] {
  const variable = variables.find(({ code }) => code === parameters['variable']);
  const level = variable?.levels.find((one) => one.level === parameters['level']);
  const textOf = (name: WeightingVariable['name'] | undefined) => name?.[language] ?? name?.vi;
  const of = {
    variable: textOf(variable?.name),
    level: textOf(level?.name)
  };
  return { ...parameters, ...(of.variable !== undefined && { variable: of.variable }), ...(of.level !== undefined && { level: of.level }) };
}

function chosen(form: FormData, name: string): readonly string[] {
  return [...new Set(form.getAll(name).map(String))];
}

/** With a comma or a point. Throws `weights-number`. */
function readNumber(form: FormData, name: string, least: number, most: number): number {
  const typed = textField(form, name).trim().replace(',', '.');
  const value = /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : NaN;
  if (!(value >= least && value <= most)) throw new Problem('weights-number', { least, most });
  return value;
}

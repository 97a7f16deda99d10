/**
 * What a round's weights are made of: its units with what became of them, what they can be classed by, and the run that stands. The
 * weights themselves are worked out again at every look; a run keeps its steps, and once it is final its weights.
 */
import { classOf, standing } from '../../core/fieldwork/dispositions';
import { itemsOf } from '../../core/questionnaire/questionnaire';
import type { ChoiceItem, LocalizedText } from '../../core/questionnaire/questionnaire';
import { decodeAnswers } from '../../core/response/encode-answers';
import type { WeightedSample } from '../../core/weighting/apply-steps';
import { applySteps } from '../../core/weighting/apply-steps';
import type { WeightingStep } from '../../core/weighting/steps';
import { storedLevels } from '../../core/weighting/stored-fit';
import type { UnitOutcome, WeightedUnit } from '../../core/weighting/weighted-unit';
import type { Db, Schema } from '../schema';
import { listLatestAttempts } from '../store/field-board';
import type { QuestionnaireVersion } from '../store/questionnaires';
import type { Survey } from '../store/surveys';
import { getQuestionnaireVersion } from '../store/versions';
import type { SampledUnitRow } from '../store/weighted-units';
import { findStandingDraw, listAgencyNames, listSampledUnits } from '../store/weighted-units';
import type { ResponseWeight, WeightingRun } from '../store/weights';
import { findLatestRun } from '../store/weights';

/** What every unit of the list has. */
export const FRAME_VARIABLES = ['stratum', 'agency', 'level', 'field', 'area', 'kind'] as const;
export type FrameVariable = (typeof FRAME_VARIABLES)[number];

const ITEM = 'item.';

export interface Weighting {
  readonly draw: Schema['draws'];
  readonly rows: readonly SampledUnitRow[];
  readonly units: readonly WeightedUnit[];
  readonly isOneStage: boolean;
  readonly version: QuestionnaireVersion;
  readonly agencyNames: ReadonlyMap<string, LocalizedText>;
  /** undefined: no step was taken yet. */
  readonly run: WeightingRun | undefined;
  readonly steps: readonly WeightingStep[];
}

/** undefined: no sample was drawn. */
export async function readWeighting(db: Db, survey: Survey, now: Date): Promise<Weighting | undefined> {
  const draw = await findStandingDraw(db, survey.id);
  if (!draw) return undefined;
  const latest = await listLatestAttempts(db, survey.id);
  const rows = (await listSampledUnits(db, draw.id)).map((row) => ({ ...row, disposition: lastWord(row, latest.get(row.id)) }));
  const version = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  const agencyNames = await listAgencyNames(db, [...new Set(rows.map(({ agencyId }) => agencyId))], now);
  const run = await findLatestRun(db, survey.id);
  const items = choiceItems(version);
  return {
    draw,
    rows,
    units: rows.map((row) => unitOf(row, items)),
    isOneStage: rows.every(({ cluster }) => cluster === ''),
    version,
    agencyNames: new Map([...agencyNames].map(([id, name]) => [rows.find(({ agencyId }) => agencyId === id)!.agencyCode, name])),
    run,
    steps: run ? (JSON.parse(run.steps) as WeightingStep[]) : []
  };
}

export function weigh({ units, isOneStage, steps }: Pick<Weighting, 'units' | 'isOneStage' | 'steps'>): WeightedSample {
  return applySteps(units, steps, isOneStage);
}

/** Rows of a final run. */
export function weightRows(
  { rows }: Pick<Weighting, 'rows'>,
  runId: string,
  { respondents, base, weights, design, fitted }: WeightedSample
): readonly ResponseWeight[] {
  return respondents.map((unit, i) => {
    const { stratum, psu, fpc } = design.rows[unit]!;
    return {
      weighting_run_id: runId,
      response_id: rows[unit]!.responseId!,
      ...{ stratum, psu, fpc },
      base_weight: base[i]!,
      weight: weights[i]!,
      margins: fitted ? JSON.stringify(storedLevels(fitted, i)) : null
    };
  });
}

/** Items with one answer out of a list: what a population is known by. */
export function choiceItems({
  content
}: Pick<QuestionnaireVersion, 'content'>): readonly { readonly at: number; readonly item: ChoiceItem }[] {
  return itemsOf(content).flatMap((item, at) => (item.kind === 'choice' ? [{ at, item }] : []));
}

export const itemVariable = (code: string): string => `${ITEM}${code}`;

function unitOf(row: SampledUnitRow, items: ReturnType<typeof choiceItems>): WeightedUnit {
  const answers = row.answers === null ? [] : decodeAnswers(row.answers);
  const answered = items.map(({ at, item }) => {
    const answer = answers[at];
    return [itemVariable(item.code), typeof answer === 'number' ? (item.options[answer - 1]?.value ?? '') : ''];
  });
  return {
    id: `${row.serial}`,
    stratum: row.stratum,
    psu: row.psu,
    psuProbability: row.psuProbability,
    cluster: row.cluster,
    inclusionProbability: row.inclusionProbability,
    role: row.role,
    outcome: outcomeOf(row),
    traits: {
      ...{
        stratum: row.stratum,
        agency: row.agencyCode,
        level: row.agencyKind,
        field: row.serviceField,
        area: row.area,
        kind: row.personKind
      },
      ...(Object.fromEntries(answered) as Record<string, string>)
    }
  };
}

/** What its latest attempt stands for where nothing settled the unit, as the field's board counts it; '' where nobody tried. */
function lastWord({ disposition, responseId }: SampledUnitRow, attempt: string | undefined): string {
  return disposition !== '' || responseId !== null || attempt === undefined ? disposition : standing('', attempt);
}

/** An answer that does not count (held, taken out) is a unit without one. AAPOR's class says the rest; nothing yet is not known. */
function outcomeOf({ responseId, status, disposition }: SampledUnitRow): UnitOutcome {
  if (responseId !== null && status === 'counted') return 'responded';
  if (responseId !== null) return 'silent';
  const name = classOf(standing(disposition, null));
  if (name === 'NE') return 'ineligible';
  return name === 'UH' || name === 'UO' ? 'unknown' : 'silent';
}

/** Each unit of a round's draw, main or released, with its base weight and what became of it: what the rates of its record are counted from. */
import type { Day } from '../../core/calendar/day';
import type { CountedUnit } from '../../core/fieldwork/round-counts';
import { releasedWeights } from '../../core/weighting/released-weights';
import type { Db } from '../schema';
import type { RoundUnit } from '../store/field-board';
import { listLatestAttempts, listRoundUnits } from '../store/field-board';
import { stands } from './open-field-board';

export type UnitOutcome = RoundUnit & CountedUnit;

export async function readOutcomes(db: Db, surveyId: string, day: Day): Promise<readonly UnitOutcome[]> {
  const units = await listRoundUnits(db, surveyId, day);
  const latest = await listLatestAttempts(db, surveyId);
  const weights = releasedWeights(units, units.every(({ cluster }) => cluster === '')); // prettier-ignore
  return units.map((unit, at) => ({
    ...unit,
    standing: stands(unit, latest.get(unit.id) ?? null).standing,
    isReserve: unit.role === 'reserve',
    isUsed: unit.status === 'counted',
    weight: weights[at]!
  }));
}

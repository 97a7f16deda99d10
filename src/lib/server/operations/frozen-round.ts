/** What a report says of the round that it is of. */
import { readFrozenRecord } from '../../core/fieldwork/read-frozen-record';
import type { Report } from '../../core/report/report';
import type { Db } from '../schema';
import { findRound } from '../store/rounds';
import type { Survey } from '../store/surveys';

/** undefined: it is of several surveys, or of none that was frozen. Reasons for what was left open, and who closed it, are the desk's. */
export async function findFrozenRound(db: Db, surveys: readonly Survey[]): Promise<Report['round']> {
  const [survey, another] = surveys;
  if (!survey || another || survey.psu !== 'design') return undefined;
  const { frozen_record: text, frozen_hash: hash } = await findRound(db, survey.id);
  if (text === null || hash === null) return undefined;
  return { record: { ...readFrozenRecord(text), acknowledged: [], frozenBy: '' }, hash };
}

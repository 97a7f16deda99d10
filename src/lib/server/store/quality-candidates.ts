/** What a rule goes over: counters' months that were judged. */
import type { Db } from '../schema';
import { startsWith } from './agencies';
import type { PlacesOnDay } from './agencies-within';
import { isShown } from './agencies-within';

export interface CandidateMonth {
  readonly counterId: string;
  readonly month: string;
  readonly counterCode: string;
  readonly counterName: string;
  readonly agencyVi: string;
  readonly agencyEn: string;
}

/** Of the survey, in these months, at these places' counters or the one; by agency and name. */
export async function listCandidates(
  db: Db,
  surveyId: string,
  { from, to }: { readonly from: string; readonly to: string },
  { within, except, day }: PlacesOnDay,
  counterId: string | null
): Promise<readonly CandidateMonth[]> {
  let query = db
    .selectFrom('counter_month_verdicts as v')
    .innerJoin('counters as c', 'c.id', 'v.counter_id')
    .innerJoin('agency_versions as n', (join) => join.onRef('n.agency_id', '=', 'c.agency_id').on(isShown('n', day)))
    .select(['v.counter_id as counterId', 'v.month', 'c.code as counterCode', 'c.name as counterName'])
    .select(['n.name_vi as agencyVi', 'n.name_en as agencyEn'])
    .where('v.survey_id', '=', surveyId)
    .where('v.month', '>=', from)
    .where('v.month', '<=', to)
    .where((eb) => eb.or(within.map((scope) => startsWith('n.path', scope))));
  for (const own of except) query = query.where((eb) => eb.not(startsWith('n.path', own)));
  if (counterId !== null) query = query.where('c.id', '=', counterId);
  return query.orderBy('n.sort_key').orderBy('c.sort_key').orderBy('c.id').orderBy('v.month').execute();
}

/**
 * Where an answer stands in reports, whoever reads it: a drawn unit's with the agency that handled the transaction (`directKey`), any other
 * at the counter that received it; null: at none. The table is known as `r`.
 */
import type { ExpressionBuilder } from 'kysely';
import { sql } from 'kysely';
import { agencyOfDirectKey, directKey } from '../../core/agency/direct-key';
import type { ResponseTable } from '../schema';

export const ANSWER_PLACE = sql<
  string | null
>`case when r.sampled_unit_id is null then r.receiving_counter_id else ${sql.lit(directKey(''))} || r.handling_agency_id end`;

/** Of these places, as an index finds them. */
export function standsAt(places: readonly string[]) {
  const agencies = places.flatMap((place) => agencyOfDirectKey(place) ?? []);
  const counters = places.filter((place) => agencyOfDirectKey(place) === undefined);
  return (of: ExpressionBuilder<{ r: ResponseTable }, 'r'>) =>
    of.or([
      ...(counters.length > 0 ? [of.and([of('r.sampled_unit_id', 'is', null), of('r.receiving_counter_id', 'in', counters)])] : []),
      ...(agencies.length > 0 ? [of.and([of('r.sampled_unit_id', 'is not', null), of('r.handling_agency_id', 'in', agencies)])] : [])
    ]);
}

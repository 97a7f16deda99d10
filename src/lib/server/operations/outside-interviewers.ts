/**
 * Who may ask about which agency: nobody who holds any role there or below it, as with second interviews. An agency that asks about itself
 * in a round of its own has nobody else: there it is only said.
 */
import type { Day } from '../../core/calendar/day';
import { isWithin } from '../../core/agency/path';
import { isIndependent } from '../../core/reinterview/independence';
import type { Db } from '../schema';
import { listGrantsOf } from '../store/users';

export interface OutsideInterviewers {
  /** `agencyPath`: of the agency that handled the unit. */
  readonly isOf: (personId: string, agencyPath: string) => boolean;
  readonly mayAsk: (personId: string, agencyPath: string) => boolean;
}

/** `ownerPath`: of the round's owner. */
export async function readOutsideInterviewers(
  db: Db,
  personIds: readonly string[],
  ownerPath: string,
  today: Day
): Promise<OutsideInterviewers> {
  const grants = await listGrantsOf(db, personIds, today);
  const isOf = (id: string, handlingAgencyPath: string): boolean =>
    !isIndependent({ id, rolePaths: (grants.get(id) ?? []).map(({ place }) => place.path) }, { workedOnBy: [], handlingAgencyPath });
  return { isOf, mayAsk: (id, agencyPath) => !isOf(id, agencyPath) || isWithin(ownerPath, agencyPath) };
}

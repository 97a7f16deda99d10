/** The demonstration acts as the people it made, on days gone by. */
import { addDays, localDay } from '../src/lib/core/calendar/day';
import type { Asking } from '../src/lib/server/auth/access';
import type { Db } from '../src/lib/server/schema';
import { findActiveUser } from '../src/lib/server/store/users';

export const actingAs = async (db: Db, userId: string): Promise<Asking> => ({ user: (await findActiveUser(db, userId))!, language: 'vi' });

/** So many days before today, so many minutes after nine in Vietnam. */
export function momentAgo(days: number, now: Date, minutes = 0): Date {
  return new Date(Date.parse(`${addDays(localDay(now), -days)}T02:00:00Z`) + minutes * 60_000);
}

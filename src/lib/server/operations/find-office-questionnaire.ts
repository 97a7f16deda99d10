/**
 * A questionnaire as the office may see it: everybody's, and what belongs to an agency within the person's places or above them (a
 * commune asks what its province made). Drafts only where the person may write. What one may not see is not there.
 */
import type { Agency } from '../../core/agency/agency';
import { isWithin } from '../../core/agency/path';
import { localDay } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import { can, requirePlace, requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import type { OfficeQuestionnaireRow } from '../store/questionnaire-drafts';
import { findQuestionnaire, findVersion } from '../store/questionnaire-drafts';
import type { SignedInUser } from '../store/users';
import { findOwner } from './find-owner';

export interface OfficeQuestionnaire extends OfficeQuestionnaireRow {
  /** null: it came with the system, and nobody changes it here. */
  readonly owner: Agency | null;
  readonly mayWrite: boolean;
  readonly user: SignedInUser;
}

export type OfficeVersion = NonNullable<Awaited<ReturnType<typeof findVersion>>>;

/** Throws `sign-in-needed`, `role-not-enough`, `questionnaire-not-found`. */
export async function findOfficeQuestionnaire(db: Db, asking: Asking, code: string, now: Date): Promise<OfficeQuestionnaire> {
  const user = requireRole(asking, 'questionnaire:read');
  const row = await findQuestionnaire(db, code);
  const owner = row && row.ownerAgencyId !== null ? await findOwner(db, row.ownerAgencyId, localDay(now)) : null;
  const isSeen = owner === null || scopesOf(user, 'questionnaire:read').some((s) => isWithin(owner.path, s) || isWithin(s, owner.path));
  if (!row || !isSeen) throw new Problem('questionnaire-not-found', { code: code.slice(0, 60) });
  return { ...row, owner, user, mayWrite: owner !== null && can(user, 'questionnaire:write', owner.path) };
}

/** Throws as `findOfficeQuestionnaire`, and `questionnaire-version-not-found`. */
export async function findOfficeVersion(
  db: Db,
  asking: Asking,
  address: { readonly code: string; readonly number: string },
  now: Date
): Promise<{ questionnaire: OfficeQuestionnaire; version: OfficeVersion }> {
  const questionnaire = await findOfficeQuestionnaire(db, asking, address.code, now);
  const number = /^[1-9]\d{0,5}$/.test(address.number) ? Number(address.number) : 0;
  const version = await findVersion(db, questionnaire.id, number);
  if (!version || (version.state === 'draft' && !questionnaire.mayWrite))
    throw new Problem('questionnaire-version-not-found', { code: questionnaire.code, number: address.number.slice(0, 10) });
  return { questionnaire, version };
}

/** The person who may change the questionnaire. Throws `questionnaire-shared` and what `requirePlace` throws. */
export function requireWriter(asking: Asking, questionnaire: OfficeQuestionnaire): SignedInUser {
  requireRole(asking, 'questionnaire:write');
  if (questionnaire.owner === null) throw new Problem('questionnaire-shared');
  return requirePlace(asking, 'questionnaire:write', questionnaire.owner);
}

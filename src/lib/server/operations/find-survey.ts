/** A survey as a person may see or change it in the office. */
import type { Agency } from '../../core/agency/agency';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import { can, requirePlace, requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import type { SignedInUser } from '../store/users';
import { canSeeSurvey } from '../store/survey-list';
import type { Survey } from '../store/surveys';
import { findSurveyByCode } from '../store/surveys';
import { findOwnedScopes, findOwner } from './find-owner';

export interface OfficeSurvey {
  readonly survey: Survey;
  /** As it stands on the day; of one that was merged, the agency that took it over. */
  readonly owner: Agency;
  readonly user: SignedInUser;
  readonly mayWrite: boolean;
}

/** Throws `sign-in-needed`, `role-not-enough`; `survey-not-found` also for one that has nothing to do with the person's places. */
export async function findSurveyToRead(db: Db, asking: Asking, code: string, today: Day): Promise<OfficeSurvey> {
  const user = requireRole(asking, 'survey:read');
  const survey = await findSurveyByCode(db, code);
  const scopes = await findOwnedScopes(db, scopesOf(user, 'survey:read'), today);
  if (!survey || !(await canSeeSurvey(db, survey.id, scopes, today))) throw new Problem('survey-not-found');
  const owner = await findOwner(db, survey.owner_agency_id, today);
  return { survey, owner, user, mayWrite: can(user, 'survey:write', owner.path) };
}

/** Throws also what `requirePlace` throws, where the owner is outside the person's places. */
export async function findSurveyToWrite(db: Db, asking: Asking, code: string, today: Day): Promise<OfficeSurvey> {
  const found = await findSurveyToRead(db, asking, code, today);
  requirePlace(asking, 'survey:write', found.owner);
  return found;
}

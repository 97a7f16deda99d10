/** A round (a survey whose units are drawn) as a person may see it, or work on it, at the desk. */
import type { Agency } from '../../core/agency/agency';
import { isWithin } from '../../core/agency/path';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import { can, requirePlace, requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import type { Round } from '../store/rounds';
import { findRound } from '../store/rounds';
import type { Survey } from '../store/surveys';
import { findSurveyByCode } from '../store/surveys';
import type { SignedInUser } from '../store/users';
import { lockRound } from '../store/weighted-units';
import { findOwnedScopes, findOwner } from './find-owner';

export interface DeskRound {
  readonly survey: Survey;
  readonly round: Round;
  /** As it stands on the day; of one that was merged, the agency that took it over. */
  readonly owner: Agency;
  readonly user: SignedInUser;
  readonly mayWrite: boolean;
}

/** Throws `sign-in-needed`, `role-not-enough`; `survey-not-found` also for one of another place, or one that asks at counters. */
export async function findRoundToRead(db: Db, asking: Asking, code: string, today: Day): Promise<DeskRound> {
  const user = requireRole(asking, 'desk:read');
  const survey = await findSurveyByCode(db, code);
  if (survey?.psu !== 'design') throw new Problem('survey-not-found');
  const owner = await findOwner(db, survey.owner_agency_id, today);
  const scopes = await findOwnedScopes(db, scopesOf(user, 'desk:read'), today);
  if (!scopes.some((scope) => isWithin(owner.path, scope))) throw new Problem('survey-not-found');
  return { survey, round: await findRound(db, survey.id), owner, user, mayWrite: can(user, 'desk:write', owner.path) };
}

/** Throws also what `requirePlace` throws, and `round-frozen`: what was closed for good changes no more. */
export async function findRoundToWrite(db: Db, asking: Asking, code: string, today: Day): Promise<DeskRound> {
  const found = await findRoundToRead(db, asking, code, today);
  requirePlace(asking, 'desk:write', found.owner);
  requireNotFrozen(found.round);
  return found;
}

/**
 * The same in the transaction that changes something. Freezing, closing and changing take turns: the round is as it stands once it is this
 * one's turn, and stays so until the transaction ends. Before any other lock, so that nobody waits in a ring.
 */
export async function holdRoundToWrite(trx: Db, asking: Asking, code: string, today: Day): Promise<DeskRound> {
  const { survey } = await findRoundToWrite(trx, asking, code, today);
  await holdUnfrozen(trx, survey.id);
  return findRoundToWrite(trx, asking, code, today);
}

/** Throws `round-frozen`. What asks this of a round that it does not hold tells early, no more. */
export function requireNotFrozen({ frozen_at: frozenAt }: Pick<Round, 'frozen_at'>): void {
  if (frozenAt !== null) throw new Problem('round-frozen');
}

/** The turn alone, by the survey's id. Any survey may be asked about; one that is no round is never frozen. Throws `round-frozen`. */
export async function holdUnfrozen(trx: Db, surveyId: string): Promise<void> {
  await lockRound(trx, surveyId);
  requireNotFrozen(await findRound(trx, surveyId));
}

/** The round whose paper forms a person keys, and the form that lies before them; who may key it, and who may not. */
import { isWithin } from '../../core/agency/path';
import type { Day } from '../../core/calendar/day';
import { readFormCode } from '../../core/fieldwork/personal-code';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import { can, requireRole, scopesOf } from '../auth/access';
import type { Db } from '../schema';
import { keysOf } from '../sealed-code';
import type { SecretBox } from '../secret-box';
import type { KeyingTable } from '../schema-desk';
import type { PaperUnit } from '../store/paper-units';
import { findKeying, findMainAnswer, findUnitByCode, findUnitBySerial, getCopy, hadForm } from '../store/paper-units';
import type { Round } from '../store/rounds';
import { findRound } from '../store/rounds';
import type { Survey } from '../store/surveys';
import { findSurveyByCode } from '../store/surveys';
import { findOwnedScopes, findOwner } from './find-owner';
import type { DeskRound } from './find-round';
import { requireNotFrozen } from './find-round';

/** Keyers see a round's paper forms and nothing else of it. Throws `sign-in-needed`, `role-not-enough`, `survey-not-found`. */
export async function findRoundToKey(db: Db, asking: Asking, code: string, today: Day): Promise<DeskRound> {
  const user = requireRole(asking, 'paper:key');
  const survey = await findSurveyByCode(db, code);
  if (survey?.psu !== 'design') throw new Problem('survey-not-found');
  const owner = await findOwner(db, survey.owner_agency_id, today);
  const scopes = await findOwnedScopes(db, scopesOf(user, 'paper:key'), today);
  if (!scopes.some((scope) => isWithin(owner.path, scope))) throw new Problem('survey-not-found');
  return { survey, round: await findRound(db, survey.id), owner, user, mayWrite: can(user, 'desk:write', owner.path) };
}

/** Throws `round-frozen`, `keying-not-due`. */
export function requireKeyingDue({
  survey,
  round
}: {
  readonly survey: Pick<Survey, 'state'>;
  readonly round: Pick<Round, 'frozen_at'>;
}): void {
  requireNotFrozen(round);
  if (survey.state !== 'open') throw new Problem('keying-not-due');
}

/** A serial number, the code printed under the QR, or the address in it, as a scanner types it. Throws `keying-form-missing`, `keying-form-unknown`. */
export async function findTypedUnit(db: Db, secrets: SecretBox | undefined, surveyId: string, typed: string): Promise<PaperUnit> {
  const text = typed.trim().replace(/^https?:\/\/\S*\/q\//i, '').replace(/[?#].*$/, ''); // prettier-ignore
  if (text === '') throw new Problem('keying-form-missing');
  const read = readFormCode(text);
  const unit =
    (await findUnitOfNumber(db, surveyId, text)) ??
    ('code' in read ? await findUnitByCode(db, surveyId, keysOf(secrets, read.code)) : undefined);
  if (!unit) throw new Problem('keying-form-unknown', { typed: text.slice(0, 40) });
  return unit;
}

/** By the serial number in a page's address, where no code has a place. Throws `keying-form-unknown`. */
export async function findNumberedUnit(db: Db, surveyId: string, serial: string): Promise<PaperUnit> {
  const unit = await findUnitOfNumber(db, surveyId, serial);
  if (!unit) throw new Problem('keying-form-unknown', { typed: serial.slice(0, 40) });
  return unit;
}

async function findUnitOfNumber(db: Db, surveyId: string, text: string): Promise<PaperUnit | undefined> {
  return /^0*[1-9]\d{0,6}$/.test(text) ? findUnitBySerial(db, surveyId, Number(text)) : undefined;
}

/**
 * The keying that this person's copy goes into; undefined: theirs is the first. Throws `keying-form-given-up`, `keying-form-answered`,
 * `keying-form-done`, `keying-own-form`, `keying-same-person`.
 */
export async function requireMayKey(db: Db, unit: PaperUnit, userId: string): Promise<KeyingTable | undefined> {
  const { serial } = unit;
  const keying = await findKeying(db, unit.id);
  if (keying?.second_response_id) throw new Problem('keying-form-done', { serial });
  if (unit.replaced_at !== null) throw new Problem('keying-form-given-up', { serial });
  if (await findMainAnswer(db, unit.id)) throw new Problem('keying-form-answered', { serial });
  if (await hadForm(db, unit, userId)) throw new Problem('keying-own-form', { serial });
  if (keying && (await getCopy(db, keying.first_response_id)).enteredBy === userId) throw new Problem('keying-same-person', { serial });
  return keying;
}

/**
 * The re-interviewer's pages: whom they are to ask again, how to reach them, what to ask. Blind: nothing here reads what was answered
 * first, nor who asked then.
 */
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { LevelItem, LocalizedText, Questionnaire } from '../../core/questionnaire/questionnaire';
import { mayGiveUp } from '../../core/reinterview/tries';
import { itemsAskedAgain } from '../../core/reinterview/usual-items';
import type { Asking } from '../auth/access';
import { requireRole } from '../auth/access';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { listAgenciesOf } from '../store/agencies';
import { findQuestionnaireVersion } from '../store/questionnaires';
import type { QuestionnaireVersion } from '../store/questionnaires';
import type { OwnReinterview } from '../store/reinterviews';
import { findSealedPerson, listOwnReinterviews, listTries } from '../store/reinterviews';
import { findRound } from '../store/rounds';
import type { Survey } from '../store/surveys';
import { findSurveyById } from '../store/surveys';
import type { SignedInUser } from '../store/users';

/** Null: erased, or there is no key to open it. */
export interface Contact {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

export interface ListedRecheck {
  readonly id: string;
  readonly serial: number;
  readonly survey: LocalizedText & { readonly en: string };
  readonly agency: LocalizedText;
  readonly serviceField: string;
  readonly completedOn: Day | null;
  readonly contact: Contact | null;
  readonly tries: readonly { readonly disposition: string; readonly at: string }[];
}

/** Throws `sign-in-needed`, `role-not-enough`. */
export async function openRechecks(db: Db, secrets: SecretBox | undefined, asking: Asking, now: Date): Promise<readonly ListedRecheck[]> {
  const user = requireRole(asking, 'field:recheck');
  return listed(db, secrets, await listOwnReinterviews(db, user.id), now);
}

export interface OpenedRecheck extends ListedRecheck {
  readonly questionnaire: Questionnaire;
  readonly items: readonly LevelItem[];
  readonly mayGiveUp: boolean;
}

/** Throws `sign-in-needed`, `role-not-enough`, `recheck-not-yours`. */
export async function openRecheck(db: Db, secrets: SecretBox | undefined, asking: Asking, id: string, now: Date): Promise<OpenedRecheck> {
  const { row, version, items } = await findOwnRecheck(db, asking, id);
  const [one] = await listed(db, secrets, [row], now);
  return { ...one!, questionnaire: version.content, items, mayGiveUp: mayGiveUp(one!.tries) };
}

export interface OwnRecheck {
  readonly user: SignedInUser;
  readonly row: OwnReinterview;
  readonly survey: Survey;
  readonly version: QuestionnaireVersion;
  /** Those that the round asks again. */
  readonly items: readonly LevelItem[];
}

/** Waiting for whoever asks. Throws `sign-in-needed`, `role-not-enough`, `recheck-not-yours`. */
export async function findOwnRecheck(db: Db, asking: Asking, id: string): Promise<OwnRecheck> {
  const user = requireRole(asking, 'field:recheck');
  const [row] = await listOwnReinterviews(db, user.id, id);
  if (!row) throw new Problem('recheck-not-yours');
  const survey = await findSurveyById(db, row.surveyId);
  const version = (await findQuestionnaireVersion(db, survey.questionnaire_version_id))!;
  const { settings } = await findRound(db, survey.id);
  return { user, row, survey, version, items: itemsAskedAgain(version.content, settings.reinterviewItems) };
}

async function listed(
  db: Db,
  secrets: SecretBox | undefined,
  rows: readonly OwnReinterview[],
  now: Date
): Promise<readonly ListedRecheck[]> {
  const agencies = await listAgenciesOf(db, [...new Set(rows.map(({ handlingAgencyId }) => handlingAgencyId))], localDay(now));
  const names = new Map(agencies.map(({ id, name }) => [id, name]));
  const tries = await listTries(db, rows.map((row) => row.sampled_unit_id)); // prettier-ignore
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      serial: row.serial,
      survey: { vi: row.surveyVi, en: row.surveyEn },
      agency: names.get(row.handlingAgencyId) ?? { vi: '' },
      serviceField: row.serviceField,
      completedOn: row.completedOn,
      contact: await openContact(db, secrets, row),
      tries: tries.filter(({ unitId }) => unitId === row.sampled_unit_id).map(({ disposition, at }) => ({ disposition, at }))
    }))
  );
}

/** Nothing of one whom another key sealed: the others are asked all the same, and the page says that this one cannot be opened. */
function readPerson(secrets: SecretBox, sealed: string, binding: string): Partial<Contact> | null {
  try {
    return JSON.parse(secrets.open(sealed, binding).toString('utf8')) as Partial<Contact>;
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'app-key-wrong') return null;
    throw failure;
  }
}

async function openContact(db: Db, secrets: SecretBox | undefined, { frameId, unitNo }: OwnReinterview): Promise<Contact | null> {
  const sealed = await findSealedPerson(db, frameId, unitNo);
  if (sealed === undefined || !secrets) return null;
  const person = readPerson(secrets, sealed, `frame_persons:${frameId}:${unitNo}`);
  return person && { name: person.name ?? '', phone: person.phone ?? '', address: person.address ?? '' };
}

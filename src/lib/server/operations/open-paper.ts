/** The pages on which paper forms are keyed: what is left to do, a form to key, a form whose copies differ. */
import { localDay } from '../../core/calendar/day';
import { keyingDifferences } from '../../core/response/keying-differences';
import type { KeyingDifference } from '../../core/response/keying-differences';
import { Problem } from '../../core/problem';
import type { LocalizedText, Questionnaire } from '../../core/questionnaire/questionnaire';
import { itemsOf } from '../../core/questionnaire/questionnaire';
import type { Asking } from '../auth/access';
import { requirePlace } from '../auth/access';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { listAgenciesOf } from '../store/agencies';
import type { OpenKeying } from '../store/paper-units';
import { countCollectedUnkeyed, countKeyings, findKeying, getCopy, listOpenKeyings } from '../store/paper-units';
import { findQuestionnaireVersion } from '../store/questionnaires';
import { findNumberedUnit, findRoundToKey, findTypedUnit, requireKeyingDue, requireMayKey } from './find-keying-unit';
import type { DeskRound } from './find-round';
import { asCopy } from './key-form';

type SurveyHead = { readonly code: string; readonly name: LocalizedText & { readonly en: string } };
const headOf = ({ survey }: DeskRound): SurveyHead => ({ code: survey.code, name: { vi: survey.name_vi, en: survey.name_en } });

export interface ListedKeying extends Pick<OpenKeying, 'serial' | 'at' | 'firstName' | 'secondName'> {
  readonly agency: LocalizedText;
  readonly differences: number;
  /** The person may be the second to key it. */
  readonly mayKey: boolean;
}

export interface OpenedPaper {
  readonly survey: SurveyHead;
  readonly isOpen: boolean;
  readonly counts: { readonly settled: number; readonly own: number; readonly unkeyed: number };
  /** Keyed once. */
  readonly waiting: readonly ListedKeying[];
  /** Keyed twice, and not alike. */
  readonly differing: readonly ListedKeying[];
  readonly maySettle: boolean;
  /** The person sees the whole desk, not the paper alone. */
  readonly hasDesk: boolean;
}

/** Throws what `findRoundToKey` throws. */
export async function openPaper(db: Db, asking: Asking, code: string, now: Date): Promise<OpenedPaper> {
  const today = localDay(now);
  const round = await findRoundToKey(db, asking, code, today);
  const { survey, user, mayWrite } = round;
  const open = await listOpenKeyings(db, survey.id);
  const agencies = new Map(
    (await listAgenciesOf(db, [...new Set(open.map(({ agencyId }) => agencyId))], today)).map((one) => [one.id, one.name])
  );
  const listed = open.map((one) => ({
    isKeyedTwice: one.isKeyedTwice,
    serial: one.serial,
    at: one.at,
    firstName: one.firstName,
    secondName: one.secondName,
    agency: agencies.get(one.agencyId) ?? { vi: '' },
    differences: (JSON.parse(one.differences) as unknown[]).length,
    mayKey: one.firstBy !== user.id && one.interviewerId !== user.id
  }));
  return {
    survey: headOf(round),
    isOpen: survey.state === 'open' && round.round.frozen_at === null,
    counts: { ...(await countKeyings(db, survey.id, user.id)), unkeyed: await countCollectedUnkeyed(db, survey.id) },
    waiting: listed.filter(({ isKeyedTwice }) => !isKeyedTwice),
    differing: listed.filter(({ isKeyedTwice }) => isKeyedTwice),
    maySettle: mayWrite,
    hasDesk: mayWrite
  };
}

/** The serial of what was typed, scanned or printed, once it may be keyed. Throws what `findTypedUnit` and `requireMayKey` throw. */
export async function findFormToKey(
  db: Db,
  secrets: SecretBox | undefined,
  asking: Asking,
  code: string,
  typed: string,
  now: Date
): Promise<number> {
  const round = await findRoundToKey(db, asking, code, localDay(now));
  requireKeyingDue(round);
  const unit = await findTypedUnit(db, secrets, round.survey.id, typed);
  await requireMayKey(db, unit, round.user.id);
  return unit.serial;
}

export interface OpenedKeyingForm {
  readonly survey: SurveyHead;
  readonly serial: number;
  readonly agency: LocalizedText;
  readonly questionnaire: Questionnaire;
  /** This copy is the first or the second; what the first says is not here. */
  readonly turn: 1 | 2;
  readonly hasDesk: boolean;
}

/** Throws what `findRoundToKey`, `findNumberedUnit` and `requireMayKey` throw. */
export async function openKeyingForm(db: Db, asking: Asking, code: string, number: string, now: Date): Promise<OpenedKeyingForm> {
  const today = localDay(now);
  const round = await findRoundToKey(db, asking, code, today);
  requireKeyingDue(round);
  const unit = await findNumberedUnit(db, round.survey.id, number);
  const keying = await requireMayKey(db, unit, round.user.id);
  const version = (await findQuestionnaireVersion(db, round.survey.questionnaire_version_id))!;
  const [agency] = await listAgenciesOf(db, [unit.handling_agency_id], today);
  return {
    survey: headOf(round),
    serial: unit.serial,
    agency: agency?.name ?? { vi: '' },
    questionnaire: version.content,
    turn: keying ? 2 : 1,
    hasDesk: round.mayWrite
  };
}

export interface OpenedSettlement {
  readonly survey: SurveyHead;
  readonly serial: number;
  readonly agency: LocalizedText;
  readonly questionnaire: Questionnaire;
  readonly differences: readonly KeyingDifference[];
  /** Who keyed the copies. */
  readonly names: readonly [first: string, second: string];
}

/** Throws what `findRoundToKey` and `requirePlace` throw, `keying-form-done`. */
export async function openSettlement(db: Db, asking: Asking, code: string, number: string, now: Date): Promise<OpenedSettlement> {
  const today = localDay(now);
  const round = await findRoundToKey(db, asking, code, today);
  requirePlace(asking, 'desk:write', round.owner);
  const unit = await findNumberedUnit(db, round.survey.id, number);
  const keying = await findKeying(db, unit.id);
  if (!keying?.second_response_id || keying.settled_response_id) throw new Problem('keying-form-done', { serial: unit.serial });
  const [first, second] = [await getCopy(db, keying.first_response_id), await getCopy(db, keying.second_response_id)];
  const version = (await findQuestionnaireVersion(db, first.versionId))!;
  const [agency] = await listAgenciesOf(db, [unit.handling_agency_id], today);
  return {
    survey: headOf(round),
    serial: unit.serial,
    agency: agency?.name ?? { vi: '' },
    questionnaire: version.content,
    differences: keyingDifferences(itemsOf(version.content), asCopy(first), asCopy(second)),
    names: [first.enteredByName, second.enteredByName]
  };
}

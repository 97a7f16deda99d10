/**
 * A paper form is keyed by two people, neither of whom collected it and the second of whom does not see the first's copy. Where they agree
 * the form is the unit's answer; where they differ somebody looks at the paper again, and all three stay.
 */
import { localDay } from '../../core/calendar/day';
import { readKeyedCell } from '../../core/fieldwork/keyed-cells';
import { keyingDifferences, settledEntries } from '../../core/response/keying-differences';
import type { KeyedCopy } from '../../core/response/keying-differences';
import { Problem } from '../../core/problem';
import type { Item, Questionnaire } from '../../core/questionnaire/questionnaire';
import { itemsOf } from '../../core/questionnaire/questionnaire';
import { readFields } from '../../core/read-fields';
import { decodeAnswers } from '../../core/response/encode-answers';
import type { FormEntries, FormReading } from '../../core/response/read-form';
import { readForm } from '../../core/response/read-form';
import type { Asking } from '../auth/access';
import { requirePlace } from '../auth/access';
import type { Config } from '../config';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { appendAuditEvent, byUser } from '../store/audit-events';
import type { StoredCopy } from '../store/paper-units';
import { findKeying, getCopy, hadForm, insertKeying, updateKeying } from '../store/paper-units';
import { lockAnsweringUnit } from '../store/unit-answers';
import { findQuestionnaireVersion } from '../store/questionnaires';
import { inTransaction } from '../transaction';
import { findRoundToKey, findNumberedUnit, requireKeyingDue, requireMayKey } from './find-keying-unit';
import { storeCopy } from './store-copy';
import { storeUnitAnswer } from './store-unit-answer';

type RandomBytes = (count: number) => Uint8Array;

export interface Keyed {
  readonly serial: number;
  readonly state: 'first' | 'same' | 'differs';
}

/** Throws what `requireMayKey` throws, `form-invalid`. */
export async function keyForm(
  db: Db,
  config: Config,
  asking: Asking,
  code: string,
  serial: string,
  form: FormData,
  randomBytes: RandomBytes,
  now: Date
): Promise<Keyed> {
  const round = await findRoundToKey(db, asking, code, localDay(now));
  requireKeyingDue(round);
  const { survey, user } = round;
  const unit = await findNumberedUnit(db, survey.id, serial);
  const version = (await findQuestionnaireVersion(db, survey.questionnaire_version_id))!;
  await requireMayKey(db, unit, user.id);
  const reading = readKeyed(version.content, (name) => textField(form, name));
  return inTransaction(db, async (trx) => {
    // Of two people at the same moment one is the second.
    const held = (await lockAnsweringUnit(trx, unit.id))!;
    requireKeyingDue({ survey: { state: held.surveyState }, round: { frozen_at: held.frozenAt } });
    const keying = await requireMayKey(trx, unit, user.id);
    const copy = { surveyId: survey.id, version, unit, reading, purpose: 'keying', channel: 'paper', enteredBy: user.id, now } as const;
    const id = await storeCopy(trx, config, randomBytes, { ...copy, mark: keying ? 2 : 1 });
    if (!keying) {
      const first = { sampled_unit_id: unit.id, survey_id: survey.id, first_response_id: id, second_response_id: null };
      await insertKeying(trx, { ...first, differences: '[]', settled_response_id: null, settled_by: null, settled_at: null });
      return { serial: unit.serial, state: 'first' };
    }
    const first = asCopy(await getCopy(trx, keying.first_response_id));
    const fields = keyingDifferences(itemsOf(version.content), first, reading).map(({ field }) => field);
    const settled =
      fields.length > 0
        ? null
        : await storeUnitAnswer(trx, config, randomBytes, { version, unitId: unit.id, reading, channel: 'paper', enteredBy: user.id, now });
    const change = { second_response_id: id, differences: JSON.stringify(fields), settled_response_id: settled };
    const done = { ...change, settled_by: settled && user.id, settled_at: settled && now.toISOString() };
    if (!(await updateKeying(trx, unit.id, 'second_response_id', done))) throw new Problem('keying-form-done', { serial: unit.serial });
    return { serial: unit.serial, state: settled ? 'same' : 'differs' };
  });
}

/** Throws what `requirePlace` throws, `keying-own-form`, `keying-form-done`, `form-invalid`. */
export async function settleKeying(
  db: Db,
  config: Config,
  asking: Asking,
  code: string,
  serial: string,
  form: FormData,
  randomBytes: RandomBytes,
  now: Date
): Promise<number> {
  const round = await findRoundToKey(db, asking, code, localDay(now));
  requirePlace(asking, 'desk:write', round.owner);
  requireKeyingDue(round);
  const { survey, user } = round;
  const unit = await findNumberedUnit(db, survey.id, serial);
  if (await hadForm(db, unit, user.id)) throw new Problem('keying-own-form', { serial: unit.serial });
  const keying = await findKeying(db, unit.id);
  if (!keying?.second_response_id || keying.settled_response_id) throw new Problem('keying-form-done', { serial: unit.serial });
  const first = await getCopy(db, keying.first_response_id);
  const second = await getCopy(db, keying.second_response_id);
  const version = (await findQuestionnaireVersion(db, first.versionId))!;
  const differing = keyingDifferences(itemsOf(version.content), asCopy(first), asCopy(second));
  const settlement = readFields(
    Object.fromEntries(
      differing.map((one) => [one.field, () => readSettled(version.content, one.field, one, (name) => textField(form, name))])
    )
  );
  const entries = settledEntries(itemsOf(version.content), asCopy(first), new Map(Object.entries(settlement)));
  const reading = requireWhole(readForm(version.content, [], entries));
  await inTransaction(db, async (trx) => {
    const settled = await storeUnitAnswer(trx, config, randomBytes, {
      version,
      unitId: unit.id,
      reading,
      channel: 'paper',
      enteredBy: user.id,
      now
    });
    const change = { settled_response_id: settled, settled_by: user.id, settled_at: now.toISOString() };
    if (!(await updateKeying(trx, unit.id, 'settled_response_id', change))) throw new Problem('keying-form-done', { serial: unit.serial });
    await appendAuditEvent(trx, byUser(user, now), {
      action: 'keying.settle',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: { serial: unit.serial, differences: differing.length }
    });
  });
  return unit.serial;
}

export const asCopy = ({ answers, comment }: StoredCopy): KeyedCopy => ({ answers: decodeAnswers(answers), comment });

/** What digits and a comment say, of the whole form. Throws `form-invalid` with a detail an item. */
function readKeyed(questionnaire: Questionnaire, typed: (name: string) => string): FormReading {
  const items = itemsOf(questionnaire);
  const cells = readFields(
    Object.fromEntries(items.map((item) => [item.code, () => readKeyedCell(questionnaire, item, typed(item.code))]))
  );
  const entries: FormEntries = [
    ...items.flatMap((item) => cells[item.code]!.map((value) => [item.code, value] as const)),
    ['comment', typed('comment')]
  ];
  return requireWhole(readForm(questionnaire, [], entries));
}

function requireWhole(reading: FormReading): FormReading {
  if (reading.problems.length > 0) throw new Problem('form-invalid', { count: reading.problems.length }, reading.problems);
  return reading;
}

/** Throws `keying-unsettled`, `keying-digit-unknown`. */
function readSettled(
  questionnaire: Questionnaire,
  field: string,
  { first, second }: { readonly first: readonly string[]; readonly second: readonly string[] },
  typed: (name: string) => string
): readonly string[] {
  const choice = typed(`choice:${field}`);
  if (choice === 'first') return first;
  if (choice === 'second') return second;
  if (choice !== 'other') throw new Problem('keying-unsettled');
  const other = typed(`other:${field}`);
  const item: Item | undefined = itemsOf(questionnaire).find(({ code }) => code === field);
  if (item) return readKeyedCell(questionnaire, item, other);
  return other.trim() === '' ? [] : [other];
}

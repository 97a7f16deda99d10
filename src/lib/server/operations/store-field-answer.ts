/** An interview as the interviewer entered it: read like any form, and stored as the unit's one answer, on the day it was held. */
import { Problem } from '../../core/problem';
import { requiredItemsOf } from '../../core/questionnaire/questionnaire';
import type { AnswerItem } from '../../core/response/field-item';
import { readForm } from '../../core/response/read-form';
import type { Config } from '../config';
import type { Db } from '../schema';
import type { WorkedUnit } from '../store/field-units';
import type { SignedInUser } from '../store/users';
import { getQuestionnaireVersion, readQuestionnaireVersion } from '../store/versions';
import { storeUnitAnswer } from './store-unit-answer';

export type StoreAnswer = (trx: Db, item: AnswerItem, unit: WorkedUnit, user: SignedInUser) => Promise<void>;

/** Throws `version-unknown`, what `readForm` finds wrong, and what `storeUnitAnswer` throws: UnitAnswered where somebody was quicker. */
export function storeFieldAnswer(config: Config, randomBytes: (count: number) => Uint8Array): StoreAnswer {
  return async (trx, item, unit, user) => {
    const current = await getQuestionnaireVersion(trx, unit.questionnaire_version_id);
    const version = item.version === current.id ? current : await readQuestionnaireVersion(trx, item.version);
    if (version?.questionnaireId !== current.questionnaireId) throw new Problem('version-unknown');
    const required = [...(JSON.parse(unit.required_items) as string[]), ...requiredItemsOf(version.content)];
    const reading = readForm(version.content, required, item.entries);
    if (reading.problems.length > 0) throw new Problem(reading.problems[0]!.code, reading.problems[0]!.parameters, reading.problems);
    await storeUnitAnswer(trx, config, randomBytes, {
      ...{ unitId: unit.id, version, reading, channel: item.channel, enteredBy: user.id, language: item.language },
      ...{ submission: { scope: unit.id, id: item.id }, durationMs: item.durationMs, now: new Date(item.at) }
    });
  };
}

/** An interview as the interviewer entered it: read like any form, and stored as the unit's one answer. */
import { localDay } from '../../core/calendar/day';
import { makeReceipt } from '../../core/fieldwork/receipt';
import { Problem } from '../../core/problem';
import { requiredItemsOf } from '../../core/questionnaire/questionnaire';
import { encodeAnswers } from '../../core/response/encode-answers';
import type { AnswerItem } from '../../core/response/field-item';
import { flagResponse } from '../../core/response/quality-flags';
import { readForm } from '../../core/response/read-form';
import type { Config } from '../config';
import { newId } from '../new-id';
import type { Db } from '../schema';
import type { WorkedUnit } from '../store/field-units';
import { insertComments, insertResponses } from '../store/responses';
import type { SignedInUser } from '../store/users';
import { getQuestionnaireVersion, readQuestionnaireVersion } from '../store/versions';
import { hashOfContent, monthsAfter } from './submit-response';

export type StoreAnswer = (trx: Db, item: AnswerItem, unit: WorkedUnit, user: SignedInUser, now: Date) => Promise<void>;

/** Throws `version-unknown`, what `readForm` finds wrong, and `field-unit-answered` where somebody was quicker. */
export function storeFieldAnswer(config: Config, randomBytes: (count: number) => Uint8Array): StoreAnswer {
  return async (trx, item, unit, user, now) => {
    const current = await getQuestionnaireVersion(trx, unit.questionnaire_version_id);
    const version = item.version === current.id ? current : await readQuestionnaireVersion(trx, item.version);
    if (version?.questionnaireId !== current.questionnaireId) throw new Problem('version-unknown');
    const required = [...(JSON.parse(unit.required_items) as string[]), ...requiredItemsOf(version.content)];
    const reading = readForm(version.content, required, item.entries);
    if (reading.problems.length > 0) throw new Problem(reading.problems[0]!.code, reading.problems[0]!.parameters, reading.problems);
    const [id, answers] = [newId(), encodeAnswers(reading.answers)];
    const at = new Date(item.at);
    const circumstances = { durationMs: item.durationMs, overDeviceLimit: false, overCounterLimit: false };
    const inserted = await insertResponses(trx, [
      {
        ...{ id, survey_id: unit.survey_id, questionnaire_version_id: version.id, purpose: 'main', status: 'counted' },
        ...{ receiving_counter_id: unit.receiving_counter_id, handling_agency_id: unit.handling_agency_id },
        ...{ day: localDay(at), submitted_at: item.at, channel: item.channel, language: item.language, duration_ms: item.durationMs },
        ...{ flags: JSON.stringify(flagResponse(version.content, reading.answers, circumstances)), answers },
        ...{ submission_scope: unit.id, submission_id: item.id, receipt: makeReceipt(randomBytes) },
        ...{ content_hash: hashOfContent(version.id, answers, reading.comment) },
        ...{ sampled_unit_id: unit.id, entered_by: user.id }
      }
    ]);
    if (!inserted.has(id)) throw new Problem('field-unit-answered');
    if (reading.comment === '') return;
    await insertComments(trx, [
      {
        ...{ response_id: id, survey_id: unit.survey_id, receiving_counter_id: unit.receiving_counter_id, day: localDay(at) },
        ...{ text: reading.comment, status: 'shown', erase_after: monthsAfter(now, config.commentRetentionMonths) }
      }
    ]);
  };
}

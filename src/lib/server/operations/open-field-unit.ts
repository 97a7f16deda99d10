/** One unit of an interviewer's own, as its page shows it; and its round's form, which holds nobody's data. */
import { localDay } from '../../core/calendar/day';
import type { FieldUnit } from '../../core/fieldwork/field-unit';
import { Problem } from '../../core/problem';
import type { LocalizedText, Questionnaire } from '../../core/questionnaire/questionnaire';
import { requiredItemsOf } from '../../core/questionnaire/questionnaire';
import type { Asking } from '../auth/access';
import { requireRole } from '../auth/access';
import type { Db } from '../schema';
import type { SecretBox } from '../secret-box';
import { listOwnUnits } from '../store/field-units';
import { findSurveyByCode } from '../store/surveys';
import { getQuestionnaireVersion } from '../store/versions';
import { openField } from './open-field';

/** Throws `field-unit-not-found` also for another one's; `sign-in-needed`, `role-not-enough`. */
export async function openFieldUnit(db: Db, secrets: SecretBox | undefined, asking: Asking, unitId: string, now: Date): Promise<FieldUnit> {
  const [unit] = (await openField(db, secrets, asking, now, unitId)).units;
  if (!unit) throw new Problem('field-unit-not-found');
  return unit;
}

export interface OpenedFieldForm {
  readonly userId: string;
  readonly survey: { readonly code: string; readonly name: LocalizedText };
  readonly versionId: string;
  readonly questionnaire: Questionnaire;
  readonly requiredItems: readonly string[];
}

/** Of a round in which the person has units. Throws `survey-not-found`; `sign-in-needed`, `role-not-enough`. */
export async function openFieldForm(db: Db, asking: Asking, code: string, now: Date): Promise<OpenedFieldForm> {
  const user = requireRole(asking, 'field:work');
  const own = await listOwnUnits(db, user.id, localDay(now));
  const survey = own.some((unit) => unit.survey === code) ? await findSurveyByCode(db, code) : undefined;
  if (!survey) throw new Problem('survey-not-found');
  const version = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  return {
    userId: user.id,
    survey: { code: survey.code, name: { vi: survey.name_vi, en: survey.name_en } },
    versionId: version.id,
    questionnaire: version.content,
    requiredItems: [...(JSON.parse(survey.required_items) as string[]), ...requiredItemsOf(version.content)]
  };
}

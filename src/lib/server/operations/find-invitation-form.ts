/** The form of a sampled unit, opened by its one-time code. */
import { localDay } from '../../core/calendar/day';
import { USUAL_RETENTION_DAYS } from '../../core/fieldwork/round-settings';
import { unitStanding } from '../../core/fieldwork/unit-standing';
import { Problem } from '../../core/problem';
import { requiredItemsOf } from '../../core/questionnaire/questionnaire';
import { formatDay } from '../../i18n/format';
import type { Db } from '../schema';
import type { PersonalCode } from '../store/personal-codes';
import { findInvitedUnit } from '../store/personal-codes';
import { findUnitAnswer } from '../store/unit-answers';
import { getQuestionnaireVersion } from '../store/versions';
import type { FormPlace, OpenForm } from './form-place';
import { FormUnavailable } from './form-place';

/** undefined: there is no such unit. Throws FormUnavailable: invite-used, invite-withdrawn, survey-not-open, survey-closed. */
export async function findInvitationForm(db: Db, code: PersonalCode, now: Date): Promise<OpenForm | undefined> {
  const today = localDay(now);
  const unitId = code.sampled_unit_id;
  const unit = unitId === null ? undefined : await findInvitedUnit(db, unitId, today);
  if (!unit || unitId === null) return undefined;
  const place: FormPlace = {
    code: '',
    counterId: unit.receivingCounterId,
    counterName: null,
    agencyName: { vi: unit.agencyVi, en: unit.agencyEn },
    handlingAgencyId: unit.handlingAgencyId,
    once: {
      kind: 'invitation',
      unitId,
      surveyName: { vi: unit.surveyVi, en: unit.surveyEn },
      askedBy: { vi: unit.ownerVi, en: unit.ownerEn },
      retentionDays: unit.retentionDays ?? USUAL_RETENTION_DAYS
    }
  };
  const version = await getQuestionnaireVersion(db, unit.questionnaireVersionId);
  const stored = (await findUnitAnswer(db, unitId)) ?? null;
  const refuse = (problem: Problem) => new FormUnavailable(problem, place, version, unit.surveyId, stored);
  if (stored) throw refuse(new Problem('invite-used'));
  const standing = unitStanding(unit, today);
  if (standing.state === 'withdrawn') throw refuse(new Problem('invite-withdrawn'));
  if (standing.state === 'not-open') throw refuse(new Problem('survey-not-open', { date: formatDay(standing.opens) }));
  if (standing.state === 'closed') throw refuse(new Problem('survey-closed', { date: formatDay(standing.closed) }));
  const asked = JSON.parse(unit.requiredItems) as string[];
  const requiredItems = [...new Set([...asked, ...requiredItemsOf(version.content)])];
  return { place, survey: { id: unit.surveyId, revision: unit.revision, requiredItems }, version };
}

/** What may be changed of a survey besides its state: everything of a draft; of one that was opened its names and its last day. */
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import { itemsOf } from '../../core/questionnaire/questionnaire';
import type { Db } from '../schema';
import { scrubDatabase } from '../scrub-database';
import type { AuditChange, Doer } from '../store/audit-events';
import { deleteDraftRound } from '../store/draft-rounds';
import { deleteDraftSurvey, updateSurvey } from '../store/surveys';
import { moveSurveyStart } from '../store/survey-counters';
import { getQuestionnaireVersion } from '../store/versions';
import { inTransaction } from '../transaction';
import { getSurvey, recordSurveyChange, refuseTakenCounters } from './change-survey';
import { eraseRound } from './erase-personal-data';
import { holdUnfrozen } from './find-round';

export interface SurveyEdit {
  readonly nameVi: string;
  readonly nameEn: string;
  readonly opensOn: Day;
  readonly closesOn: Day | null;
}

/**
 * Throws `survey-fixed` (published, or another first day of one that was opened), `closes-before-opens`, `closes-in-past`,
 * `counter-taken` where the longer one would meet another, `round-frozen`.
 */
export async function editSurvey(db: Db, code: string, edit: SurveyEdit, now: Date, by: Doer): Promise<void> {
  await inTransaction(db, async (trx) => {
    const survey = await getSurvey(trx, code);
    // Its record says the name; a survey without a sample of ours is never frozen.
    await holdUnfrozen(trx, survey.id);
    const today = localDay(now);
    const isDraft = survey.state === 'draft';
    if (survey.state === 'published' || (!isDraft && edit.opensOn !== survey.opens_on)) throw new Problem('survey-fixed');
    if (edit.closesOn !== null && edit.closesOn < edit.opensOn) throw invalidEnd('closes-before-opens');
    const otherEnd = edit.closesOn !== survey.closes_on;
    if (survey.state === 'closed' && otherEnd) throw new Problem('survey-fixed');
    if (survey.state === 'open' && otherEnd && edit.closesOn !== null && edit.closesOn < today) throw invalidEnd('closes-in-past');
    const change = { name_vi: edit.nameVi, name_en: edit.nameEn, opens_on: edit.opensOn, closes_on: edit.closesOn };
    await updateSurvey(trx, survey.id, change);
    if (edit.opensOn !== survey.opens_on) await moveSurveyStart(trx, survey.id, edit.opensOn);
    await recordSurveyChange(trx, by, 'survey.edit', survey, changed(survey, change));
    if (survey.state === 'open') await refuseTakenCounters(trx, survey.id);
  });
}

/** Which items must be answered. Throws `survey-fixed` once it was opened, `item-unknown`. */
export async function requireItems(db: Db, code: string, items: readonly string[], by: Doer): Promise<void> {
  await inTransaction(db, async (trx) => {
    const survey = await getSurvey(trx, code);
    if (survey.state !== 'draft') throw new Problem('survey-fixed');
    const { content } = await getQuestionnaireVersion(trx, survey.questionnaire_version_id);
    const known = itemsOf(content).map((item) => item.code);
    for (const item of items) if (!known.includes(item)) throw new Problem('item-unknown', { item });
    const required = JSON.stringify(known.filter((item) => items.includes(item)));
    await updateSurvey(trx, survey.id, { required_items: required });
    await recordSurveyChange(trx, by, 'survey.edit', survey, changed(survey, { required_items: required }));
  });
}

/** A draft that nobody needs. Throws `survey-fixed` once it was opened. */
export async function discardSurvey(db: Db, code: string, by: Doer): Promise<void> {
  await inTransaction(db, async (trx) => {
    const survey = await getSurvey(trx, code);
    if (survey.state !== 'draft') throw new Problem('survey-fixed');
    if (survey.psu === 'design') {
      await eraseRound(trx, survey.id, 'discarded', by);
      await deleteDraftRound(trx, survey.id);
    }
    await deleteDraftSurvey(trx, survey.id);
    await recordSurveyChange(trx, by, 'survey.discard', survey, { code });
  });
  await scrubDatabase(db);
}

function invalidEnd(code: 'closes-before-opens' | 'closes-in-past'): Problem {
  return new Problem('form-invalid', { count: 1 }, [{ place: 'closesOn', code, parameters: {} }]);
}

function changed<T extends object>(before: T, after: Partial<T>): AuditChange {
  const entries = Object.entries(after).filter(([name, value]) => before[name as keyof T] !== value);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, [before[name as keyof T] as string | null, value as string | null] as const])
  );
}

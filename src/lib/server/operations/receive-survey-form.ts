/** The forms by which the office's pages make, open and change surveys: fields read, the person let in or refused, the operation called. */
import { readName } from '../../core/agency/agency-name';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { readDay } from '../../core/calendar/read-day';
import { freeSurveyCode, surveyCodeOf } from '../../core/fieldwork/survey-code';
import { stateAfter } from '../../core/fieldwork/survey-life';
import { readListQuery } from '../../core/list-query';
import type { MethodName } from '../../core/method/methods';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { requirePlace, requireRole } from '../auth/access';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { findAgency, getAgencyByCode } from '../store/agencies';
import { byUser } from '../store/audit-events';
import { CHOICE_COLUMNS, CHOICE_PARTS, listChoiceIds, listChoiceIdsIn } from '../store/survey-choice';
import { listSurveyCodes, updateSurvey } from '../store/surveys';
import { inTransaction } from '../transaction';
import { changeSurveyState, recordSurveyChange, reviseSurvey } from './change-survey';
import { addCountersToSurvey, removeCountersFromSurvey } from './choose-survey-counters';
import { createSurvey } from './create-survey';
import { findChosenPlaces } from './open-survey-forms';
import { discardSurvey, editSurvey, requireItems } from './edit-survey';
import { findOpeningFaults } from './find-opening-faults';
import { findOfficeQuestionnaire } from './find-office-questionnaire';
import { findUsualMethod } from './usual-method';
import { findSurveyToRead, findSurveyToWrite } from './find-survey';

/** A page of them. */
const MOST_TICKED = 50;

export const SURVEY_CHANGES = ['edit', 'items', 'revise', 'open', 'close', 'publish', 'discard'] as const;
export type SurveyChange = (typeof SURVEY_CHANGES)[number];

/** Makes a draft. Returns its code. Throws what `requirePlace`, `findOfficeQuestionnaire` and `createSurvey` throw, `form-invalid`. */
export async function addSurvey(db: Db, asking: Asking, form: FormData, now: Date): Promise<string> {
  const user = requireRole(asking, 'survey:write');
  const text = (name: string) => textField(form, name);
  const isSampled = text('mode') === 'sampled';
  const usual = await findUsualMethod(db, text('questionnaire'));
  const fields = readFields({
    nameVi: () => readName(text('nameVi')),
    nameEn: () => readName(text('nameEn').trim() === '' ? text('nameVi') : text('nameEn')),
    opensOn: () => readStart(text('opensOn'), isSampled, now),
    closesOn: () => readEnd(text('closesOn'), text('opensOn')),
    questionnaire: () => chosen(text('questionnaire'), 'questionnaire-missing'),
    method: () => readMethod(text('method'), text('questionnaire') === '' || usual !== undefined),
    owner: () => chosen(text('owner'), 'agency-missing')
  });
  return inTransaction(db, async (trx) => {
    const owner = await getAgencyByCode(trx, fields.owner, fields.opensOn);
    // Where it stands now decides who may, and where it will stand what is asked.
    for (const day of [localDay(now), fields.opensOn])
      requirePlace(asking, 'survey:write', (await findAgency(trx, owner.id, day)) ?? owner);
    await findOfficeQuestionnaire(trx, asking, fields.questionnaire, now);
    const by = byUser(user, now);
    const base = surveyCodeOf(fields.nameVi);
    const taken = new Set(await listSurveyCodes(trx, base));
    const code = freeSurveyCode(base, (candidate) => taken.has(candidate));
    await createSurvey(
      trx,
      {
        code,
        nameVi: fields.nameVi,
        nameEn: fields.nameEn,
        questionnaire: fields.questionnaire,
        ...(fields.method ? { method: fields.method } : {}),
        ownerCode: owner.code,
        opensOn: fields.opensOn,
        closesOn: fields.closesOn,
        psu: isSampled ? 'design' : 'day',
        series: await seriesOf(trx, asking, text('earlier'), now),
        requiredItems: [],
        counterCodes: isSampled || text('counters') !== 'all' ? [] : 'all',
        demonstration: false
      },
      by
    );
    return code;
  });
}

/** Throws what `findSurveyToWrite` and the operations throw; `survey-changed` where it is in another state by now. */
export async function changeSurvey(db: Db, asking: Asking, code: string, change: SurveyChange, form: FormData, now: Date): Promise<void> {
  const { survey, owner, user } = await findSurveyToWrite(db, asking, code, localDay(now));
  const by = byUser(user, now);
  const text = (name: string) => textField(form, name);
  if (change === 'edit') {
    const edit = readFields({
      nameVi: () => readName(text('nameVi')),
      nameEn: () => readName(text('nameEn').trim() === '' ? text('nameVi') : text('nameEn')),
      opensOn: () =>
        survey.state === 'draft' ? readStart(text('opensOn'), survey.mode === 'sampled', now, survey.opens_on) : survey.opens_on,
      closesOn: () => (survey.state === 'draft' || survey.state === 'open' ? readEnd(text('closesOn'), '') : survey.closes_on)
    });
    return editSurvey(db, survey.code, edit, now, by);
  }
  if (change === 'items') return requireItems(db, survey.code, form.getAll('item').map(String), by);
  if (change === 'discard') return discardSurvey(db, survey.code, by);
  if (change === 'revise') {
    await reviseSurvey(db, survey.code, Number(text('number')) || undefined, by);
    return;
  }
  if (!stateAfter(survey.state, change)) throw new Problem('survey-changed');
  if (change === 'open') {
    const faults = await findOpeningFaults(db, survey, owner, true, localDay(now));
    // Counters that are taken have a sentence of their own, which names one.
    if (faults.some(({ code, forbids }) => forbids && code !== 'counters-taken')) throw new Problem('survey-cannot-open');
  }
  await changeSurveyState(db, survey.code, change, now, by);
}

export type CounterChoice = 'add' | 'add-all' | 'remove' | 'remove-all';

/** Ticked counters, or all that the page's filter finds (`remove-all`: of a draft). Returns how many came in or left. Throws as `changeSurvey`, `counters-none-chosen`. */
export async function chooseCounters(
  db: Db,
  asking: Asking,
  code: string,
  choice: CounterChoice,
  form: FormData,
  query: URLSearchParams,
  now: Date
): Promise<number> {
  const today = localDay(now);
  const { survey, owner, user } = await findSurveyToWrite(db, asking, code, today);
  const { scopes } = await findChosenPlaces(db, query, owner, today);
  const ticked = [...new Set(form.getAll('counter').map(String))].slice(0, MOST_TICKED);
  const isWhole = choice === 'add-all' || choice === 'remove-all';
  if (!isWhole && ticked.length === 0) throw new Problem('counters-none-chosen');
  const { words } = readListQuery(query, CHOICE_COLUMNS, { key: 'agency', descending: false });
  const wanted = { scopes: [owner.path], surveyId: survey.id, part: undefined, day: today };
  const by = byUser(user, now);
  if (choice === 'remove-all') {
    // An open survey would end at all of them by one press.
    if (survey.state !== 'draft') throw new Problem('survey-fixed');
    const part = CHOICE_PARTS.find((one) => one === query.get('part'));
    const all = await listChoiceIdsIn(db, { ...wanted, scopes, part }, words);
    return removeCountersFromSurvey(db, survey.code, all, now, by);
  }
  const ids =
    choice === 'add-all' ? await listChoiceIds(db, { ...wanted, scopes, part: 'out' }, words) : await listChoiceIds(db, wanted, [], ticked);
  return choice === 'remove' ? removeCountersFromSurvey(db, survey.code, ids, now, by) : addCountersToSurvey(db, survey.code, ids, now, by);
}

/** The earlier survey's series; one that had none becomes the first of its own. */
async function seriesOf(trx: Db, asking: Asking, earlier: string, now: Date): Promise<string | null> {
  if (earlier === '') return null;
  const { survey, user } = await findSurveyToRead(trx, asking, earlier, localDay(now));
  if (survey.series !== null) return survey.series;
  await findSurveyToWrite(trx, asking, earlier, localDay(now));
  await updateSurvey(trx, survey.id, { series: survey.code });
  await recordSurveyChange(trx, byUser(user, now), 'survey.edit', survey, { series: [null, survey.code] });
  return survey.code;
}

/**
 * A survey at counters does not begin in the past: nobody can have answered, and places are judged as they stand from now on. `before`: the
 * day that stands already. Throws `day-invalid`, `opens-in-past`.
 */
function readStart(typed: string, isSampled: boolean, now: Date, before?: Day): Day {
  const day = readDay(typed);
  if (!isSampled && day < localDay(now) && day !== before) throw new Problem('opens-in-past');
  return day;
}

/** '' is without end. Throws `day-invalid`, `closes-before-opens`. */
function readEnd(typed: string, opens: string): Day | null {
  if (typed.trim() === '') return null;
  const day = readDay(typed);
  if (opens !== '' && day < readDay(opens)) throw new Problem('closes-before-opens');
  return day;
}

/** undefined: the questionnaire's usual one. Throws `method-missing` where it has none. */
function readMethod(typed: string, hasUsual: boolean): MethodName | undefined {
  const [, family, number] = /^([a-z0-9-]+)\/(\d{1,4})$/.exec(typed) ?? [];
  if (family !== undefined) return { family, number: Number(number) };
  if (!hasUsual) throw new Problem('method-missing');
  return undefined;
}

function chosen(value: string, missing: 'questionnaire-missing' | 'agency-missing'): string {
  if (value === '') throw new Problem(missing);
  return value;
}

/** A counter of an agency of its own, honest for two months, at which somebody filled in forms for citizens in the third; one decision. */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { seededGenerator } from '../../../bench/coverage/generator';
import { addDays, localDay } from '../../../src/lib/core/calendar/day';
import { periodOf } from '../../../src/lib/core/calendar/period';
import { changeSurveyState } from '../../../src/lib/server/operations/change-survey';
import { createCounter } from '../../../src/lib/server/operations/create-counter';
import { createSurvey } from '../../../src/lib/server/operations/create-survey';
import { decideOnForms } from '../../../src/lib/server/operations/decide-on-forms';
import { refreshVerdicts } from '../../../src/lib/server/operations/refresh-verdicts';
import type { Schema } from '../../../src/lib/server/schema';
import { byCommand } from '../../../src/lib/server/store/audit-events';
import { getAgencyByCode } from '../../../src/lib/server/store/agencies';
import { findSurveyByCode } from '../../../src/lib/server/store/surveys';
import { drawHonestMonth } from '../../support/quality/honest-counter';
import { storeForms } from '../../support/quality/store-history';
import { SCHEMES, stuffMonth } from '../../support/quality/stuffing';

const SURVEY = 'chat-luong-phieu';

export async function seedQuality(db: Kysely<Schema>, ownerCode: string, agencyCode: string, now: Date) {
  const last = periodOf('month', addDays(periodOf('month', localDay(now)).from, -1));
  const middle = periodOf('month', addDays(last.from, -1));
  const first = periodOf('month', addDays(middle.from, -1));
  const { id: agencyId } = await getAgencyByCode(db, agencyCode, localDay(now));
  const open = (name: string) => createCounter(db, { agencyCode, name, openedOn: first.from }, now, randomBytes);
  const counters = [await open('Quầy được xem kỹ'), await open('Quầy đã xử lý')];
  await createSurvey(db, {
    code: SURVEY,
    nameVi: 'Đợt xem chất lượng phiếu',
    nameEn: 'Survey of the quality of answers',
    questionnaire: 'sipas-2017',
    ownerCode,
    opensOn: first.from,
    closesOn: null,
    psu: 'day',
    series: null,
    requiredItems: [],
    demonstration: false,
    counterCodes: counters.map(({ code }) => code)
  });
  await changeSurveyState(db, SURVEY, 'open', now);
  const survey = (await findSurveyByCode(db, SURVEY))!;
  const random = seededGenerator(11, 1);
  const ids: string[] = [];
  for (const { id } of counters) {
    const habit = { id, habit: 'plain', rate: 5, growth: 0, evening: 0.03, allTop: 0.2, msPerItem: 4_500 } as const;
    const forms = [first, middle, last].flatMap((month) => drawHonestMonth(random, habit, month, first.from));
    ids.push(...(await storeForms(db, survey, { id, agencyId }, forms)).values());
  }
  const scheme = { ...SCHEMES['bursts of fives after closing'], forms: [18, 18], devices: 1 } as const;
  await storeForms(db, survey, { id: counters[0]!.id, agencyId }, stuffMonth(random, counters[0]!.id, last, scheme));
  const decision = await decideOnForms(
    db,
    {
      surveyId: survey.id,
      agencyId,
      outcome: 'hold',
      responseIds: ids.slice(-2),
      ground: 'other',
      reason: 'Phiếu thử của cán bộ khi lắp máy.',
      rule: null
    },
    byCommand(now)
  );
  await refreshVerdicts(db, survey, now);
  return { survey: SURVEY, month: last.code, agencyCode, counter: counters[0]!.code, decision };
}

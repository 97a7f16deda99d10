/** The least that a citizen's form needs: a province, its communes, their counters, and one open survey at all of them. */
import { randomBytes } from 'node:crypto';
import type { Day } from '../../src/lib/core/calendar/day';
import { localDay } from '../../src/lib/core/calendar/day';
import { changeSurveyState } from '../../src/lib/server/operations/change-survey';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { shipInstruments } from '../../src/lib/server/operations/ship-instruments';
import type { Db } from '../../src/lib/server/schema';

export const PROVINCE = 'tinh';
export const SURVEY = 'y-kien-tai-quay';

export interface CounterSurvey {
  readonly surveyId: string;
  /** Agency codes of the communes. */
  readonly communes: readonly string[];
  /** Codes of the counters, commune by commune. */
  readonly counters: readonly string[];
}

interface Wish {
  readonly communes?: number;
  readonly countersEach?: number;
  /** Today, if left out. */
  readonly opensOn?: Day;
}

export async function openCounterSurvey(db: Db, { communes = 1, countersEach = 1, opensOn }: Wish = {}): Promise<CounterSurvey> {
  const now = new Date();
  const from = opensOn ?? localDay(now);
  await shipInstruments(db, now);
  const always = { validFrom: '0001-01-01' };
  await createAgency(db, { ...always, code: PROVINCE, kind: 'province', name: { vi: 'Tỉnh Sơn La', en: 'Son La Province' } });
  const communeCodes: string[] = [];
  const counters: string[] = [];
  for (let number = 1; number <= communes; number++) {
    const code = `xa-${number}`;
    const name = { vi: `Xã Chiềng Mai ${number}`, en: `Chieng Mai ${number} Commune` };
    await createAgency(db, { ...always, code, kind: 'commune', name, parentCode: PROVINCE });
    communeCodes.push(code);
    for (let counter = 1; counter <= countersEach; counter++)
      counters.push((await createCounter(db, { agencyCode: code, name: `Quầy ${counter}`, openedOn: from }, now, randomBytes)).code);
  }
  const surveyId = await createSurvey(db, {
    code: SURVEY,
    nameVi: 'Ý kiến tại quầy',
    nameEn: 'Opinions at the counter',
    questionnaire: 'sipas-2017',
    ownerCode: PROVINCE,
    opensOn: from,
    closesOn: null,
    psu: 'day',
    series: null,
    requiredItems: [],
    counterCodes: counters,
    demonstration: false
  });
  await changeSurveyState(db, SURVEY, 'open', now);
  return { surveyId, communes: communeCodes, counters };
}

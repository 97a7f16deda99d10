/** A small province in an empty database: two communes, three counters, an open survey. Through the real operations. */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Config } from '../../src/lib/server/config';
import { readConfig } from '../../src/lib/server/config';
import { changeSurveyState } from '../../src/lib/server/operations/change-survey';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createCounter } from '../../src/lib/server/operations/create-counter';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import { findCounterForm } from '../../src/lib/server/operations/find-counter-form';
import type { OpenForm } from '../../src/lib/server/operations/form-place';
import { shipInstruments } from '../../src/lib/server/operations/ship-instruments';
import type { Schema } from '../../src/lib/server/schema';
import type { Counter } from '../../src/lib/server/store/counters';
import type { Survey } from '../../src/lib/server/store/surveys';

export const OPENED = '2026-01-05';
export const NOW = new Date('2026-03-10T03:00:00Z');
export const CONFIG: Config = readConfig({});

export interface SmallProvince {
  readonly counters: readonly [Counter, Counter, Counter];
  readonly survey: Survey;
  form(counter: Counter): Promise<OpenForm>;
}

/** Communes `c1` (two counters) and `c2` (one) under the province `p`; the survey `round` runs `questionnaire` at all three. */
export async function makeSmallProvince(db: Kysely<Schema>, questionnaire = 'sipas-short'): Promise<SmallProvince> {
  await shipInstruments(db, NOW);
  await createAgency(db, { code: 'p', kind: 'province', name: { vi: 'Tỉnh Thử', en: 'Test Province' }, validFrom: '2020-01-01' });
  for (const code of ['c1', 'c2'])
    await createAgency(db, {
      code,
      kind: 'commune',
      name: { vi: `Xã ${code}`, en: `Commune ${code}` },
      parentCode: 'p',
      validFrom: '2025-07-01'
    });
  const open = (agencyCode: string, name: string) => createCounter(db, { agencyCode, name, openedOn: OPENED }, NOW, randomBytes);
  const counters = [await open('c1', 'Quầy 1'), await open('c1', 'Quầy 2'), await open('c2', 'Quầy 1')] as const;
  await createSurvey(db, {
    code: 'round',
    nameVi: 'Đợt thử',
    nameEn: 'Test round',
    questionnaire,
    ownerCode: 'p',
    opensOn: OPENED,
    closesOn: null,
    psu: 'day',
    series: null,
    requiredItems: [],
    counterCodes: 'all',
    demonstration: false
  });
  const survey = await changeSurveyState(db, 'round', 'open', NOW);
  return { counters, survey, form: (counter) => findCounterForm(db, counter.code, NOW) };
}

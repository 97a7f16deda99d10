/**
 * Sampled surveys of the demonstration, with made-up answers in designs as provinces have them: a household survey of the PAPI
 * style (strata: communes, PSUs: villages), citizens who used a department's service (strata: departments), leaders who rate
 * the departments (PSUs: the leaders' own agencies). Weights, strata and PSUs are stored as an import would store them.
 */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Agency } from '../src/lib/core/agency/agency';
import type { Day } from '../src/lib/core/calendar/day';
import { addDays, localDay } from '../src/lib/core/calendar/day';
import { encodeAnswers } from '../src/lib/core/response/encode-answers';
import { changeSurveyState, getSurvey } from '../src/lib/server/operations/change-survey';
import { createCounter } from '../src/lib/server/operations/create-counter';
import { createSurvey } from '../src/lib/server/operations/create-survey';
import type { DesignCells } from '../src/lib/server/operations/imported-weights';
import { storeImportedWeights } from '../src/lib/server/operations/imported-weights';
import type { Schema } from '../src/lib/server/schema';
import { getAgencyByCode, listChildren } from '../src/lib/server/store/agencies';
import { listSurveyCounters } from '../src/lib/server/store/surveys';
import { getQuestionnaireVersion } from '../src/lib/server/store/versions';
import { DEMO_PROVINCE } from './demo-agencies';
import type { Random } from './demo-answers';
import { makeAnswers, normal } from './demo-answers';
import { composeAnswer, storeSubmissions } from './demo-submissions';

export const HOUSEHOLD_SURVEY = 'ho-dan-kieu-papi-2026';
/** What the demonstration's scorecards take their survey points from. */
export const CARD_SURVEYS = { citizens: 'nguoi-dan-so-nganh-2026', leaders: 'lanh-dao-quan-ly-2026' } as const;

const FIELDWORK_DAYS = 20;

interface SampledSurvey {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly questionnaire: string;
  /** Units of a place's sample: how many, which weigh what. */
  readonly perAgency: (agency: string, random: Random) => readonly DesignCells[];
}

const HOUSEHOLDS: SampledSurvey = {
  code: HOUSEHOLD_SURVEY,
  nameVi: 'Khảo sát hộ dân về quản trị và hành chính công, kiểu PAPI (chọn mẫu)',
  nameEn: 'Household survey on governance and public administration, PAPI-style (sampled)',
  questionnaire: 'papi-style-commune',
  perAgency: (agency, random) => {
    const villages = 8 + Math.floor(random() * 12);
    const sampled = 7 + Math.floor(random() * 4);
    return Array.from({ length: sampled * 9 }, (_, i) => ({
      weight: Math.round((villages / sampled) * (60 + 80 * random())) / 9,
      stratum: agency,
      psu: `Bản ${1 + Math.floor(i / 9)}`,
      fpc: null
    }));
  }
};

const CITIZENS: SampledSurvey = {
  code: CARD_SURVEYS.citizens,
  nameVi: 'Khảo sát người dân, tổ chức đã làm thủ tục tại các sở, ngành (chọn mẫu)',
  nameEn: 'Survey of people and organisations served by the departments (sampled)',
  questionnaire: 'sipas-2017',
  perAgency: (agency, random) => {
    const dossiers = 900 + Math.floor(random() * 6_000);
    const sampled = 90 + Math.floor(random() * 60);
    return Array.from({ length: sampled }, () => ({ weight: dossiers / sampled, stratum: agency, psu: null, fpc: dossiers }));
  }
};

const LEADERS: SampledSurvey = {
  code: CARD_SURVEYS.leaders,
  nameVi: 'Khảo sát lãnh đạo, quản lý về cải cách hành chính của các sở, ngành (chọn mẫu)',
  nameEn: "Survey of leaders and managers on the departments' administrative reform (sampled)",
  questionnaire: 'par-leaders',
  // The same 24 agencies' leaders rate every department: their agency is the PSU.
  perAgency: () => Array.from({ length: 72 }, (_, i) => ({ weight: 5, stratum: '', psu: `Cơ quan ${1 + (i % 24)}`, fpc: null }))
};

export async function seedDemoSampled(db: Kysely<Schema>, communes: readonly Agency[], random: Random, now: Date): Promise<void> {
  const today = localDay(now);
  const province = await getAgencyByCode(db, DEMO_PROVINCE, today);
  const departments = (await listChildren(db, province.id, today)).filter(({ kind }) => kind === 'department');
  const from = addDays(today, -60);
  const desks = new Map<string, string>();
  for (const { code } of departments)
    desks.set(
      code,
      (await createCounter(db, { agencyCode: code, name: 'Bộ phận tiếp nhận của sở, ngành', openedOn: from }, now, randomBytes)).code
    );
  const atCommunes = await countersOf(db, communes);
  await seedSampled(db, HOUSEHOLDS, atCommunes, from, random, now);
  await seedSampled(db, CITIZENS, [...desks.values()], from, random, now);
  await seedSampled(db, LEADERS, [...desks.values()], from, random, now);
}

/** One counter of each commune: where its households' answers stand in the tree. */
async function countersOf(db: Kysely<Schema>, communes: readonly Agency[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('counters as c')
    .innerJoin('access_codes as a', 'a.counter_id', 'c.id')
    .select(['a.code', 'c.agency_id'])
    .where(
      'c.agency_id',
      'in',
      communes.map(({ id }) => id)
    )
    .orderBy('c.id')
    .execute();
  return [...new Map(rows.toReversed().map(({ agency_id, code }) => [agency_id, code])).values()];
}

async function seedSampled(
  db: Kysely<Schema>,
  { code, nameVi, nameEn, questionnaire, perAgency }: SampledSurvey,
  counterCodes: readonly string[],
  opensOn: Day,
  random: Random,
  now: Date
): Promise<void> {
  const closesOn = addDays(opensOn, FIELDWORK_DAYS);
  const shared = { ownerCode: DEMO_PROVINCE, psu: 'design', series: null, demonstration: true, requiredItems: [] } as const;
  await createSurvey(db, { ...shared, code, nameVi, nameEn, questionnaire, opensOn, closesOn, counterCodes });
  await changeSurveyState(db, code, 'open', now);
  const survey = await getSurvey(db, code);
  const version = await getQuestionnaireVersion(db, survey.questionnaire_version_id);

  const weighted: { responseId: string; design: DesignCells }[] = [];
  const submissions = (await listSurveyCounters(db, survey.id)).flatMap((counter) => {
    const mood = 0.35 * normal(random) + 0.35;
    const moods = new Map<string, number>();
    return perAgency(counter.agency_code, random).map((design, i) => {
      const unit = design.psu ?? `${i}`;
      const unitMood = moods.get(unit) ?? mood + 0.2 * normal(random);
      moods.set(unit, unitMood);
      const day = addDays(opensOn, Math.floor(random() * FIELDWORK_DAYS));
      const one = composeAnswer(
        survey.id,
        version.id,
        counter,
        day,
        encodeAnswers(makeAnswers(version.content, unitMood, random)),
        null,
        random
      );
      weighted.push({ responseId: one.response.id, design });
      return one;
    });
  });
  await storeSubmissions(db, submissions);
  await db.transaction().execute((trx) => storeImportedWeights(trx, survey.id, weighted, { file: 'minh-hoa.csv', hash: code }));
  await changeSurveyState(db, code, 'close', now);
}

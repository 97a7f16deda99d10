/**
 * The demonstration: Sơn La's agencies, counters, surveys at the counters over the last year with made-up answers, and sampled ones. Done again it changes
 * nothing. Every figure made of these answers is labelled as demonstration data (`surveys.demonstration`).
 */
import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Agency } from '../src/lib/core/agency/agency';
import type { Day } from '../src/lib/core/calendar/day';
import { addDays, localDay, weekday } from '../src/lib/core/calendar/day';
import { compileLayout } from '../src/lib/core/tally/compile-layout';
import { encodeAnswers } from '../src/lib/core/response/encode-answers';
import type { Config } from '../src/lib/server/config';
import { changeSurveyState, getSurvey } from '../src/lib/server/operations/change-survey';
import { createCounter } from '../src/lib/server/operations/create-counter';
import { createSurvey } from '../src/lib/server/operations/create-survey';
import { createUser } from '../src/lib/server/operations/create-user';
import { keepTallies } from '../src/lib/server/operations/keep-tallies';
import { openSecrets } from '../src/lib/server/operations/open-secrets';
import { shipInstruments } from '../src/lib/server/operations/ship-instruments';
import type { Submission } from '../src/lib/server/response-writer';
import type { Schema } from '../src/lib/server/schema';
import { listChildren } from '../src/lib/server/store/agencies';
import { getAgencyByCode } from '../src/lib/server/store/agencies';
import { findSurveyByCode, listSurveyCounters } from '../src/lib/server/store/surveys';
import { getMethodVersion, getQuestionnaireVersion } from '../src/lib/server/store/versions';
import { DEMO_CENTRE, DEMO_PROVINCE, seedDemoAgencies } from './demo-agencies';
import type { Random } from './demo-answers';
import { makeAnswers, makeComment, normal, seededRandom } from './demo-answers';
import { composeAnswer, storeSubmissions } from './demo-submissions';
import { composeStuffing } from './demo-stuffing';
import { CARD_SURVEYS, seedDemoSampled } from './demo-sampled';
import { DEMO_ROUND, seedDemoRound } from './demo-round';
import { seedDemoScorecards } from './demo-scorecards';
import { StartError } from './serve';

const COMMUNE_SURVEY = 'hai-long-xa-phuong';
/** The round before, with the national form: where the two meet the method changes. */
const EARLIER_SURVEY = 'hai-long-xa-phuong-2025';
const COMMUNE_SERIES = 'mot-cua-xa-phuong';
const CENTRE_SURVEY = 'hai-long-trung-tam-tinh';
const DEMO_COMMUNE = '03646';
/** Near the target, so that the first report one sees has something to mend. */
const DEMO_COMMUNE_MOOD = 0.15;
/** What is to be said of APP_KEY the server says when it starts. */
const QUIET = { warn: () => {}, error: () => {} };
const PASSWORD = 'hoa-ban-trang-2026';

export interface DemonstrationLogin {
  readonly role: string;
  readonly email: string;
  readonly password: string;
  readonly place: string;
}

export interface SeededDemonstration {
  readonly formPath: string;
  readonly reportPath: string;
  readonly deskPath: string;
  readonly logins: readonly DemonstrationLogin[];
}

export async function seedDemonstration(db: Kysely<Schema>, config: Config): Promise<SeededDemonstration> {
  const now = new Date();
  await refuseRealSurveys(db);
  await shipInstruments(db, now);
  await seedDemoAgencies(db);
  if (!(await findSurveyByCode(db, CENTRE_SURVEY))) await seedSurveys(db, now);
  await seedDemoScorecards(db, now, CARD_SURVEYS);
  const survey = await getSurvey(db, COMMUNE_SURVEY);
  const commune = await demoCommune(db, now);
  const secrets = await openSecrets(db, config, QUIET);
  if (secrets) await seedDemoRound(db, config, secrets, await roundWish(db, commune, now), now);
  const counter = (await listSurveyCounters(db, survey.id)).find((one) => one.agency_id === commune.id);
  if (!counter) throw new Error(`the demonstration has no counter at ${commune.name.vi}`);
  return {
    formPath: `/q/${counter.code}`,
    reportPath: `/admin/reports/${commune.code}/${COMMUNE_SURVEY}`,
    deskPath: `/admin/surveys/${DEMO_ROUND}/desk`,
    logins: loginsAt(commune.name.vi)
  };
}

/** Made-up answers and known passwords have no place beside real ones. */
async function refuseRealSurveys(db: Kysely<Schema>): Promise<void> {
  const real = await db.selectFrom('surveys').select('code').where('demonstration', '=', 0).executeTakeFirst();
  if (real)
    throw new StartError(
      `Cơ sở dữ liệu này có khảo sát thật (${real.code}); bản minh họa không dùng được. Hãy bỏ DATABASE_URL.\n` +
        `This database holds a real survey (${real.code}), so the demonstration will not use it. Unset DATABASE_URL.`
    );
}

function loginsAt(commune: string): readonly DemonstrationLogin[] {
  return [
    { role: 'administrator', email: 'quantri@sonla.example', password: PASSWORD, place: 'Tỉnh Sơn La' },
    { role: 'coordinator', email: 'dieuphoi@sonla.example', password: PASSWORD, place: 'Tỉnh Sơn La' },
    { role: 'agency_viewer', email: 'xem@sonla.example', password: PASSWORD, place: commune },
    { role: 'interviewer', email: 'phongvan@sonla.example', password: PASSWORD, place: 'Tỉnh Sơn La' },
    { role: 'reinterviewer', email: 'phuctra@sonla.example', password: PASSWORD, place: 'Tỉnh Sơn La' }
  ];
}

/** The round's communes, the one that is shown first among them. */
async function roundWish(db: Kysely<Schema>, commune: Agency, now: Date) {
  const province = await getAgencyByCode(db, DEMO_PROVINCE, localDay(now));
  const others = (await listChildren(db, province.id, localDay(now))).filter(({ kind, id }) => kind === 'commune' && id !== commune.id);
  return { communes: [commune, ...others], coordinatorEmail: 'dieuphoi@sonla.example', password: PASSWORD };
}

async function demoCommune(db: Kysely<Schema>, now: Date) {
  const province = await getAgencyByCode(db, DEMO_PROVINCE, localDay(now));
  const communes = (await listChildren(db, province.id, localDay(now))).filter((agency) => agency.kind === 'commune');
  return communes.find((agency) => agency.code === DEMO_COMMUNE) ?? communes[0]!;
}

async function seedSurveys(db: Kysely<Schema>, now: Date): Promise<void> {
  const random = seededRandom(1895);
  const first = firstDay(localDay(now));
  const province = await getAgencyByCode(db, DEMO_PROVINCE, localDay(now));
  const children = await listChildren(db, province.id, localDay(now));
  const communes = children.filter((agency) => agency.kind === 'commune');
  const beforeFirst = addMonths(first, -6);
  const open = (agencyCode: string, name: string) => createCounter(db, { agencyCode, name, openedOn: beforeFirst }, now, randomBytes);
  const communeCounters: string[] = [];
  for (const commune of communes) {
    communeCounters.push((await open(commune.code, 'Quầy tiếp nhận và trả kết quả')).code);
    if (commune.name.vi.startsWith('Phường') || random() < 0.15)
      communeCounters.push((await open(commune.code, 'Quầy 2, hộ tịch và chứng thực')).code);
  }
  const centreCounters: string[] = [];
  for (const name of ['Quầy 1, đất đai', 'Quầy 2, tư pháp', 'Quầy 3, doanh nghiệp', 'Quầy 4, các lĩnh vực khác'])
    centreCounters.push((await open(DEMO_CENTRE, name)).code);

  const shared = { ownerCode: DEMO_PROVINCE, opensOn: first, closesOn: null, psu: 'day', series: null, demonstration: true } as const;
  await createSurvey(db, {
    ...shared,
    code: EARLIER_SURVEY,
    nameVi: 'Ý kiến người dân tại Bộ phận Một cửa các xã, phường (phiếu mẫu quốc gia)',
    nameEn: 'Opinions at the one-stop units of communes and wards (national form)',
    questionnaire: 'sipas-national-2023-draft',
    series: COMMUNE_SERIES,
    opensOn: beforeFirst,
    closesOn: addDays(first, -1),
    requiredItems: [],
    counterCodes: communeCounters
  });
  await changeSurveyState(db, EARLIER_SURVEY, 'open', now);
  await seedAnswers(db, EARLIER_SURVEY, random, now, () => 0.5);
  await changeSurveyState(db, EARLIER_SURVEY, 'close', now);
  await createSurvey(db, {
    ...shared,
    series: COMMUNE_SERIES,
    code: COMMUNE_SURVEY,
    nameVi: 'Ý kiến người dân tại Bộ phận Một cửa các xã, phường',
    nameEn: 'Opinions at the one-stop units of communes and wards',
    questionnaire: 'sipas-2017',
    requiredItems: [],
    counterCodes: communeCounters
  });
  await changeSurveyState(db, COMMUNE_SURVEY, 'open', now);
  await seedAnswers(db, COMMUNE_SURVEY, random, now, (agencyId) => (agencyId.charCodeAt(agencyId.length - 1) % 3 === 0 ? 1.2 : 1.9));
  await createSurvey(db, {
    ...shared,
    code: CENTRE_SURVEY,
    nameVi: 'Ý kiến người dân tại Trung tâm Phục vụ hành chính công tỉnh',
    nameEn: "Opinions at the province's service centre",
    questionnaire: 'sipas-short',
    requiredItems: ['officer_1'],
    counterCodes: centreCounters
  });
  await changeSurveyState(db, CENTRE_SURVEY, 'open', now);
  await seedAnswers(db, CENTRE_SURVEY, random, now, () => 5);

  await seedDemoSampled(db, communes, random, now);

  const commune = await demoCommune(db, now);
  const places = { administrator: DEMO_PROVINCE, coordinator: DEMO_PROVINCE, agency_viewer: commune.code } as Readonly<
    Record<string, string>
  >;
  const names = {
    administrator: 'Quản trị minh họa',
    coordinator: 'Điều phối viên minh họa',
    agency_viewer: 'Người xem minh họa'
  } as Readonly<Record<string, string>>;
  for (const { role, email, password } of loginsAt(commune.name.vi))
    if (names[role]) await createUser(db, { email, password, role, name: names[role]!, agencyCode: places[role]! }, now);
}

/** `day` is the first of a month. */
function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** The first day of the quarter before the last two: whole quarters, so that each has answers enough to be read. */
function firstDay(today: Day): Day {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const quarter = Math.floor((month - 1) / 3) - 2;
  return new Date(Date.UTC(year, quarter * 3, 1)).toISOString().slice(0, 10);
}

/** `perDay(agencyId)` answers a working day and counter on average. */
async function seedAnswers(
  db: Kysely<Schema>,
  surveyCode: string,
  random: Random,
  now: Date,
  perDay: (agencyId: string) => number
): Promise<void> {
  const survey = await getSurvey(db, surveyCode);
  const { content, id: versionId } = await getQuestionnaireVersion(db, survey.questionnaire_version_id);
  const counters = await listSurveyCounters(db, survey.id);
  const moods = new Map(counters.map((counter) => [counter.agency_id, 0.4 * normal(random) + 0.35]));
  const commune = surveyCode === COMMUNE_SURVEY ? await demoCommune(db, now) : undefined;
  if (commune) moods.set(commune.id, DEMO_COMMUNE_MOOD);
  const submissions: Submission[] = [];
  const last = survey.closes_on ?? addDays(localDay(now), -1);
  for (let day = survey.opens_on; day <= last; day = addDays(day, 1)) {
    if (weekday(day) > 4) continue;
    const dayMood = 0.12 * normal(random);
    for (const counter of counters)
      for (let left = perDay(counter.agency_id) * 2 * random(); random() < left; left--)
        submissions.push(
          composeAnswer(
            survey.id,
            versionId,
            counter,
            day,
            encodeAnswers(makeAnswers(content, moods.get(counter.agency_id)! + dayMood, random)),
            makeComment(random),
            random
          )
        );
  }
  if (commune) {
    const counter = counters.findLast(({ agency_id }) => agency_id === commune.id)!;
    submissions.push(...composeStuffing(survey.id, { id: versionId, content }, counter, localDay(now)));
  }
  await storeSubmissions(db, submissions);
  const method = await getMethodVersion(db, survey.method_version_id);
  await keepTallies(db, survey.id, compileLayout(content, method.content), survey.opens_on, localDay(now), now);
}

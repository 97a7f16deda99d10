/**
 * The demonstration: Sơn La's agencies, counters, two surveys and made-up answers of the last eight months. Done again it changes
 * nothing. Every figure made of these answers is labelled as demonstration data (`surveys.demonstration`).
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Day } from '../src/lib/core/calendar/day';
import { addDays, localDay, weekday } from '../src/lib/core/calendar/day';
import { makeReceipt } from '../src/lib/core/fieldwork/receipt';
import { compileLayout } from '../src/lib/core/tally/compile-layout';
import { encodeAnswers } from '../src/lib/core/response/encode-answers';
import type { Config } from '../src/lib/server/config';
import { newId } from '../src/lib/server/new-id';
import { changeSurveyState, getSurvey } from '../src/lib/server/operations/change-survey';
import { createCounter } from '../src/lib/server/operations/create-counter';
import { createSurvey } from '../src/lib/server/operations/create-survey';
import { createUser } from '../src/lib/server/operations/create-user';
import { keepTallies } from '../src/lib/server/operations/keep-tallies';
import { shipInstruments } from '../src/lib/server/operations/ship-instruments';
import { hashOfContent, monthsAfter } from '../src/lib/server/operations/submit-response';
import type { Submission } from '../src/lib/server/response-writer';
import type { Schema } from '../src/lib/server/schema';
import { listChildren } from '../src/lib/server/store/agencies';
import { getAgencyByCode } from '../src/lib/server/store/agencies';
import { markCells } from '../src/lib/server/store/kept-tallies';
import { insertComments, insertResponses } from '../src/lib/server/store/responses';
import { findSurveyByCode, listSurveyCounters } from '../src/lib/server/store/surveys';
import { getMethodVersion, getQuestionnaireVersion } from '../src/lib/server/store/versions';
import { DEMO_CENTRE, DEMO_PROVINCE, seedDemoAgencies } from './demo-agencies';
import type { Random } from './demo-answers';
import { makeAnswers, makeComment, normal, seededRandom } from './demo-answers';
import { seedDemoScorecards } from './demo-scorecards';
import { StartError } from './serve';

const COMMUNE_SURVEY = 'hai-long-xa-phuong';
const CENTRE_SURVEY = 'hai-long-trung-tam-tinh';
const DEMO_COMMUNE = '03646';
/** Near the target, so that the first report one sees has something to mend. */
const DEMO_COMMUNE_MOOD = 0.15;
const PASSWORD = 'hoa-ban-trang-2026';
const BATCH = 500;

export interface DemonstrationLogin {
  readonly role: string;
  readonly email: string;
  readonly password: string;
  readonly place: string;
}

export interface SeededDemonstration {
  readonly formPath: string;
  readonly reportPath: string;
  readonly logins: readonly DemonstrationLogin[];
}

export async function seedDemonstration(db: Kysely<Schema>, _config: Config): Promise<SeededDemonstration> {
  const now = new Date();
  await refuseRealSurveys(db);
  await shipInstruments(db, now);
  await seedDemoAgencies(db);
  if (!(await findSurveyByCode(db, CENTRE_SURVEY))) await seedSurveys(db, now);
  await seedDemoScorecards(db, now);
  const survey = await getSurvey(db, COMMUNE_SURVEY);
  const commune = await demoCommune(db, now);
  const counter = (await listSurveyCounters(db, survey.id)).find((one) => one.agency_id === commune.id);
  if (!counter) throw new Error(`the demonstration has no counter at ${commune.name.vi}`);
  return {
    formPath: `/q/${counter.code}`,
    reportPath: `/admin/reports/${commune.code}/${COMMUNE_SURVEY}`,
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
    { role: 'agency_viewer', email: 'xem@sonla.example', password: PASSWORD, place: commune }
  ];
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
  const open = (agencyCode: string, name: string) => createCounter(db, { agencyCode, name, openedOn: first }, now, randomBytes);
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
    await createUser(db, { email, password, role, name: names[role]!, agencyCode: places[role]! }, now);
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
  if (surveyCode === COMMUNE_SURVEY) moods.set((await demoCommune(db, now)).id, DEMO_COMMUNE_MOOD);
  const submissions: Submission[] = [];
  for (let day = survey.opens_on; day < localDay(now); day = addDays(day, 1)) {
    if (weekday(day) > 4) continue;
    const dayMood = 0.12 * normal(random);
    for (const counter of counters)
      for (let left = perDay(counter.agency_id) * 2 * random(); random() < left; left--)
        submissions.push(
          compose(
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
  for (let at = 0; at < submissions.length; at += BATCH) {
    const batch = submissions.slice(at, at + BATCH);
    await db.transaction().execute(async (trx) => {
      await insertResponses(
        trx,
        batch.map((one) => one.response)
      );
      await insertComments(
        trx,
        batch.flatMap((one) => one.comment ?? [])
      );
      await markCells(
        trx,
        [...new Map(batch.map(({ response }) => [`${response.receiving_counter_id} ${response.day}`, response])).values()].map(
          (response) => ({
            surveyId: survey.id,
            counterId: response.receiving_counter_id!,
            day: response.day,
            questionnaireVersionId: versionId,
            handlingAgencyId: response.handling_agency_id
          })
        )
      );
    });
  }
  const method = await getMethodVersion(db, survey.method_version_id);
  await keepTallies(db, survey.id, compileLayout(content, method.content), survey.opens_on, localDay(now), now);
}

function compose(
  surveyId: string,
  versionId: string,
  counter: { readonly id: string; readonly default_handling_agency_id: string },
  day: Day,
  answers: string,
  comment: string | null,
  random: Random
): Submission {
  const id = newId();
  const shared = { survey_id: surveyId, receiving_counter_id: counter.id, day };
  const at = new Date(Date.parse(`${day}T00:30:00Z`) + random() * 9 * 3_600_000);
  return {
    response: {
      ...shared,
      id,
      questionnaire_version_id: versionId,
      handling_agency_id: counter.default_handling_agency_id,
      submitted_at: at.toISOString(),
      channel: 'demo',
      language: 'vi',
      duration_ms: Math.round(60_000 + random() * 180_000),
      purpose: 'main',
      status: 'counted',
      flags: '[]',
      answers,
      submission_scope: 'demo',
      submission_id: createHash('sha256').update(id).digest('base64url'),
      receipt: makeReceipt(randomBytes),
      content_hash: hashOfContent(versionId, answers, comment ?? '')
    },
    comment: comment === null ? null : { ...shared, response_id: id, text: comment, status: 'shown', erase_after: monthsAfter(at, 24) },
    device: null
  };
}

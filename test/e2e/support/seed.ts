/**
 * What the browser tests find in the database, made by the operations that pages and commands use. Two halves that do not
 * touch: tests of the form send answers to `forms` only, tests of reports read `surveys` only, so neither changes what the other
 * counts. A test that closes or rewords a survey makes one of its own (`openOwnForm` in forms.ts).
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import { DEMO_CENTRE, DEMO_PROVINCE, seedDemoAgencies } from '../../../scripts/demo-agencies';
import { addDays, localDay, weekday } from '../../../src/lib/core/calendar/day';
import type { Day } from '../../../src/lib/core/calendar/day';
import type { Config } from '../../../src/lib/server/config';
import { changeSurveyState } from '../../../src/lib/server/operations/change-survey';
import { readColumnMapping } from '../../../src/lib/server/operations/column-mapping';
import { createCounter } from '../../../src/lib/server/operations/create-counter';
import type { NewSurvey } from '../../../src/lib/server/operations/create-survey';
import { createSurvey } from '../../../src/lib/server/operations/create-survey';
import { createToken } from '../../../src/lib/server/operations/create-token';
import { createUser } from '../../../src/lib/server/operations/create-user';
import { importResponses } from '../../../src/lib/server/operations/import-responses';
import { shipInstruments } from '../../../src/lib/server/operations/ship-instruments';
import type { Schema } from '../../../src/lib/server/schema';
import { getAgencyByCode } from '../../../src/lib/server/store/agencies';
import { findSurveyByCode } from '../../../src/lib/server/store/surveys';
import { insertJob, insertJobFile } from '../../../src/lib/server/store/jobs';
import { findActiveUser, findUserByEmail } from '../../../src/lib/server/store/users';
import type { SamplingDesign } from '../../../src/lib/core/sampling/design';
import { USUAL_DESIGN, designFields } from '../../../src/lib/core/sampling/read-design';
import { saveDesign } from '../../../src/lib/server/operations/save-design';
import { formOf } from '../../support/asking';
import { SERVER_BOX } from '../../support/built-server';
import { answerRound } from '../../support/answered-round';
import { fillRound, insertFrame } from '../../support/round';
import { answerSurvey } from './seed-answers';
import { createRound } from './seed-round';
import { importHouseholds } from './seed-compared';
import { seedQuality } from './seed-quality';
import { seedRechecked } from './seed-rechecked';
import { seedScorecards } from './seed-scorecards';

export interface SeededForm {
  /** The counter's code, as in `/q/{code}`. */
  readonly code: string;
  readonly counterName: string;
  readonly agencyName: string;
  /** The survey's code; undefined where the counter has none. */
  readonly survey?: string;
}

export interface SeededLogin {
  readonly id: string;
  readonly role: 'administrator' | 'coordinator' | 'agency_viewer' | 'interviewer' | 'reinterviewer';
  readonly email: string;
  readonly password: string;
  readonly name: string;
  /** Code of the agency that the role is held at. */
  readonly agencyCode: string;
}

export type Seeded = Awaited<ReturnType<typeof seed>>;

const LONG_NAME = 'Quầy số 3: tiếp nhận và trả kết quả lĩnh vực đất đai, đăng ký biện pháp bảo đảm, hộ tịch và chứng thực';
const DAYS = 200;
const PASSWORD = 'hoa-ban-nở-tháng-ba';

const COMMUNE = '04168'; // Xã Sông Mã: two counters, an agency viewer
const OTHER_COMMUNE = '03979'; // Phường Mộc Sơn: an agency viewer who may not see the first
const SISTERS = ['03646', '03703', '03721', '03856', '03910', '04075', '04105', '04231'];
const THIN_COMMUNE = '04246'; // Xã Mường Lạn: three answers
const EMPTY_COMMUNE = '04222'; // Xã Chiềng Khương: a counter, no answer
/** Comments that one place alone has, so that its words are known wherever they show. */
const MARKERS = {
  commune: 'Cây bàng trước cửa che mát cả buổi trưa.',
  otherCommune: 'Hàng phượng cạnh chỗ để xe nên được tỉa.'
};
const QUALITY_COMMUNE = '04018'; // Xã Tô Múa: answers to be looked at, and an agency viewer of its own
const FORM_COMMUNE = '04033'; // Phường Vân Sơn: the counters of the form's tests

export async function seed(db: Kysely<Schema>, config: Config) {
  const now = new Date();
  await shipInstruments(db, now);
  await seedDemoAgencies(db);
  const surveys = await seedReports(db, config, now);
  const forms = await seedForms(db, now);
  const wish = {
    ownerCode: DEMO_PROVINCE,
    surveyed: COMMUNE,
    other: OTHER_COMMUNE,
    sisters: SISTERS.slice(0, 4),
    edited: THIN_COMMUNE,
    otherRules: EMPTY_COMMUNE,
    opensOn: surveys.first,
    day: addDays(surveys.today, -1)
  };
  const scorecards = await seedScorecards(db, config, wish, now);
  const logins = await seedLogins(db, now);
  const quality = await seedQuality(db, DEMO_PROVINCE, QUALITY_COMMUNE, now);
  const round = await seedRound(db, now);
  const draftRound = await seedDraftRound(db, logins.coordinator.id, now);
  const closedRound = await seedClosedRound(db, now);
  const rechecked = await seedRechecked(db, { owner: DEMO_PROVINCE, communes: [COMMUNE, OTHER_COMMUNE], logins, box: SERVER_BOX }, now);
  const token = await seedToken(db, logins.administrator.id, now);
  return {
    forms,
    ...surveys,
    scorecards,
    quality,
    round,
    draftRound,
    closedRound,
    rechecked,
    token,
    logins,
    job: await seedJob(db, logins.coordinator.email, now)
  };
}

/** What the one-stop software of the province comes in by. */
async function seedToken(db: Kysely<Schema>, administratorId: string, now: Date) {
  const form = new FormData();
  const fields = { name: 'Một cửa điện tử của tỉnh', agencyCode: DEMO_PROVINCE, lastDay: addDays(localDay(now), 300) };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return createToken(db, { user: (await findActiveUser(db, administratorId))!, language: 'vi' }, form, now);
}

/** Opens a counter, the day its first survey here begins. */
async function openCounter(db: Kysely<Schema>, agencyCode: string, name: string, openedOn: Day, now: Date): Promise<SeededForm> {
  const { code, agencyName } = await createCounter(db, { agencyCode, name, openedOn }, now, randomBytes);
  return { code, counterName: name, agencyName: agencyName.vi };
}

type Wish = Pick<NewSurvey, 'code' | 'nameVi' | 'questionnaire' | 'opensOn'> &
  Partial<NewSurvey> & { readonly counters: readonly SeededForm[] };

async function openSurvey(db: Kysely<Schema>, { counters, ...wish }: Wish, now: Date): Promise<string> {
  await createSurvey(db, {
    nameEn: `Survey ${wish.code}`,
    ownerCode: DEMO_PROVINCE,
    closesOn: null,
    psu: 'day',
    series: null,
    requiredItems: [],
    demonstration: false,
    counterCodes: counters.map((counter) => counter.code),
    ...wish
  });
  await changeSurveyState(db, wish.code, 'open', now);
  return wish.code;
}

async function seedForms(db: Kysely<Schema>, now: Date) {
  const today = localDay(now);
  const start = addDays(today, -30);
  const second = await openCounter(db, FORM_COMMUNE, 'Quầy 3b: cùng đợt khảo sát với quầy 3', start, now);
  const open = async (
    survey: string,
    questionnaire: string,
    counterName: string,
    { counters = [], ...wish }: Partial<Wish> = {}
  ): Promise<SeededForm & { readonly survey: string }> => {
    const counter = await openCounter(db, FORM_COMMUNE, counterName, start, now);
    await openSurvey(
      db,
      { code: survey, nameVi: `Đợt khảo sát ${counterName}`, questionnaire, opensOn: start, counters: [counter, ...counters], ...wish },
      now
    );
    return { ...counter, survey };
  };
  const closed = await open('phieu-da-dong', 'sipas-2017', 'Quầy 5: đợt khảo sát đã đóng');
  await changeSurveyState(db, 'phieu-da-dong', 'close', now);
  const closedCounter = await open('phieu-quay-dong', 'sipas-2017', 'Quầy 8 (cũ): đã chuyển chỗ');
  const yesterday = addDays(today, -1);
  await db.updateTable('counters').set({ closed_on: yesterday }).where('name', '=', closedCounter.counterName).execute();
  return {
    sipas: await open('phieu-day-du', 'sipas-2017', LONG_NAME, { counters: [second] }),
    /** Another counter of the same survey. */
    sipasNextDoor: second,
    short: await open('phieu-ngan', 'sipas-short', 'Quầy 1: hộ tịch', { requiredItems: ['officer_1', 'on_time'] }),
    national: await open('phieu-quoc-gia', 'sipas-national-2023-draft', 'Quầy 2: mẫu phiếu quốc gia'),
    bfi: await open('bfi-trinh-duyet', 'bfi', 'Quầy 4: kiểm tra phép tính', { psu: 'respondent' }),
    closed,
    ended: await open('phieu-het-han', 'sipas-2017', 'Quầy 6: đợt khảo sát hết hạn', { closesOn: yesterday }),
    notOpen: await open('phieu-chua-mo', 'sipas-2017', 'Quầy 7: sắp khảo sát', { opensOn: addDays(today, 10) }),
    withoutSurvey: await openCounter(db, FORM_COMMUNE, 'Quầy 9: chưa có khảo sát', start, now),
    closedCounter
  };
}

async function seedReports(db: Kysely<Schema>, config: Config, now: Date) {
  const today = localDay(now);
  const first = addDays(today, -DAYS);
  const before = addDays(first, -120);
  const counter = (agencyCode: string, name = 'Bộ phận Tiếp nhận và Trả kết quả') => openCounter(db, agencyCode, name, before, now);

  const communeCounters = [await counter(COMMUNE), await counter(COMMUNE, LONG_NAME)];
  const other = await counter(OTHER_COMMUNE);
  const sisters: SeededForm[] = [];
  for (const code of SISTERS) sisters.push(await counter(code));
  const [thinCounter, emptyCounter] = [await counter(THIN_COMMUNE), await counter(EMPTY_COMMUNE)];
  const centre = [await counter(DEMO_CENTRE, 'Quầy 1'), await counter(DEMO_CENTRE, 'Quầy 2')];
  const busy = [...communeCounters, other, ...sisters, centre[0]!];
  const everyone = [...busy, thinCounter, emptyCounter];

  const series = 'hai-long-cap-xa';
  const shared = { questionnaire: 'sipas-2017', series, demonstration: true, counters: everyone };
  const earlier = await openSurvey(
    db,
    { ...shared, code: 'cap-xa-dot-truoc', nameVi: 'Ý kiến người dân cấp xã, đợt trước', opensOn: before, closesOn: addDays(first, -1) },
    now
  );
  await answerSurvey(db, config, { counters: busy.slice(0, 4), from: before, to: addDays(first, -1), perDay: 0.3, seed: 7 });
  await changeSurveyState(db, earlier, 'close', now);
  await changeSurveyState(db, earlier, 'publish', now);

  const many = await openSurvey(
    db,
    { ...shared, code: 'cap-xa', nameVi: 'Ý kiến người dân tại Bộ phận Một cửa các xã, phường', opensOn: first },
    now
  );
  const yesterday = addDays(today, -1);
  await answerSurvey(db, config, { counters: communeCounters, from: first, to: yesterday, perDay: 1.4, seed: 11 });
  await answerSurvey(db, config, { counters: [other, ...sisters, centre[0]!], from: first, to: yesterday, perDay: 0.55, seed: 13 });
  await answerSurvey(db, config, { counters: [thinCounter], from: addDays(today, -10), to: yesterday, perDay: 1, most: 3, seed: 17 });
  for (const [marked, comment] of [
    [communeCounters[0]!, MARKERS.commune],
    [other, MARKERS.otherCommune]
  ] as const)
    await answerSurvey(db, config, {
      counters: [marked],
      from: addDays(today, -60),
      to: addDays(today, -50),
      perDay: 1,
      most: 1,
      seed: 31,
      comment
    });

  const national = await openCounter(db, COMMUNE, 'Quầy mẫu quốc gia', first, now);
  const thin = await openCounter(db, OTHER_COMMUNE, 'Quầy ít phiếu', first, now);
  const empty = await openCounter(db, COMMUNE, 'Quầy chưa có phiếu', first, now);
  const oneDay = await openCounter(db, COMMUNE, '=1+1 Quầy một ngày', first, now);
  const imported = await openCounter(db, DEMO_CENTRE, 'Quầy dữ liệu kiểm tra', first, now);
  const surveys = {
    many,
    earlier,
    national: await openSurvey(
      db,
      {
        code: 'mau-quoc-gia',
        nameVi: 'Đợt mẫu quốc gia',
        questionnaire: 'sipas-national-2023-draft',
        opensOn: first,
        counters: [national]
      },
      now
    ),
    short: await openSurvey(
      db,
      { code: 'trung-tam-tinh', nameVi: 'Đợt phiếu ngắn', questionnaire: 'sipas-short', opensOn: first, counters: [centre[1]!] },
      now
    ),
    thin: await openSurvey(
      db,
      { code: 'dot-it-phieu', nameVi: 'Đợt ít phiếu', questionnaire: 'sipas-2017', opensOn: first, counters: [thin] },
      now
    ),
    empty: await openSurvey(
      db,
      { code: 'dot-chua-co-phieu', nameVi: 'Đợt chưa có phiếu', questionnaire: 'sipas-2017', opensOn: first, counters: [empty] },
      now
    ),
    /** All on one day; its counter's name is one that a spreadsheet would take for a formula. */
    oneDay: await openSurvey(
      db,
      { code: 'dot-mot-ngay', nameVi: 'Đợt một ngày', questionnaire: 'sipas-2017', opensOn: first, counters: [oneDay] },
      now
    ),
    bfi: await openSurvey(
      db,
      { code: 'bfi', nameVi: 'Kiểm tra phép tính: bfi', questionnaire: 'bfi', psu: 'respondent', opensOn: first, counters: [imported] },
      now
    )
  };
  await answerSurvey(db, config, { counters: [national], from: addDays(today, -40), to: yesterday, perDay: 1.5, seed: 19 });
  await answerSurvey(db, config, { counters: [centre[1]!], from: addDays(today, -60), to: yesterday, perDay: 2, seed: 23 });
  await answerSurvey(db, config, { counters: [thin], from: addDays(today, -10), to: yesterday, perDay: 1, most: 3, seed: 29 });
  const onlyDay = lastWorkingDay(yesterday);
  await answerSurvey(db, config, { counters: [oneDay], from: onlyDay, to: onlyDay, perDay: 14, seed: 37 });
  await importBfi(db, config, yesterday, now);
  const households = await openSurvey(
    db,
    {
      code: 'ho-dan-kieu-papi',
      nameVi: 'Khảo sát hộ dân kiểu PAPI',
      questionnaire: 'papi-style-commune',
      psu: 'design',
      opensOn: first,
      closesOn: yesterday,
      counters: [communeCounters[0]!, other, ...sisters]
    },
    now
  );
  await importHouseholds(db, config, { survey: households, communes: [COMMUNE, OTHER_COMMUNE, ...SISTERS], day: yesterday }, now);
  const changed = await seedChange(db, config, before, first, yesterday, now);

  const place = async (code: string) => ({ code, name: (await getAgencyByCode(db, code, today)).name.vi });
  return {
    surveys: { ...surveys, households },
    /** A series at one counter of the commune, whose method changed on `first`. */
    changed,
    /** Of `earlier` and `many`. */
    series,
    /** The first day of `many`. */
    first,
    today,
    communeCounters,
    /** The counter of the first survey at the other commune. */
    otherCounter: other,
    oneDayCounter: oneDay,
    markers: MARKERS,
    places: {
      province: await place(DEMO_PROVINCE),
      centre: await place(DEMO_CENTRE),
      commune: await place(COMMUNE),
      otherCommune: await place(OTHER_COMMUNE),
      thinCommune: await place(THIN_COMMUNE),
      emptyCommune: await place(EMPTY_COMMUNE)
    }
  };
}

/** A counter that went from the national form to that of 2017. */
async function seedChange(db: Kysely<Schema>, config: Config, before: Day, first: Day, yesterday: Day, now: Date): Promise<string> {
  const series = 'doi-phuong-phap';
  const counter = await openCounter(db, COMMUNE, 'Quầy đổi phương pháp', before, now);
  const shared = { series, counters: [counter] };
  const old = { code: 'truoc-doi', nameVi: 'Đợt phiếu mẫu quốc gia', questionnaire: 'sipas-national-2023-draft' };
  await openSurvey(db, { ...shared, ...old, opensOn: before, closesOn: addDays(first, -1) }, now);
  await answerSurvey(db, config, { counters: [counter], from: before, to: addDays(first, -1), perDay: 1, seed: 41 });
  await changeSurveyState(db, old.code, 'close', now);
  await openSurvey(db, { ...shared, code: 'sau-doi', nameVi: 'Đợt phiếu 22 tiêu chí', questionnaire: 'sipas-2017', opensOn: first }, now);
  await answerSurvey(db, config, { counters: [counter], from: first, to: yesterday, perDay: 1, seed: 43 });
  return series;
}

function lastWorkingDay(day: Day): Day {
  return weekday(day) > 4 ? lastWorkingDay(addDays(day, -1)) : day;
}

async function importBfi(db: Kysely<Schema>, config: Config, day: Day, now: Date): Promise<void> {
  const read = (name: string) => readFile(new URL(`../../data/${name}`, import.meta.url));
  const mapping = readColumnMapping((await read('bfi-mapping.json')).toString('utf8'), 'bfi-mapping.json');
  const table = { surveyCode: 'bfi', file: 'bfi.csv', bytes: await read('bfi.csv'), mapping, counterCode: undefined, day };
  await importResponses(db, config, randomBytes, table, now, () => {});
}

/** A round with its list and two designs, from which nothing was drawn yet. */
async function seedDraftRound(db: Kysely<Schema>, coordinatorId: string, now: Date): Promise<{ readonly code: string }> {
  const code = 'dieu-tra-sap-toi';
  const opensOn = addDays(localDay(now), 7);
  const names = { nameVi: 'Điều tra xã hội học sắp tới', nameEn: 'The next sample survey' };
  await createRound(db, { code, ...names, questionnaire: 'sipas-short', opensOn });
  const agencies = await Promise.all([COMMUNE, OTHER_COMMUNE].map((agency) => getAgencyByCode(db, agency, opensOn)));
  const { id } = (await findSurveyByCode(db, code))!;
  await insertFrame(db, id, agencies.map((agency) => agency.id), 200, SERVER_BOX); // prettier-ignore
  const asking = { user: (await findActiveUser(db, coordinatorId))!, language: 'vi' as const };
  for (const count of [60, 90]) {
    const design: SamplingDesign = { ...USUAL_DESIGN, size: { kind: 'fixed', count }, minimumPerStratum: 10 };
    await saveDesign(db, asking, code, null, formOf({ ...designFields(design), strata: design.strata }), now);
  }
  return { code };
}

/** A round whose sample is drawn at two communes, and which is open: its desk. */
async function seedRound(db: Kysely<Schema>, now: Date): Promise<{ readonly code: string }> {
  const code = 'dieu-tra-xa-hoi';
  const opensOn = addDays(localDay(now), -7);
  const names = { nameVi: 'Điều tra xã hội học mức độ hài lòng năm 2026', nameEn: 'Sample survey 2026' };
  await createRound(db, { code, ...names, questionnaire: 'sipas-short', opensOn });
  const agencies = await Promise.all([COMMUNE, OTHER_COMMUNE].map((agency) => getAgencyByCode(db, agency, opensOn)));
  const ids = agencies.map(({ id }) => id);
  await fillRound(db, code, ids, SERVER_BOX, { population: 60, sample: 12, reserve: 3 });
  await changeSurveyState(db, code, 'open', now);
  return { code };
}

/** Another one, whose answers are in and whose weights nobody has looked at yet. */
async function seedClosedRound(db: Kysely<Schema>, now: Date): Promise<{ readonly code: string }> {
  const code = 'dieu-tra-da-dong';
  const opensOn = addDays(localDay(now), -30);
  const names = { nameVi: 'Điều tra xã hội học đã thu xong phiếu', nameEn: 'Sample survey, collected' };
  await createRound(db, { code, ...names, questionnaire: 'sipas-2017', opensOn });
  const agencies = await Promise.all([COMMUNE, OTHER_COMMUNE].map((agency) => getAgencyByCode(db, agency, opensOn)));
  const round = await fillRound(
    db,
    code,
    agencies.map(({ id }) => id),
    SERVER_BOX,
    { population: 300, sample: 60, reserve: 6 }
  );
  await changeSurveyState(db, code, 'open', now);
  await answerRound(db, round, { dayOf: (i) => addDays(opensOn, i % 20) });
  await changeSurveyState(db, code, 'close', now);
  return { code };
}

/** A print job that ended, of the coordinator's. */
async function seedJob(db: Kysely<Schema>, email: string, now: Date): Promise<string> {
  const user = await findUserByEmail(db, email);
  const at = now.toISOString();
  const id = await insertJob(db, { kind: 'posters', key: 'seeded', payload: {}, createdBy: user!.id, at });
  await db.updateTable('jobs').set({ ended_at: at, outcome: 'done', result: '{"pages":1,"counters":1}' }).where('id', '=', id).execute();
  await insertJobFile(db, id, 'posters.pdf', Buffer.from('%PDF-1.7'));
  return id;
}

async function seedLogins(db: Kysely<Schema>, now: Date) {
  const login = async (role: SeededLogin['role'], user: string, name: string, agencyCode: string): Promise<SeededLogin> => {
    const made = { role, email: `${user}@sonla.example`, password: PASSWORD, name, agencyCode };
    return { ...made, id: await createUser(db, made, now) };
  };
  return {
    administrator: await login('administrator', 'quan.tri', 'Lò Văn Quản', DEMO_PROVINCE),
    coordinator: await login('coordinator', 'dieu.phoi', 'Cầm Thị Điều', DEMO_PROVINCE),
    viewer: await login('agency_viewer', 'song.ma', 'Quàng Văn Xem', COMMUNE),
    otherViewer: await login('agency_viewer', 'moc.son', 'Hà Thị Xem', OTHER_COMMUNE),
    qualityViewer: await login('agency_viewer', 'to.mua', 'Mùi Văn Xem', QUALITY_COMMUNE),
    interviewer: await login('interviewer', 'phong.van', 'Tòng Văn Phỏng', DEMO_PROVINCE),
    reinterviewer: await login('reinterviewer', 'phuc.tra', 'Vì Thị Tra', DEMO_PROVINCE)
  };
}

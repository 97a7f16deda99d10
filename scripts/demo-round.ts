/**
 * The demonstration's round of the desk: a list, two designs, a draw, codes, an open field with some of its answers in. Everything is done by the
 * operations that the pages call, on days gone by; people, dossiers and answers are made up, and the survey's name says so.
 */
import type { Agency } from '../src/lib/core/agency/agency';
import { addDays, localDay } from '../src/lib/core/calendar/day';
import { fieldsOf } from '../src/lib/core/frame/frame-fields';
import { LETTER_FIELDS } from '../src/lib/core/letter/letter-settings';
import { designFields, USUAL_DESIGN } from '../src/lib/core/sampling/read-design';
import type { SamplingDesign } from '../src/lib/core/sampling/design';
import type { Asking } from '../src/lib/server/auth/access';
import type { Config } from '../src/lib/server/config';
import { frameJob } from '../src/lib/server/jobs/frame-job';
import { runNextJob } from '../src/lib/server/jobs/run-jobs';
import { changeSurveyState } from '../src/lib/server/operations/change-survey';
import { createSurvey } from '../src/lib/server/operations/create-survey';
import { createUser } from '../src/lib/server/operations/create-user';
import { decideFrame } from '../src/lib/server/operations/decide-frame';
import { drawRound } from '../src/lib/server/operations/draw-sample';
import { FRAME_JOB } from '../src/lib/server/operations/find-frame';
import { saveLetterTexts } from '../src/lib/server/operations/open-desk-forms';
import { openFrameMapping } from '../src/lib/server/operations/open-frame-mapping';
import { receiveFrameFile } from '../src/lib/server/operations/receive-frame-file';
import { saveDesign } from '../src/lib/server/operations/save-design';
import { columnField, startFrameImport } from '../src/lib/server/operations/start-frame-import';
import type { Db } from '../src/lib/server/schema';
import type { SecretBox } from '../src/lib/server/secret-box';
import { byUser } from '../src/lib/server/store/audit-events';
import { findSurveyByCode } from '../src/lib/server/store/surveys';
import { findUserByEmail } from '../src/lib/server/store/users';
import { formOf } from '../test/support/asking';
import { actingAs, momentAgo } from './demo-acting';
import { DEMO_PROVINCE } from './demo-agencies';
import { seededRandom } from './demo-answers';
import type { FieldPeople } from './demo-fieldwork';
import { seedFieldwork } from './demo-fieldwork';
import { makeList } from './demo-list';

export const DEMO_ROUND = 'dieu-tra-xa-hoi-hoc-minh-hoa';
const COMMUNES = 8;
const ROWS = 720;
const WINDOW_DAYS = 45;
/** Days before today. */
const DAYS = { list: 24, designs: 22, draw: 21, opening: 14 } as const;
/** Days after today on which it closes. */
const CLOSES = 16;

const DESIGN: SamplingDesign = { ...USUAL_DESIGN, size: { kind: 'fixed', count: 160 }, minimumPerStratum: 15 };
const OTHER_DESIGN: SamplingDesign = { ...DESIGN, size: { kind: 'fixed', count: 200 }, allocation: 'equal', selection: 'systematic' };

interface Wish {
  readonly communes: readonly Agency[];
  readonly coordinatorEmail: string;
  /** Who works in the field; the first two of them sign in as `phongvan` and `phuctra`. */
  readonly password: string;
}

/** Done again it changes nothing. */
export async function seedDemoRound(db: Db, config: Config, box: SecretBox, wish: Wish, now: Date): Promise<void> {
  if (await findSurveyByCode(db, DEMO_ROUND)) return;
  const people = await makeFieldPeople(db, wish.password, momentAgo(DAYS.list, now));
  const { id: coordinator } = (await findUserByEmail(db, wish.coordinatorEmail))!;
  const asking = await actingAs(db, coordinator);
  await createSurvey(
    db,
    {
      ...{ code: DEMO_ROUND, questionnaire: 'sipas-2017', ownerCode: DEMO_PROVINCE, psu: 'design', series: null, demonstration: true },
      nameVi: 'Điều tra xã hội học về sự hài lòng (minh họa, số liệu do máy tạo)',
      nameEn: 'Sample survey of satisfaction (demonstration, made-up data)',
      ...{ opensOn: addDays(localDay(now), -DAYS.opening), closesOn: addDays(localDay(now), CLOSES), requiredItems: [], counterCodes: [] }
    },
    byUser(asking.user!, momentAgo(DAYS.list, now))
  );
  await importList(db, box, asking, wish.communes.slice(0, COMMUNES), now);
  for (const design of [DESIGN, OTHER_DESIGN])
    await saveDesign(
      db,
      asking,
      DEMO_ROUND,
      null,
      formOf({ ...designFields(design), strata: design.strata }),
      momentAgo(DAYS.designs, now)
    );
  await drawRound(db, asking, DEMO_ROUND, formOf({ design: 'A', seed: '', reason: '', before: '' }), momentAgo(DAYS.draw, now));
  const texts = { ...Object.fromEntries(LETTER_FIELDS.map((field) => [field, ''])), ...LETTER_TEXTS };
  await saveLetterTexts(db, asking, DEMO_ROUND, formOf(texts), momentAgo(DAYS.draw, now, 30));
  await changeSurveyState(db, DEMO_ROUND, 'open', momentAgo(DAYS.opening, now), byUser(asking.user!, momentAgo(DAYS.opening, now)));
  await seedFieldwork(db, config, { box, code: DEMO_ROUND, coordinator, ...people }, now);
}

const LETTER_TEXTS = {
  superior: 'UBND tỉnh Sơn La',
  sender: 'Sở Nội vụ tỉnh Sơn La',
  address: 'Tô Hiệu, tỉnh Sơn La',
  place: 'Sơn La',
  phone: '000 1022',
  signer: 'Giám đốc Sở Nội vụ',
  plan: 'Kế hoạch minh họa'
};

async function makeFieldPeople(db: Db, password: string, at: Date): Promise<FieldPeople> {
  const person = (user: string, name: string, role: string) =>
    createUser(db, { email: `${user}@sonla.example`, name: `${name} (minh họa)`, role, agencyCode: DEMO_PROVINCE, password }, at);
  return {
    interviewers: [
      await person('phongvan', 'Lò Thị Phỏng', 'interviewer'),
      await person('phongvan2', 'Quàng Văn Thắng', 'interviewer'),
      await person('phongvan3', 'Cà Văn Bịa', 'interviewer'),
      await person('phongvan4', 'Hoàng Thị Xuân', 'interviewer')
    ],
    reinterviewer: await person('phuctra', 'Vì Thị Tra', 'reinterviewer')
  };
}

async function importList(db: Db, box: SecretBox, asking: Asking, communes: readonly Agency[], now: Date): Promise<void> {
  const at = momentAgo(DAYS.list, now);
  const from = addDays(localDay(at), -WINDOW_DAYS);
  const agencies = communes.map(({ name }) => name.vi);
  const bytes = makeList({ agencies, rows: ROWS, from, days: WINDOW_DAYS }, seededRandom(1022));
  const form = formOf({ kind: 'transactions' });
  form.append('file', new File([bytes], 'ho-so-minh-hoa.csv'));
  const sent = new Request('http://localhost/', { method: 'POST', body: form });
  const upload = await receiveFrameFile(db, box, asking, DEMO_ROUND, sent, at);
  const { kind, fields } = await openFrameMapping(db, box, asking, DEMO_ROUND, upload, at);
  const columnOf = (field: string) => String(fields.find((one) => one.field === field)?.column ?? '');
  const columns = Object.fromEntries(fieldsOf(kind).map((field) => [columnField(field), columnOf(field)]));
  await startFrameImport(db, box, asking, DEMO_ROUND, upload, formOf({ ...columns, from, to: localDay(at) }), at);
  await runFrameJob(db, box, at);
  await decideFrame(db, asking, DEMO_ROUND, formOf({ 'rule-dossier': 'first', 'rule-person': 'all' }), at);
  await runFrameJob(db, box, at);
}

async function runFrameJob(db: Db, box: SecretBox, at: Date): Promise<void> {
  const failed = (_: unknown, failure: unknown) => Promise.reject(failure as Error);
  await runNextJob(db, 'demonstration', { [FRAME_JOB]: frameJob(db, box, () => at) }, failed, () => at);
}

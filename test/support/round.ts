/**
 * A round as it stands once its sample is drawn, put straight into the tables: for tests of what comes after. A province `p` with communes
 * `c1`, `c2` …, a list of transactions at each, a stratified simple random sample of them with reserves, people who work in the field.
 */
import { createHash } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { Day } from '../../src/lib/core/calendar/day';
import type { FrameMapping } from '../../src/lib/core/frame/frame-mapping';
import { newId } from '../../src/lib/server/new-id';
import { USUAL_DESIGN } from '../../src/lib/core/sampling/read-design';
import { createAgency } from '../../src/lib/server/operations/create-agency';
import { createSurvey } from '../../src/lib/server/operations/create-survey';
import type { KeptParameters } from '../../src/lib/server/operations/draw-sample';
import { shipInstruments } from '../../src/lib/server/operations/ship-instruments';
import type { Db, Schema } from '../../src/lib/server/schema';
import type { FrameUnitTable, SampledUnitTable } from '../../src/lib/server/schema-desk';
import { findAgencyByCode, LAST_DAY } from '../../src/lib/server/store/agencies';
import { updateRound } from '../../src/lib/server/store/rounds';
import type { Survey } from '../../src/lib/server/store/surveys';
import { findSurveyByCode, updateSurvey } from '../../src/lib/server/store/surveys';
import type { SignedInUser } from '../../src/lib/server/store/users';
import { findActiveUser } from '../../src/lib/server/store/users';
import type { SecretBox } from '../../src/lib/server/secret-box';
import { makeUser } from './make-user';
import { BOX, PASSWORD } from './people';

export const ROUND_NOW = new Date('2026-03-10T03:00:00Z');
const OPENS: Day = '2026-03-01';

export interface RoundOptions {
  readonly communes?: number;
  /** Transactions at each commune, of which `sample` are drawn, and `reserve` more kept in order. */
  readonly population?: number;
  readonly sample?: number;
  readonly reserve?: number;
  readonly interviewers?: number;
  readonly questionnaire?: string;
  readonly state?: Survey['state'];
}

export interface TestRound {
  readonly survey: Survey;
  readonly frameId: string;
  readonly drawId: string;
  readonly agencyIds: readonly string[];
  /** By serial number, the main units of all communes first. */
  readonly units: readonly SampledUnitTable[];
  readonly coordinator: SignedInUser;
  readonly interviewers: readonly SignedInUser[];
  /** Of the province, so of no commune. */
  readonly reinterviewer: SignedInUser;
}

export async function makeRound(db: Db, options: RoundOptions = {}): Promise<TestRound> {
  const { communes = 2, population = 100, sample = 20, reserve = 4, interviewers = 2, questionnaire = 'sipas-short' } = options;
  await shipInstruments(db, ROUND_NOW);
  await createAgency(db, { code: 'p', kind: 'province', name: { vi: 'Tỉnh Thử', en: 'Test Province' }, validFrom: '2020-01-01' });
  const agencyIds: string[] = [];
  for (let at = 1; at <= communes; at++) {
    const name = { vi: `Xã ${at}`, en: `Commune ${at}` };
    await createAgency(db, { code: `c${at}`, kind: 'commune', name, parentCode: 'p', validFrom: '2025-07-01' });
    agencyIds.push((await findAgencyByCode(db, `c${at}`, LAST_DAY))!.id);
  }
  const person = async (email: string, name: string, role: string): Promise<SignedInUser> => {
    const id = await makeUser(db, { email: `${email}@example.vn`, name, role, agencyCode: 'p', password: PASSWORD }, ROUND_NOW);
    return (await findActiveUser(db, id))!;
  };
  const coordinator = await person('dieu.phoi', 'Cầm Thị Điều', 'coordinator');
  const asking: SignedInUser[] = [];
  for (let at = 1; at <= interviewers; at++) asking.push(await person(`phong.van.${at}`, `Lò Văn ${at}`, 'interviewer'));
  const reinterviewer = await person('phuc.tra', 'Quàng Thị Tra', 'reinterviewer');

  await createSurvey(db, {
    code: 'round',
    nameVi: 'Đợt điều tra thử',
    nameEn: 'Test round',
    questionnaire,
    ownerCode: 'p',
    opensOn: OPENS,
    closesOn: null,
    psu: 'design',
    series: null,
    requiredItems: [],
    counterCodes: [],
    demonstration: false
  });
  const filled = await fillRound(db, 'round', agencyIds, BOX, { population, sample, reserve });
  await updateSurvey(db, filled.survey.id, { state: options.state ?? 'open' });
  await updateRound(db, filled.survey.id, options.state === 'closed' ? { closed_on: '2026-03-09' } : {});
  const survey = (await findSurveyByCode(db, 'round'))!;
  return { ...filled, survey, agencyIds, coordinator, interviewers: asking, reinterviewer };
}

interface Sizes {
  readonly population: number;
  readonly sample: number;
  readonly reserve: number;
}

/** Gives a sampled survey that is there its list and its draw, at these agencies. */
export async function fillRound(db: Db, surveyCode: string, agencyIds: readonly string[], box: SecretBox, sizes: Sizes) {
  const survey = (await findSurveyByCode(db, surveyCode))!;
  const frameId = await insertFrame(db, survey.id, agencyIds, sizes.population, box);
  return { survey, frameId, ...(await insertDraw(db, survey.id, frameId, agencyIds, sizes)) };
}

const MAPPING: FrameMapping = { columns: {}, headerLine: 1, width: 6, agencies: {} };

/** A list that is ready, of as many transactions at each agency; returns its id. */
export async function insertFrame(
  db: Db,
  surveyId: string,
  agencyIds: readonly string[],
  population: number,
  box: SecretBox
): Promise<string> {
  const frame: Insertable<Schema['frames']> = {
    id: newId(),
    survey_id: surveyId,
    kind: 'transactions',
    file_name: 'ho-so.csv',
    file_hash: sha256('ho-so.csv'),
    mapping: JSON.stringify(MAPPING),
    window_from: '2026-01-01',
    window_to: '2026-02-28',
    state: 'ready',
    counts: JSON.stringify({ rows: agencyIds.length * population }),
    hash: sha256('frame'),
    imported_by: null,
    imported_at: ROUND_NOW.toISOString(),
    job_id: null
  };
  await db.insertInto('frames').values(frame).execute();
  const units = agencyIds.flatMap((agencyId, at) =>
    Array.from({ length: population }, (_, i): FrameUnitTable => {
      const unitNo = at * population + i + 1;
      return {
        frame_id: frame.id,
        unit_no: unitNo,
        line: unitNo + 1,
        handling_agency_id: agencyId,
        receiving_counter_id: null,
        service_field: i % 2 === 0 ? 'Đất đai' : 'Hộ tịch',
        completed_on: '2026-02-10',
        person_kind: i % 10 === 9 ? 'organisation' : 'person',
        area: '',
        village: `Bản ${(i % 5) + 1}`,
        size: 1,
        dossier_mark: sha256(`dossier ${unitNo}`),
        person_mark: sha256(`person ${unitNo}`),
        duplicate: '',
        duplicate_of: null,
        kept: 1
      };
    })
  );
  const persons = units.map(({ unit_no: unitNo }) => ({
    frame_id: frame.id,
    unit_no: unitNo,
    sealed: box.seal(
      Buffer.from(
        JSON.stringify({
          name: `Người thứ ${unitNo}`,
          phone: `09${String(unitNo).padStart(8, '0')}`,
          address: `Số ${unitNo}`,
          dossierCode: `HS-${unitNo}`
        })
      ),
      `frame_persons:${frame.id}:${unitNo}`
    )
  }));
  for (let at = 0; at < units.length; at += 200) {
    await db
      .insertInto('frame_units')
      .values(units.slice(at, at + 200))
      .execute();
    await db
      .insertInto('frame_persons')
      .values(persons.slice(at, at + 200))
      .execute();
  }
  return frame.id;
}

async function insertDraw(db: Db, surveyId: string, frameId: string, agencyIds: readonly string[], { population, sample, reserve }: Sizes) {
  const draw: Schema['draws'] = {
    id: newId(),
    survey_id: surveyId,
    kind: 'sample',
    number: 1,
    design_id: null,
    frame_id: frameId,
    frame_hash: sha256('frame'),
    parameters: JSON.stringify(keptParameters(agencyIds.length, { population, sample, reserve })),
    seed: '1234567890123456',
    generator: 'test',
    drawn_by: null,
    drawn_at: ROUND_NOW.toISOString(),
    result_hash: sha256('draw'),
    voided_at: null,
    void_reason: null
  };
  await db.insertInto('draws').values(draw).execute();
  const unit = (agency: number, i: number, serial: number): SampledUnitTable => ({
    id: newId(),
    draw_id: draw.id,
    survey_id: surveyId,
    serial,
    frame_id: frameId,
    unit_no: agency * population + i + 1,
    ordinal: 0,
    handling_agency_id: agencyIds[agency]!,
    receiving_counter_id: null,
    service_field: i % 2 === 0 ? 'Đất đai' : 'Hộ tịch',
    stratum: `c${agency + 1}`,
    psu: String(serial),
    psu_probability: sample / population,
    inclusion_probability: sample / population,
    role: i < sample ? 'main' : 'reserve',
    reserve_order: i < sample ? null : i - sample + 1,
    released_at: null,
    replaces_id: null,
    replace_reason: null,
    replaced_at: null,
    disposition: '',
    interviewer_id: null
  });
  const main = agencyIds.flatMap((_, agency) => Array.from({ length: sample }, (__, i) => unit(agency, i, agency * sample + i + 1)));
  const reserves = agencyIds.flatMap((_, agency) =>
    Array.from({ length: reserve }, (__, i) => unit(agency, sample + i, agencyIds.length * sample + agency * reserve + i + 1))
  );
  const units = [...main, ...reserves];
  for (let at = 0; at < units.length; at += 200)
    await db
      .insertInto('sampled_units')
      .values(units.slice(at, at + 200))
      .execute();
  return { drawId: draw.id, units };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** As the desk keeps them: one stratum a commune. */
function keptParameters(communes: number, { population, sample, reserve }: Sizes): KeptParameters {
  const names = Array.from({ length: communes }, (_, at) => `c${at + 1}`);
  return {
    stages: [],
    selection: 'srs',
    reserveShare: 0.2,
    label: 'A',
    revision: 1,
    design: USUAL_DESIGN,
    quotas: Object.fromEntries(names.map((name) => [name, sample])),
    counted: false,
    seedTyped: false,
    population: communes * population,
    strata: names.map((name) => ({ name, units: population, planned: sample, main: sample, reserve }))
  };
}

/** A whole country's administrative tree under one reader, as large as the office's lists must bear: rows written at once, not by the operations. */
import { readFile } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import type { Agency } from '../src/lib/core/agency/agency';
import { SINCE_ALWAYS } from '../src/lib/core/agency/agency';
import { pathUnder } from '../src/lib/core/agency/path';
import type { Day } from '../src/lib/core/calendar/day';
import { addDays } from '../src/lib/core/calendar/day';
import { makeCounterCode } from '../src/lib/core/fieldwork/counter-code';
import { shipInstruments } from '../src/lib/server/operations/ship-instruments';
import type { Places } from './admin-activity';
import type { Asking } from '../src/lib/server/auth/access';
import { newId } from '../src/lib/server/new-id';
import type { Schema } from '../src/lib/server/schema';
import { insertAgencies } from '../src/lib/server/store/agencies';
import { nameKeys } from '../src/lib/server/store/name-keys';
import { readCsv } from '../src/lib/server/read-csv';
import { seededRandom } from '../scripts/demo-answers';
import { makeActivity } from './admin-activity';
import { insertAll } from './insert-all';

export const SIZE = { agencies: 3_321, counters: 10_000, users: 500, surveys: 1_000 } as const;

const UNITS = 'scripts/data/vn-administrative-units-2026.csv';
const COLUMNS = ['province_code', 'province_name', 'unit_code', 'unit_name', 'unit_name_en', 'unit_type'] as const;
const DAYS = 7;

/** Returns the reader at the top of the tree. */
export async function makeAdminProvince(db: Kysely<Schema>, today: Day): Promise<Asking> {
  await shipInstruments(db, new Date());
  const agencies = await readAgencies();
  await insertAgencies(db, agencies);
  const counters = await insertCounters(db, agencies, today);
  const { id: versionId } = await db.selectFrom('questionnaire_versions').select('id').limit(1).executeTakeFirstOrThrow();
  const surveyIds = await insertSurveys(db, { agencies, counters, versionId, today });
  const userIds = await insertUsers(db, agencies);
  await makeActivity(db, { agencyIds: agencies.map(({ id }) => id), counters, surveyIds, userIds, versionId, today });
  const root = agencies[0]!;
  const grants = [{ role: 'administrator', agencyId: root.id, place: { path: root.path, name: root.name } }];
  return { user: { id: 'reader', email: 'reader@example.vn', name: 'Người đọc', grants }, language: 'vi' };
}

/** The country's 34 provinces and their communes, all under the first. */
async function readAgencies(): Promise<readonly Agency[]> {
  const { rows } = readCsv(await readFile(UNITS), UNITS, COLUMNS);
  const root = newId();
  return rows.slice(0, SIZE.agencies).map((row, i) => {
    const id = i === 0 ? root : newId();
    return {
      id,
      code: row.cells.unit_code,
      kind: i === 0 ? 'province' : 'commune',
      validFrom: SINCE_ALWAYS,
      validTo: null,
      name: { vi: row.cells.unit_name, en: row.cells.unit_name_en },
      parentId: i === 0 ? null : root,
      path: i === 0 ? `/${root}/` : pathUnder(`/${root}/`, id)
    };
  });
}

async function insertCounters(db: Kysely<Schema>, agencies: readonly Agency[], today: Day): Promise<Places['counters']> {
  const random = seededRandom(2026);
  const codes = new Set<string>();
  const randomBytes = (count: number) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
  while (codes.size < SIZE.counters) codes.add(makeCounterCode(randomBytes));
  const openedOn = addDays(today, -400);
  const rows = [...codes].map((code, i) => {
    const agency = agencies[1 + (i % (agencies.length - 1))]!;
    const name = `Quầy ${1 + Math.floor(i / agencies.length)}: tiếp nhận và trả kết quả`;
    return {
      id: newId(),
      agency_id: agency.id,
      name,
      opened_on: openedOn,
      closed_on: i % 20 === 0 ? addDays(today, -30) : null,
      successor_counter_id: null,
      default_handling_agency_id: agency.id,
      code,
      ...nameKeys(name)
    };
  });
  await insertAll(db, 'counters', rows);
  const issued = { kind: 'counter' as const, issued_at: `${openedOn}T01:00:00.000Z`, replaced_by: null, closed_at: null };
  await insertAll(db, 'access_codes', rows.map(({ id, code }) => ({ ...issued, code, counter_id: id }))); // prettier-ignore
  const days = Array.from({ length: DAYS }, (_, i) => addDays(today, -i));
  await insertAll(db, 'code_scans', rows.flatMap(({ code }) => days.map((day) => ({ code, day, scans: 1 + Math.floor(random() * 12) })))); // prettier-ignore
  return rows.map(({ id, agency_id: agencyId }) => ({ id, agencyId }));
}

interface Held extends Pick<Places, 'counters' | 'versionId' | 'today'> {
  readonly agencies: readonly Agency[];
}

/** One in ten is open; each runs at ten counters, the first at all. */
async function insertSurveys(db: Kysely<Schema>, { agencies, counters, versionId, today }: Held): Promise<readonly string[]> {
  const { id: method } = await db.selectFrom('method_versions').select('id').limit(1).executeTakeFirstOrThrow();
  const surveys = Array.from({ length: SIZE.surveys }, (_, i) => {
    const owner = agencies[i % agencies.length]!;
    const [code, nameVi, nameEn] = [`dot-${i}`, `Đợt ${i}: ${owner.name.vi}`, `Round ${i}: ${owner.name.en}`];
    return {
      id: newId(),
      code,
      name_vi: nameVi,
      name_en: nameEn,
      mode: 'continuous' as const,
      psu: 'day' as const,
      questionnaire_version_id: versionId,
      method_version_id: method,
      series: null,
      owner_agency_id: owner.id,
      opens_on: addDays(today, -400 + (i % 300)),
      closes_on: null,
      state: i % 10 === 0 ? ('open' as const) : ('closed' as const),
      revision: 1,
      required_items: '[]',
      demonstration: 0,
      ...nameKeys(nameVi, nameEn, code)
    };
  });
  await insertAll(db, 'surveys', surveys);
  const runs = surveys.flatMap(({ id, opens_on: from_day }, i) => {
    const asked = i === 0 ? counters : Array.from({ length: 10 }, (_, k) => counters[(i * 10 + k) % counters.length]!);
    return asked.map(({ id: counter_id }) => ({ survey_id: id, counter_id, from_day, to_day: null }));
  });
  await insertAll(db, 'survey_counters', runs);
  return surveys.map(({ id }) => id);
}

async function insertUsers(db: Kysely<Schema>, agencies: readonly Agency[]): Promise<readonly string[]> {
  const users = Array.from({ length: SIZE.users }, (_, i) => {
    const [name, email] = [`Lò Thị Mai ${i}`, `can-bo-${i}@sonla.example`];
    return { id: newId(), email, name, password_hash: 'x', disabled_at: null, ...nameKeys(name, email) };
  });
  await insertAll(db, 'users', users);
  await insertAll(
    db,
    'user_roles',
    users.map(({ id }, i) => ({ user_id: id, role: i % 5 === 0 ? 'coordinator' : 'agency_viewer', agency_id: agencies[i]!.id }))
  );
  return users.map(({ id }) => id);
}

/** A round's units, attempts and answers, as its board, its assignments and its ledger count them. */
import { sql } from 'kysely';
import type { Day } from '../../core/calendar/day';
import { TAKEN_OUT } from '../../core/fieldwork/dispositions';
import type { Db } from '../schema';
import { isShown } from './agencies-within';

const BATCH = 500;

/** Left out: all. */
interface Asked {
  /** Codes of the agencies that handled. */
  readonly agencies?: readonly string[];
  /** Ascending: from the first to the last of them; what lies between is found too. */
  readonly serials?: readonly number[];
}

/** Main units and released reserves of the draw that stands; those given up for another too, which stay in the rates. */
export async function listRoundUnits(db: Db, surveyId: string, day: Day, { agencies = [], serials = [] }: Asked = {}) {
  let query = db
    .selectFrom('sampled_units as u')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .innerJoin('agencies as a', 'a.id', 'u.handling_agency_id')
    .innerJoin('agency_versions as v', (join) => join.onRef('v.agency_id', '=', 'u.handling_agency_id').on(isShown('v', day)))
    .innerJoin('frame_units as f', (join) => join.onRef('f.frame_id', '=', 'u.frame_id').onRef('f.unit_no', '=', 'u.unit_no'))
    .leftJoin('responses as r', (join) => join.onRef('r.sampled_unit_id', '=', 'u.id').on('r.purpose', '=', 'main'))
    .leftJoin('users as w', 'w.id', 'u.interviewer_id')
    .select(['u.id', 'u.survey_id', 'u.serial', 'u.stratum', 'u.role', 'u.disposition', 'u.replaced_at', 'u.interviewer_id', 'f.village'])
    .select(['u.psu', 'u.cluster', 'u.inclusion_probability as inclusionProbability'])
    .select(['a.id as agencyId', 'a.code as agencyCode', 'v.name_vi as agencyVi', 'v.name_en as agencyEn', 'v.path as agencyPath'])
    .select(['w.name as interviewer', 'r.id as responseId', 'r.channel', 'r.status'])
    .where('u.survey_id', '=', surveyId)
    .where('d.voided_at', 'is', null)
    .where('d.kind', '=', 'sample')
    .where((of) => of.or([of('u.role', '=', 'main'), of('u.released_at', 'is not', null)]));
  if (agencies.length > 0) query = query.where('a.code', 'in', agencies);
  if (serials.length > 0) query = query.where('u.serial', '>=', serials[0]!).where('u.serial', '<=', serials.at(-1)!);
  return query.orderBy('v.sort_key').orderBy('u.serial').execute();
}

export type RoundUnit = Awaited<ReturnType<typeof listRoundUnits>>[number];

/** Units of a round that stand alike, counted: tens of thousands are a few hundred of them. */
export interface AlikeUnits {
  readonly agencyId: string;
  readonly agencyCode: string;
  readonly agencyVi: string;
  readonly agencyEn: string;
  /** The place in the tree of the agency that handled. */
  readonly agencyPath: string;
  readonly stratum: string;
  readonly role: 'main' | 'reserve';
  readonly disposition: string;
  readonly interviewer_id: string | null;
  readonly isReplaced: boolean;
  readonly isAnswered: boolean;
  /** Of the latest attempt, where nothing else says how they stand. */
  readonly latest: string | null;
  /** Base weight of each, with what released reserves of its stratum and last cluster take of it (weighting/released-weights.ts). */
  readonly weight: number;
  readonly units: number;
}

/** The same units as `listRoundUnits`, by agency and the first serial number among them. */
export async function countRoundUnits(db: Db, surveyId: string, day: Day): Promise<readonly AlikeUnits[]> {
  const each = db
    .selectFrom('sampled_units as u')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .leftJoin('responses as r', (join) => join.onRef('r.sampled_unit_id', '=', 'u.id').on('r.purpose', '=', 'main'))
    .select(['u.serial', 'u.handling_agency_id as agencyId', 'u.stratum', 'u.role', 'u.interviewer_id'])
    .select((of) =>
      of.case().when('r.status', 'in', ['held', 'excluded']).then(TAKEN_OUT).else(of.ref('u.disposition')).end().as('disposition')
    )
    .select([sql<number>`case when u.replaced_at is null then 0 else 1 end`.as('replaced')])
    .select([sql<number>`case when r.id is null then 0 else 1 end`.as('answered')])
    .select(BASE_WEIGHT.as('weight'))
    .select((of) =>
      of
        .case()
        .when(of.and([of('u.disposition', '=', ''), of('r.id', 'is', null)]))
        .then(
          of
            .selectFrom('contact_attempts as c')
            .select('c.disposition')
            .whereRef('c.sampled_unit_id', '=', 'u.id')
            .where('c.purpose', '=', 'main')
            .orderBy('c.at', 'desc')
            .orderBy('c.id', 'desc')
            .limit(1)
        )
        .end()
        .as('latest')
    )
    .where('u.survey_id', '=', surveyId)
    .where('d.voided_at', 'is', null)
    .where('d.kind', '=', 'sample')
    .where((of) => of.or([of('u.role', '=', 'main'), of('u.released_at', 'is not', null)]));
  const rows = await db
    .with('each', () => each)
    .selectFrom('each')
    .select(ALIKE)
    .select((of) => of.fn.countAll().as('units'))
    .groupBy(ALIKE)
    .orderBy((of) => of.fn.min('serial'))
    .execute();
  const agencies = await listAgencyHeads(db, [...new Set(rows.map(({ agencyId }) => agencyId))], day);
  const order = new Map(agencies.map(({ id }, at) => [id, at]));
  return rows
    .map(({ replaced, answered, units, ...row }) => {
      const { code: agencyCode, vi: agencyVi, en: agencyEn, path: agencyPath } = agencies[order.get(row.agencyId)!]!;
      return {
        ...row,
        agencyCode,
        agencyVi,
        agencyEn,
        agencyPath,
        isReplaced: replaced === 1,
        isAnswered: answered === 1,
        units: Number(units)
      };
    })
    .toSorted((a, b) => order.get(a.agencyId)! - order.get(b.agencyId)!);
}

const ALIKE = ['agencyId', 'stratum', 'role', 'disposition', 'interviewer_id', 'replaced', 'answered', 'latest', 'weight'] as const;

/** As `releasedWeights` has it; `cluster` names every stage, and is '' where units were drawn at once. */
const BASE_WEIGHT = sql<number>`coalesce(
  nullif(sum(case when u.role = 'main' then 1.0 else 0.0 end) over (partition by u.stratum, u.cluster), 0)
    / count(*) over (partition by u.stratum, u.cluster), 1.0) / u.inclusion_probability`;

/** In the order of their names. */
export async function listAgencyHeads(db: Db, ids: readonly string[], day: Day) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('agencies as a')
    .innerJoin('agency_versions as v', (join) => join.onRef('v.agency_id', '=', 'a.id').on(isShown('v', day)))
    .select(['a.id', 'a.code', 'v.name_vi as vi', 'v.name_en as en', 'v.path'])
    .where('a.id', 'in', ids)
    .orderBy('v.sort_key')
    .execute();
}

/** By unit, the disposition of its latest attempt. */
export async function listLatestAttempts(db: Db, surveyId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('contact_attempts')
    .select(['sampled_unit_id', 'disposition'])
    .where('survey_id', '=', surveyId)
    .where('purpose', '=', 'main')
    .orderBy('at')
    .orderBy('id')
    .execute();
  return new Map(rows.map(({ sampled_unit_id: id, disposition }) => [id, disposition]));
}

/** The round's answers that count or may, each with who entered it. How long keying took says nothing of an interview. */
export async function listRoundAnswers(db: Db, surveyId: string) {
  const asked = (column: 'duration_ms' | 'entered_by') => sql`case when channel = 'paper' then null else ${sql.ref(column)} end`;
  return db
    .selectFrom('responses')
    .select(['sampled_unit_id as unitId', 'questionnaire_version_id as versionId', 'answers', 'flags'])
    .select([asked('duration_ms').$castTo<number | null>().as('durationMs'), asked('entered_by').$castTo<string | null>().as('enteredBy')])
    .where('survey_id', '=', surveyId)
    .where('purpose', '=', 'main')
    .where('status', '!=', 'excluded')
    .where('sampled_unit_id', 'is not', null)
    .execute();
}

/** By unit, its serial number and the agency that handled. */
export async function listUnitPlaces(db: Db, ids: readonly string[], day: Day) {
  const places = new Map<string, { readonly serial: number; readonly vi: string; readonly en: string }>();
  for (let from = 0; from < ids.length; from += BATCH) {
    const rows = await db
      .selectFrom('sampled_units as u')
      .innerJoin('agency_versions as v', (join) => join.onRef('v.agency_id', '=', 'u.handling_agency_id').on(isShown('v', day)))
      .select(['u.id', 'u.serial', 'v.name_vi as vi', 'v.name_en as en'])
      .where('u.id', 'in', ids.slice(from, from + BATCH))
      .execute();
    for (const { id, ...place } of rows) places.set(id, place);
  }
  return places;
}

/** Units whose interviewer asks for another in their place, which has not come yet; the oldest first. */
export async function listReplacementRequests(db: Db, surveyId: string, day: Day) {
  return db
    .selectFrom('replacement_requests as q')
    .innerJoin('sampled_units as u', 'u.id', 'q.sampled_unit_id')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .innerJoin('agency_versions as v', (join) => join.onRef('v.agency_id', '=', 'u.handling_agency_id').on(isShown('v', day)))
    .innerJoin('users as w', 'w.id', 'q.user_id')
    .select(['u.serial', 'u.disposition', 'q.reason', 'q.at', 'w.name as interviewer', 'v.name_vi as agencyVi', 'v.name_en as agencyEn'])
    .where('q.survey_id', '=', surveyId)
    .where('d.voided_at', 'is', null)
    .where('u.replaced_at', 'is', null)
    .orderBy('q.at')
    .orderBy('u.serial')
    .execute();
}

/** What an interviewer asked for the unit of that number; undefined: nothing. */
export async function findReplacementRequest(db: Db, surveyId: string, serial: number) {
  return db
    .selectFrom('replacement_requests as q')
    .innerJoin('sampled_units as u', 'u.id', 'q.sampled_unit_id')
    .select(['u.id as unitId', 'q.reason', 'q.user_id as userId'])
    .where('q.survey_id', '=', surveyId)
    .where('u.serial', '=', serial)
    .executeTakeFirst();
}

/** Names of those who entered answers or handled forms, by id. */
export async function listUserNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('users').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A round's units as what is printed for them sees them: which there are, which were printed, whose they are. */
import type { SelectQueryBuilder } from 'kysely';
import { sql } from 'kysely';
import type { LetterJob } from '../../core/letter/print-job';
import type { Db, Schema } from '../schema';
import { NOT_KEPT } from '../sealed-code';
import { insertFormEvents } from './form-events';

export interface PrintCount {
  readonly agencyId: string;
  readonly nameVi: string;
  readonly nameEn: string;
  /** Units that are asked, of which were printed at least once, and have answered. */
  readonly units: number;
  readonly printed: number;
  readonly answered: number;
}

export interface PrintedUnit {
  readonly id: string;
  readonly serial: number;
  /** Its code as it is kept (`openCode`); '' and null: it has none yet. */
  readonly code: string;
  readonly sealed: string | null;
  readonly frameId: string;
  readonly unitNo: number;
  readonly field: string;
  readonly village: string;
  readonly isOrganisation: boolean;
  readonly agencyVi: string;
  readonly agencyEn: string;
  /** Printed before. */
  readonly isPrinted: boolean;
}

type Named = 'u' | 'd' | 'v';
type NamedSchema = Schema & { u: Schema['sampled_units']; d: Schema['draws']; v: Schema['agency_versions'] };

/** Units of the draw that stands that are asked and not given up, each with its agency's name as it is on the day, or was last. */
function asked(db: Db, surveyId: string, day: string): SelectQueryBuilder<NamedSchema, Named, object> {
  return db
    .selectFrom('sampled_units as u')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .innerJoin('agency_versions as v', 'v.agency_id', 'u.handling_agency_id')
    .where('u.survey_id', '=', surveyId)
    .where('d.kind', '=', 'sample')
    .where('d.voided_at', 'is', null)
    .where('u.replaced_at', 'is', null)
    .where((eb) => eb.or([eb('u.role', '=', 'main'), eb('u.released_at', 'is not', null)]))
    .where('v.valid_from', '=', (of) =>
      of
        .selectFrom('agency_versions as w')
        .select((eb) => eb.fn.max('w.valid_from').as('since'))
        .whereRef('w.agency_id', '=', 'v.agency_id')
        .where('w.valid_from', '<=', day)
    ) as unknown as SelectQueryBuilder<NamedSchema, Named, object>;
}

type Sheet = 'letter' | 'printed';

/** By what is printed, what there is of a unit then: a letter sent before is no paper form, and the other way about. */
const SHEETS: Readonly<Record<LetterJob['sheets'], readonly Sheet[]>> = {
  letters: ['letter'],
  forms: ['printed'],
  both: ['letter', 'printed']
};
// Sets of the whole survey, which either engine makes once: asked unit by unit, PostgreSQL takes ten times as long for a large round.
const wasPrinted = (surveyId: string, kinds: readonly Sheet[]) =>
  sql<boolean>`u.id in (select e.sampled_unit_id from form_events as e where e.survey_id = ${surveyId} and e.kind in (${sql.join(kinds)}))`;
/** A form goes out again with its letter where a letter alone went before. */
const wasPrintedFor = ({ surveyId, sheets }: LetterJob) => wasPrinted(surveyId, sheets === 'both' ? ['printed'] : SHEETS[sheets]);
const hasAnswered = (surveyId: string) => sql<boolean>`u.id in (select r.sampled_unit_id from responses as r
  where r.survey_id = ${surveyId} and r.purpose = 'main' and r.sampled_unit_id is not null)`;

/** By agency, in the order of their names' sort keys. */
export async function countPrintedUnits(db: Db, surveyId: string, day: string): Promise<readonly PrintCount[]> {
  const rows = await asked(db, surveyId, day)
    .select([
      'u.handling_agency_id as agencyId',
      'v.name_vi as nameVi',
      'v.name_en as nameEn',
      sql<number>`count(*)`.as('units'),
      sql<number>`sum(case when ${wasPrinted(surveyId, SHEETS.both)} then 1 else 0 end)`.as('printed'),
      sql<number>`sum(case when ${hasAnswered(surveyId)} then 1 else 0 end)`.as('answered')
    ])
    .groupBy(['u.handling_agency_id', 'v.name_vi', 'v.name_en', 'v.sort_key'])
    .orderBy('v.sort_key')
    .execute();
  return rows.map((row) => ({ ...row, units: Number(row.units), printed: Number(row.printed), answered: Number(row.answered) }));
}

/** By agency, then serial number; at most `limit`. Whoever has answered is asked no more, nor is whoever wished to be forgotten. */
export async function listPrintedUnits(db: Db, job: LetterJob, day: string, limit: number): Promise<readonly PrintedUnit[]> {
  let query = asked(db, job.surveyId, day)
    .leftJoin('access_codes as a', 'a.sampled_unit_id', 'u.id')
    .innerJoin('frame_units as f', (join) => join.onRef('f.frame_id', '=', 'u.frame_id').onRef('f.unit_no', '=', 'u.unit_no'))
    .select([
      'u.id',
      'u.serial',
      'a.code',
      'a.sealed',
      'u.frame_id as frameId',
      'u.unit_no as unitNo',
      'u.service_field as field',
      'f.village',
      'f.person_kind as kind',
      'v.name_vi as agencyVi',
      'v.name_en as agencyEn',
      sql<number>`case when ${wasPrintedFor(job)} then 1 else 0 end`.as('printed')
    ])
    .where(sql<boolean>`not ${hasAnswered(job.surveyId)}`)
    .where((eb) => eb.or([eb('a.sealed', 'is', null), eb('a.sealed', '<>', NOT_KEPT)]));
  if (job.agencyId !== null) query = query.where('u.handling_agency_id', '=', job.agencyId);
  if (job.which === 'unprinted') query = query.where(sql<boolean>`not ${wasPrintedFor(job)}`);
  if (job.units === 'reserve') query = query.where('u.role', '=', 'reserve');
  if (job.from !== null) query = query.where('u.serial', '>=', job.from);
  if (job.to !== null) query = query.where('u.serial', '<=', job.to);
  const rows = await query.orderBy('v.sort_key').orderBy('u.handling_agency_id').orderBy('u.serial').limit(limit).execute();
  return rows.map(({ kind, printed, code, ...row }) => ({
    ...row,
    code: code ?? '',
    isOrganisation: kind === 'organisation',
    isPrinted: Number(printed) === 1
  }));
}

/** How many a unit was drawn from. */
export async function countKeptUnits(db: Db, frameId: string): Promise<number> {
  const { n } = await db
    .selectFrom('frame_units')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('frame_id', '=', frameId)
    .where('kept', '=', 1)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Sealed, by unit number; no row: nobody is known, or the data were erased. */
export async function listSealedPersons(db: Db, frameId: string, unitNos: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (unitNos.length === 0) return new Map();
  const rows = await db
    .selectFrom('frame_persons')
    .select(['unit_no', 'sealed'])
    .where('frame_id', '=', frameId)
    .where('unit_no', 'in', unitNos)
    .execute();
  return new Map(rows.map(({ unit_no: unitNo, sealed }) => [unitNo, sealed]));
}

/** Written once a job, unit and sheet, however often the job runs. */
export async function insertPrintings(
  trx: Db,
  printing: {
    readonly surveyId: string;
    readonly jobId: string;
    readonly sheets: LetterJob['sheets'];
    readonly userId: string | null;
    readonly at: string;
  },
  units: readonly Pick<PrintedUnit, 'id' | 'serial'>[]
): Promise<void> {
  const rows = units.flatMap(({ id, serial }) =>
    SHEETS[printing.sheets].map((kind) => ({
      id: `${printing.jobId}-${serial}${kind === 'letter' ? '-letter' : ''}`,
      survey_id: printing.surveyId,
      sampled_unit_id: id,
      kind,
      interviewer_id: null,
      user_id: printing.userId,
      at: printing.at,
      reason: ''
    }))
  );
  await insertFormEvents(trx, rows);
}

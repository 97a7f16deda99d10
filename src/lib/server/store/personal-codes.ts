/** What a one-time code leads to: a sampled unit, or a dossier that was registered. */
import type { Selectable } from 'kysely';
import type { Db, Schema } from '../schema';
import type { StoredSubmission } from './responses';

export type PersonalCode = Pick<
  Selectable<Schema['access_codes']>,
  'code' | 'kind' | 'closed_at' | 'sampled_unit_id' | 'dossier_id' | 'expires_at' | 'used_at'
>;

/** `keys`: what it may be kept under (`keysOf`). undefined: no such code, or a counter's. */
export async function findPersonalCode(db: Db, keys: readonly string[]): Promise<PersonalCode | undefined> {
  return db
    .selectFrom('access_codes')
    .select(['code', 'kind', 'closed_at', 'sampled_unit_id', 'dossier_id', 'expires_at', 'used_at'])
    .where('code', 'in', keys)
    .where('kind', '!=', 'counter')
    .executeTakeFirst();
}

/** The unit with its round, and the names of its agency and of the survey's owner as they are on the day, or were last. */
export async function findInvitedUnit(db: Db, unitId: string, day: string) {
  return db
    .selectFrom('sampled_units as u')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .innerJoin('surveys as s', 's.id', 'u.survey_id')
    .leftJoin('rounds as r', 'r.survey_id', 'u.survey_id')
    .innerJoin('agency_versions as v', (join) => join.onRef('v.agency_id', '=', 'u.handling_agency_id').on('v.valid_from', '<=', day))
    .innerJoin('agency_versions as o', (join) => join.onRef('o.agency_id', '=', 's.owner_agency_id').on('o.valid_from', '<=', day))
    .select([
      'u.role',
      'u.released_at as releasedAt',
      'u.replaced_at as replacedAt',
      'u.handling_agency_id as handlingAgencyId',
      'u.receiving_counter_id as receivingCounterId',
      'd.voided_at as drawVoidedAt',
      's.id as surveyId',
      's.state as surveyState',
      's.opens_on as opensOn',
      's.closes_on as closesOn',
      's.revision',
      's.questionnaire_version_id as questionnaireVersionId',
      's.required_items as requiredItems',
      's.name_vi as surveyVi',
      's.name_en as surveyEn',
      'r.closed_on as closedOn',
      'r.retention_days as retentionDays',
      'v.name_vi as agencyVi',
      'v.name_en as agencyEn',
      'o.name_vi as ownerVi',
      'o.name_en as ownerEn'
    ])
    .where('u.id', '=', unitId)
    .orderBy('v.valid_from', 'desc')
    .orderBy('o.valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The dossier, and the code in force of the counter that it came in at; undefined: it was erased. */
export async function findCodedDossier(db: Db, dossierId: string) {
  return db
    .selectFrom('dossiers as x')
    .innerJoin('counters as c', 'c.id', 'x.receiving_counter_id')
    .select(['x.handling_agency_id as handlingAgencyId', 'c.id as counterId', 'c.code as counterCode'])
    .where('x.id', '=', dossierId)
    .executeTakeFirst();
}

/**
 * The answer that a dossier's code brought in, to whichever of its counter's surveys. `scopes`: the dossier's id, and of an answer that came before
 * codes were sealed the code.
 */
export async function findSlipAnswer(
  db: Db,
  scopes: readonly string[],
  counterIds: readonly string[]
): Promise<StoredSubmission | undefined> {
  return db
    .selectFrom('responses')
    .select(['receipt', 'content_hash as contentHash', 'submitted_at as submittedAt'])
    .where('survey_id', 'in', (of) => of.selectFrom('survey_counters').select('survey_id').where('counter_id', 'in', counterIds))
    .where('submission_scope', 'in', scopes)
    .executeTakeFirst();
}

/** Marks a dossier's code as used; false: it was, or is not in use any more. Holds the code until the transaction ends. */
export async function useSlip(trx: Db, dossierId: string, at: string): Promise<boolean> {
  const used = await trx
    .updateTable('access_codes')
    .set({ used_at: at })
    .where('dossier_id', '=', dossierId)
    .where('used_at', 'is', null)
    .where('closed_at', 'is', null)
    .returning('code')
    .executeTakeFirst();
  return used !== undefined;
}

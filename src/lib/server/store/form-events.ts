/** What happened to paper forms: the ledger's rows, only ever added. */
import { sql } from 'kysely';
import type { FormEventKind } from '../../core/fieldwork/ledger';
import type { Db, ResponseTable } from '../schema';
import type { FormEventTable } from '../schema-desk';

const BATCH = 500;

/** Those that were not stored before, and with them the traces of their units. Returns how many. */
export async function insertFormEvents(trx: Db, events: readonly FormEventTable[]): Promise<number> {
  let stored = 0;
  for (let from = 0; from < events.length; from += BATCH) {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('form_events')
      .values(events.slice(from, from + BATCH))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    stored += Number(numInsertedOrUpdatedRows ?? 0);
  }
  await keepFormTraces(trx, [...new Set(events.map(({ sampled_unit_id: id }) => id))]);
  return stored;
}

/**
 * Traces of these units anew, out of their events: what a phone sends late may have happened before what is known. Of a reason a trace has only
 * whether there was one, so that the ledger says the same once reasons are erased.
 */
export async function keepFormTraces(trx: Db, unitIds: readonly string[]): Promise<void> {
  const trace = sql<string>`coalesce((
    select string_agg(e.kind || case when e.reason <> '' then '+' else '' end || ':' || coalesce(e.interviewer_id, ''), ',' order by e.at, e.id)
    from form_events as e where e.sampled_unit_id = sampled_units.id and e.kind <> 'letter'
  ), '')`;
  for (let from = 0; from < unitIds.length; from += BATCH)
    await trx
      .updateTable('sampled_units')
      .set({ form_trace: trace })
      .where('id', 'in', unitIds.slice(from, from + BATCH))
      .execute();
}

export async function findFormEvent(db: Db, id: string) {
  return db.selectFrom('form_events').select(['user_id', 'sampled_unit_id']).where('id', '=', id).executeTakeFirst();
}

/** Letters are no forms. */
const ofForms = (db: Db) => db.selectFrom('form_events as e').where('e.kind', '!=', 'letter');

/** Of an interviewer's units, in the order of their time. */
export async function listFormEventsOfOwn(db: Db, userId: string) {
  return ofForms(db)
    .innerJoin('sampled_units as u', 'u.id', 'e.sampled_unit_id')
    .select(['e.sampled_unit_id', 'e.kind'])
    .where('u.interviewer_id', '=', userId)
    .orderBy('e.at')
    .orderBy('e.id')
    .$narrowType<{ kind: FormEventKind }>()
    .execute();
}

/** Of one unit, in the order of their time. */
export async function listFormEventsOfUnit(db: Db, unitId: string) {
  return ofForms(db).select('e.kind').where('e.sampled_unit_id', '=', unitId).orderBy('e.at').orderBy('e.id').execute();
}

/** Serial numbers of a round's forms to which the same happened. */
interface AlikeForms {
  readonly agencyId: string;
  /** Of the unit's answer; null: there is none. */
  readonly channel: ResponseTable['channel'] | null;
  /** In the order of their time; of a reason only whether there was one. */
  readonly events: readonly { readonly kind: FormEventKind; readonly interviewerId: string | null; readonly hasReason: boolean }[];
  /** Ascending. */
  readonly serials: readonly number[];
}

/** Of main units and released reserves that have a paper form or answered on paper: tens of thousands went a few hundred ways. */
export async function countFormsOfRound(db: Db, surveyId: string): Promise<readonly AlikeForms[]> {
  const rows = await db
    .selectFrom('sampled_units as u')
    .innerJoin('draws as d', 'd.id', 'u.draw_id')
    .leftJoin('responses as r', (join) => join.onRef('r.sampled_unit_id', '=', 'u.id').on('r.purpose', '=', 'main'))
    .select(['u.handling_agency_id as agencyId', 'r.channel', 'u.form_trace as trace'])
    .select(sql<string>`string_agg(cast(u.serial as text), ',')`.as('serials'))
    .where('u.survey_id', '=', surveyId)
    .where('d.voided_at', 'is', null)
    .where('d.kind', '=', 'sample')
    .where((of) => of.or([of('u.role', '=', 'main'), of('u.released_at', 'is not', null)]))
    .where((of) => of.or([of('u.form_trace', '<>', ''), of('r.channel', '=', 'paper')]))
    .groupBy(['u.handling_agency_id', 'r.channel', 'u.form_trace'])
    .orderBy((of) => of.fn.min('u.serial'))
    .execute();
  return rows.map(({ agencyId, channel, trace, serials }) => ({
    agencyId,
    channel,
    events: trace.split(',').filter(Boolean).map(readEvent),
    // Sorted here: either engine takes longer over it than over the rest.
    serials: serials
      .split(',')
      .map(Number)
      .toSorted((a, b) => a - b)
  }));
}

function readEvent(text: string): AlikeForms['events'][number] {
  const [kind = '', interviewer = ''] = text.split(':');
  return { kind: kind.replace('+', '') as FormEventKind, interviewerId: interviewer || null, hasReason: kind.endsWith('+') };
}

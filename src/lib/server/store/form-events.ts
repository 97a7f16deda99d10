/** What happened to paper forms: the ledger's rows, only ever added. */
import { sql } from 'kysely';
import type { FormEventKind } from '../../core/fieldwork/ledger';
import type { Db, ResponseTable } from '../schema';
import type { FormEventTable } from '../schema-desk';

const BATCH = 500;

/** Those that were not stored before. Returns how many. */
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
  return stored;
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
  const { rows } = await sql<{ agencyId: string; channel: ResponseTable['channel'] | null; trace: string | null; serials: string }>`
    with traced as (
      select e.sampled_unit_id as id, string_agg(
        e.kind || case when e.reason <> '' then '+' else '' end || ':' || coalesce(e.interviewer_id, ''), ',' order by e.at, e.id
      ) as trace
      from form_events as e where e.survey_id = ${surveyId} and e.kind <> 'letter' group by e.sampled_unit_id
    )
    select u.handling_agency_id as "agencyId", r.channel, t.trace, string_agg(cast(u.serial as text), ',' order by u.serial) as serials
    from sampled_units as u
    join draws as d on d.id = u.draw_id
    left join traced as t on t.id = u.id
    left join responses as r on r.sampled_unit_id = u.id and r.purpose = 'main'
    where u.survey_id = ${surveyId} and d.voided_at is null and d.kind = 'sample' and (u.role = 'main' or u.released_at is not null)
      and (t.trace is not null or r.channel = 'paper')
    group by u.handling_agency_id, r.channel, t.trace
    order by min(u.serial)`.execute(db);
  return rows.map(({ agencyId, channel, trace, serials }) => ({
    agencyId,
    channel,
    events: (trace ?? '').split(',').filter(Boolean).map(readEvent),
    serials: serials.split(',').map(Number)
  }));
}

function readEvent(text: string): AlikeForms['events'][number] {
  const [kind = '', interviewer = ''] = text.split(':');
  return { kind: kind.replace('+', '') as FormEventKind, interviewerId: interviewer || null, hasReason: kind.endsWith('+') };
}

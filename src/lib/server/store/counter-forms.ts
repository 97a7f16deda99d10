/** What `/q/{code}` needs to know, in one indexed read: the counter, its place, and the surveys it runs or ran. */
import { sql } from 'kysely';
import { compiledOnce } from '../compiled-query';
import type { Db } from '../schema';
import { ledTo } from './code-handovers';

export interface CounterForm {
  readonly code: string;
  readonly counterId: string;
  readonly counterName: string;
  readonly counterClosedOn: string | null;
  /** 1: another code took its place. */
  readonly isReplaced: number;
  readonly successorName: string | null;
  readonly successorCode: string | null;
  readonly agencyId: string;
  /** The agency's version of this row; a renamed agency has several, the latest counts. */
  readonly agencySince: string;
  readonly agencyNameVi: string;
  readonly agencyNameEn: string;
  readonly handlingAgencyId: string;
  readonly surveyId: string | null;
  readonly surveyState: 'draft' | 'open' | 'closed' | 'published' | null;
  readonly mode: 'continuous' | 'sampled' | null;
  readonly revision: number | null;
  readonly questionnaireVersionId: string | null;
  readonly requiredItems: string | null;
  readonly opensOn: string | null;
  readonly closesOn: string | null;
  readonly fromDay: string | null;
  readonly toDay: string | null;
}

const selectCounterForms = compiledOnce<CounterForm>((db, mark) =>
  db
    .selectFrom('access_codes as a')
    .innerJoin('counters as c', (join) => join.on('c.id', '=', ledTo('a', mark(1))))
    .innerJoin('agency_versions as v', (join) => join.onRef('v.agency_id', '=', 'c.agency_id').on('v.valid_from', '<=', mark(1)))
    .leftJoin('counters as next', 'next.id', 'c.successor_counter_id')
    .leftJoin('survey_counters as sc', 'sc.counter_id', 'c.id')
    .leftJoin('surveys as s', 's.id', 'sc.survey_id')
    .select([
      'a.code',
      'c.id as counterId',
      'c.name as counterName',
      'c.closed_on as counterClosedOn',
      sql<number>`case when a.replaced_by is null then 0 else 1 end`.as('isReplaced'),
      'next.name as successorName',
      'next.code as successorCode',
      'c.agency_id as agencyId',
      'v.valid_from as agencySince',
      'v.name_vi as agencyNameVi',
      'v.name_en as agencyNameEn',
      'c.default_handling_agency_id as handlingAgencyId',
      's.id as surveyId',
      's.state as surveyState',
      's.mode',
      's.revision',
      's.questionnaire_version_id as questionnaireVersionId',
      's.required_items as requiredItems',
      's.opens_on as opensOn',
      's.closes_on as closesOn',
      'sc.from_day as fromDay',
      'sc.to_day as toDay'
    ])
    .where('a.code', '=', mark(0))
    .where('a.kind', '=', 'counter')
);

/** One row for each survey at the counter and version of its agency's name (survey fields null where there is none); empty: no such code. */
export async function listCounterForms(db: Db, code: string, day: string): Promise<readonly CounterForm[]> {
  return selectCounterForms(db, [code, day]);
}

/**
 * A frozen round's units as a table, main and released, for those who make its outcome rates and base weights again: how each was drawn and
 * what became of it (docs/methods.md, "The file of units"). No agency, unit, serial, interviewer or time; rows in no order of time, under labels
 * of their own, so that a row leads to no answer. Taking it is an event, as of the file of answers.
 */
import { localDay } from '../../core/calendar/day';
import { classOf } from '../../core/fieldwork/dispositions';
import { Problem } from '../../core/problem';
import type { Asking } from '../auth/access';
import { requirePlace } from '../auth/access';
import type { Db } from '../schema';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { inTransaction } from '../transaction';
import { inNoOrder, labels } from './export-microdata';
import { findRoundToRead } from './find-round';
import type { UnitOutcome } from './read-outcomes';
import { readOutcomes } from './read-outcomes';

const DRAWN = ['stratum', 'psu', 'cluster', 'role', 'probability', 'base_weight'] as const;
const OUTCOME = ['disposition', 'class', 'used'] as const;
export type OutcomePart = (typeof DRAWN | typeof OUTCOME)[number];
/** None of these is in the file of answers. */
export const outcomeColumn = (part: OutcomePart): string =>
  [(DRAWN as readonly string[]).includes(part) ? 'drawn' : 'outcome', part].join('.');
export const OUTCOME_PARTS: readonly OutcomePart[] = [...DRAWN, ...OUTCOME];

export interface OutcomeTable {
  readonly surveyCode: string;
  readonly columns: readonly string[];
  cells(): Iterable<readonly (string | number)[]>;
}

/** Throws what `findRoundToRead` and `requirePlace` throw; round-not-frozen. */
export async function exportOutcomes(db: Db, asking: Asking, code: string, now: Date): Promise<OutcomeTable> {
  const day = localDay(now);
  const { survey, round, owner, user } = await findRoundToRead(db, asking, code, day);
  requirePlace(asking, 'desk:write', owner);
  if (round.frozen_hash === null) throw new Problem('round-not-frozen', { survey: survey.code });
  const units = inNoOrder(await readOutcomes(db, survey.id, day), ({ id }) => id);
  const strata = labels('S', units.map(({ stratum }) => stratum)); // prettier-ignore
  const psus = labels('P', units.map(psuOf)); // prettier-ignore
  const clusters = labels('C', units.map(clusterOf)); // prettier-ignore
  await inTransaction(db, (trx) =>
    appendAuditEvent(trx, byUser(user, now), {
      action: 'survey.microdata',
      subjectKind: 'survey',
      subjectId: survey.id,
      agencyId: survey.owner_agency_id,
      change: { part: 'units', rows: units.length }
    })
  );
  return {
    surveyCode: survey.code,
    columns: OUTCOME_PARTS.map(outcomeColumn),
    *cells() {
      for (const unit of units) {
        const { stratum, cluster, role, inclusionProbability, weight, standing, isUsed } = unit;
        // Units that were drawn at once are in no PSU: a label of its own would be one more name of each.
        const [psu, own] = cluster === '' ? ['', ''] : [psus.get(psuOf(unit))!, clusters.get(clusterOf(unit))!];
        yield [strata.get(stratum)!, psu, own, role, inclusionProbability, weight, standing, classOf(standing), isUsed ? 1 : 0];
      }
    }
  };
}

const psuOf = ({ stratum, psu }: UnitOutcome): string => JSON.stringify([stratum, psu]);
const clusterOf = ({ stratum, psu, cluster }: UnitOutcome): string => JSON.stringify([stratum, psu, cluster]);

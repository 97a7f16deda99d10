/** Who asks again about which form: nobody who had to do with it or gave it up, and nobody of the agency that it is about, whatever the page offered. */
import { isWithin } from '../../core/agency/path';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { Problem } from '../../core/problem';
import type { RecheckedUnit, Reinterviewer } from '../../core/reinterview/independence';
import { isIndependent, shareOut } from '../../core/reinterview/independence';
import type { Asking } from '../auth/access';
import { newId } from '../new-id';
import { formValues, textField } from '../read-form-data';
import type { Db } from '../schema';
import { listAgenciesOf } from '../store/agencies';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { listGivers, listGiveUps } from '../store/reinterview-give-ups';
import { listHolders, listReinterviews, listWorkedOnBy, updateReinterviewer } from '../store/reinterviews';
import { listGrantsOf } from '../store/users';
import { inTransaction } from '../transaction';
import type { DeskRound } from './find-round';
import { holdRoundToRecheck } from './draw-reinterviews';
import { groupBy } from './group-by';

export interface AvailableReinterviewer extends Reinterviewer {
  readonly name: string;
}

/** Those who hold the role at the round's owner, above it or below it. */
export async function listReinterviewers(db: Db, ownerPath: string, today: Day): Promise<readonly AvailableReinterviewer[]> {
  const people = await listHolders(db, 'reinterviewer');
  const grants = await listGrantsOf(db, people.map(({ id }) => id), today); // prettier-ignore
  return people
    .map((person) => ({ ...person, held: grants.get(person.id)! }))
    .filter(({ held }) =>
      held.some(({ role, place }) => role === 'reinterviewer' && (isWithin(place.path, ownerPath) || isWithin(ownerPath, place.path)))
    )
    .map(({ id, name, held }) => ({ id, name, rolePaths: held.map(({ place }) => place.path) }));
}

/** By unit, what makes a person independent of it. */
export async function listRecheckedUnits(
  db: Db,
  units: readonly { readonly sampled_unit_id: string; readonly handlingAgencyId: string }[],
  today: Day
): Promise<readonly RecheckedUnit[]> {
  const ids = [...new Set(units.map(({ sampled_unit_id: id }) => id))];
  const worked = await listWorkedOnBy(db, ids);
  const givers = await listGivers(db, ids);
  const agencies = await listAgenciesOf(db, [...new Set(units.map(({ handlingAgencyId }) => handlingAgencyId))], today);
  const paths = new Map(agencies.map(({ id, path }) => [id, path]));
  return units.map(({ sampled_unit_id: id, handlingAgencyId }) => ({
    workedOnBy: [...(worked.get(id) ?? []), ...(givers.get(id) ?? [])],
    handlingAgencyPath: paths.get(handlingAgencyId) ?? `/${handlingAgencyId}/`
  }));
}

/**
 * The ticked forms go to one person. Throws what `holdRoundToRecheck` throws, `recheck-choice-missing`, `recheck-person-missing`,
 * `not-independent` with a detail a form: then none is given out.
 */
export async function assignReinterviews(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<number> {
  const today = localDay(now);
  const ids = new Set(formValues(form).get('reinterview') ?? []);
  return inTransaction(db, async (trx) => {
    const round = await holdRoundToRecheck(trx, asking, code, now);
    const chosen = (await listReinterviews(trx, round.survey.id)).filter(({ id, state }) => ids.has(id) && state === 'waiting');
    if (chosen.length === 0) throw new Problem('recheck-choice-missing');
    const people = await listReinterviewers(trx, round.owner.path, today);
    const person = people.find(({ id }) => id === textField(form, 'person'));
    if (!person) throw new Problem('recheck-person-missing');
    const units = await listRecheckedUnits(trx, chosen, today);
    const bad = chosen.filter((_, i) => !isIndependent(person, units[i]!));
    if (bad.length > 0) throw new Problem('not-independent', { person: person.name, serials: bad.map(({ serial }) => serial).join(', ') });
    await assign(trx, round, new Map([[person.id, chosen]]), now);
    return chosen.length;
  });
}

/** What nobody has yet goes round among those who may. Returns how many were given out, and how many nobody may take. Throws also `recheck-nobody`. */
export async function shareOutReinterviews(
  db: Db,
  asking: Asking,
  code: string,
  now: Date
): Promise<{ readonly given: number; readonly left: number }> {
  const today = localDay(now);
  return inTransaction(db, async (trx) => {
    const round = await holdRoundToRecheck(trx, asking, code, now);
    const waiting = (await listReinterviews(trx, round.survey.id)).filter(({ state }) => state === 'waiting');
    const open = waiting.filter(({ reinterviewer_id: id }) => id === null);
    if (open.length === 0) throw new Problem('recheck-choice-missing');
    const people = await listReinterviewers(trx, round.owner.path, today);
    const taken = groupBy(waiting, ({ reinterviewer_id: id }) => id ?? '');
    const loads = new Map([...taken].map(([id, forms]) => [id, forms.length]));
    const chosen = shareOut(await listRecheckedUnits(trx, open, today), people, loads);
    const given = groupBy(open.filter((_, i) => chosen[i] !== null), (one) => chosen[open.indexOf(one)]!); // prettier-ignore
    if (given.size === 0) throw new Problem('recheck-nobody');
    await assign(trx, round, given, now);
    const left = chosen.filter((id) => id === null).length;
    return { given: open.length - left, left };
  });
}

async function assign(
  trx: Db,
  { survey, user }: DeskRound,
  given: ReadonlyMap<string, readonly { readonly id: string; readonly sampled_unit_id: string }[]>,
  now: Date
): Promise<void> {
  const at = now.toISOString();
  for (const [person, forms] of given) {
    const units = forms.map(({ sampled_unit_id: unit }) => unit);
    await updateReinterviewer(trx, forms.map(({ id }) => id), person); // prettier-ignore
    await trx
      .updateTable('assignments')
      .set({ to_at: at })
      .where('sampled_unit_id', 'in', units)
      .where('purpose', '=', 'reinterview')
      .where('to_at', 'is', null)
      .execute();
    await trx
      .insertInto('assignments')
      .values(
        units.map((unit) => ({
          id: newId(),
          survey_id: survey.id,
          sampled_unit_id: unit,
          user_id: person,
          purpose: 'reinterview' as const,
          from_at: at,
          to_at: null
        }))
      )
      .execute();
  }
  const handedOn = new Set((await listGiveUps(trx, { surveyId: survey.id })).map(({ reinterviewId }) => reinterviewId));
  const all = [...given.values()].flat();
  await appendAuditEvent(trx, byUser(user, now), {
    action: 'recheck.assign',
    subjectKind: 'survey',
    subjectId: survey.id,
    agencyId: survey.owner_agency_id,
    change: { people: given.size, forms: all.length, second: all.filter(({ id }) => handedOn.has(id)).length }
  });
}

/** The coordinator gives units to interviewers, moves them and takes them back. Only units that are still to be worked move. */
import { localDay } from '../../core/calendar/day';
import { assignEvenly } from '../../core/fieldwork/assign-evenly';
import { readSerials } from '../../core/fieldwork/serial-ranges';
import { Problem } from '../../core/problem';
import { wrongField } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { countOpenUnits, listInterviewers, reassign } from '../store/assignments';
import { appendAuditEvent, byUser } from '../store/audit-events';
import type { RoundUnit } from '../store/field-board';
import { listRoundUnits } from '../store/field-board';
import { inTransaction } from '../transaction';
import { holdRoundToWrite } from './find-round';
import { groupBy } from './group-by';
import { stands } from './open-field-board';
import type { OutsideInterviewers } from './outside-interviewers';
import { readOutsideInterviewers } from './outside-interviewers';

/**
 * `scope`: `all` units, those of every `stratum` named, or (left out too) of every `agency`, by code; `serials`, a list as typed, narrows, and
 * does where nothing is ticked. `which`: `unassigned`, `all`, or an interviewer's id whose units move. `who`: `all` interviewers, or each
 * `interviewer`, by id; several share evenly, each without the units of an agency that the person is of. Returns how many units moved. Throws
 * `form-invalid`, what `findRoundToWrite` throws.
 */
export async function assignUnits(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<number> {
  return moveUnits(db, asking, code, form, now, true);
}

/** The same, back to the desk: nobody has them then. */
export async function takeBackUnits(db: Db, asking: Asking, code: string, form: FormData, now: Date): Promise<number> {
  return moveUnits(db, asking, code, form, now, false);
}

async function moveUnits(db: Db, asking: Asking, code: string, form: FormData, now: Date, give: boolean): Promise<number> {
  const today = localDay(now);
  return inTransaction(db, async (trx) => {
    const { survey, user, owner } = await holdRoundToWrite(trx, asking, code, today);
    const people = await listInterviewers(trx, owner.path, today);
    const chosen = give ? chosenPeople(form, people) : [];
    const open = (await listRoundUnits(trx, survey.id, today, narrowed(form))).filter((unit) => !stands(unit, null).settled);
    const units = chosenUnits(form, open).filter(({ interviewer_id: id }) => give || id !== null);
    if (units.length === 0) throw wrongField(scopeOf(form), 'assign-nothing');
    const moving = groupBy(units, ({ interviewer_id: id }) => id ?? '');
    const loads = [...(await countOpenUnits(trx, survey.id, chosen))].map(([id, n]) => [id, n - (moving.get(id)?.length ?? 0)] as const);
    const outside = await readOutsideInterviewers(trx, chosen, owner.path, today);
    const shares: Shares = give
      ? shareOut(
          units,
          people.filter(({ id }) => chosen.includes(id)),
          outside,
          new Map(loads)
        )
      : new Map([[null, units.map(({ id }) => id)]]);
    const byId = new Map(units.map((unit) => [unit.id, unit]));
    for (const [person, ids] of shares) {
      const changed = ids.map((id) => byId.get(id)!).filter(({ interviewer_id: id }) => id !== person);
      await reassign(trx, changed, person, now.toISOString());
    }
    await appendAuditEvent(trx, byUser(user, now), {
      ...{ action: give ? 'field.assign' : 'field.take-back', subjectKind: 'survey', subjectId: survey.id },
      ...{ agencyId: owner.id, change: { units: units.length, ...(give && { people: chosen.length }) } }
    });
    return units.length;
  });
}

type Shares = ReadonlyMap<string | null, readonly string[]>;

/** Units of an agency go to those of the chosen who are not of it. Throws `form-invalid` with `assign-own-agency` where none is. */
function shareOut(
  units: readonly RoundUnit[],
  people: readonly { readonly id: string; readonly name: string }[],
  { mayAsk }: OutsideInterviewers,
  loads: ReadonlyMap<string, number>
): Shares {
  const able = new Map<string, ReadonlySet<string>>();
  for (const [path, [first]] of groupBy(units, ({ agencyPath }) => agencyPath)) {
    const ids = people.filter(({ id }) => mayAsk(id, path)).map(({ id }) => id);
    const names = people.map(({ name }) => name).join(', ');
    if (ids.length === 0) throw wrongField('interviewer', 'assign-own-agency', { people: names, agency: first!.agencyVi });
    able.set(path, new Set(ids));
  }
  const grouped = units.map(({ id, agencyVi, village, agencyPath }) => ({ id, group: `${agencyVi} ${village}`, agencyPath }));
  const ids = people.map(({ id }) => id);
  return assignEvenly(grouped, ids, loads, (id, { agencyPath }) => able.get(agencyPath)!.has(id));
}

function chosenPeople(form: FormData, people: readonly { readonly id: string }[]): readonly string[] {
  if (textField(form, 'who') === 'all' && people.length > 0) return people.map(({ id }) => id);
  const ids = [...new Set(form.getAll('interviewer').map(String))];
  if (ids.length === 0) throw wrongField('interviewer', 'assign-nobody');
  if (ids.some((id) => !people.some((person) => person.id === id))) throw wrongField('interviewer', 'assign-not-interviewer');
  return ids;
}

function chosenUnits(form: FormData, open: readonly RoundUnit[]): readonly RoundUnit[] {
  const scope = scopeOf(form);
  const ticked = new Set(scope === 'scope' ? [] : form.getAll(scope).map(String));
  const typed = textField(form, 'serials').trim();
  const which = textField(form, 'which') || 'unassigned';
  if (scope !== 'scope' && ticked.size === 0 && typed === '') throw wrongField(scope, 'assign-nothing');
  const serials = typed === '' ? null : new Set(typedSerials(typed));
  return open.filter(
    (unit) =>
      (ticked.size === 0 || ticked.has(scope === 'stratum' ? unit.stratum : unit.agencyCode)) &&
      (serials === null || serials.has(unit.serial)) &&
      (which === 'all' || (which === 'unassigned' ? unit.interviewer_id === null : unit.interviewer_id === which))
  );
}

/** What is read of the round to choose from: no more than what may be chosen. */
function narrowed(form: FormData): { readonly agencies: readonly string[]; readonly serials: readonly number[] } {
  const typed = textField(form, 'serials').trim();
  const agencies = scopeOf(form) === 'agency' ? [...new Set(form.getAll('agency').map(String))] : [];
  return { agencies, serials: typed === '' ? [] : typedSerials(typed) };
}

/** The list in which units are ticked; of all the choice itself. */
function scopeOf(form: FormData): 'scope' | 'stratum' | 'agency' {
  const scope = textField(form, 'scope');
  return scope === 'all' ? 'scope' : scope === 'stratum' ? scope : 'agency';
}

function typedSerials(typed: string): readonly number[] {
  try {
    return readSerials(typed);
  } catch (failure) {
    throw failure instanceof Problem ? wrongField('serials', failure.code, failure.parameters) : failure;
  }
}

/** The forms by which the office's pages add and change agencies: fields read, the person let in or refused, the operation called. */
import type { AgencyKind } from '../../core/agency/agency';
import { AGENCY_KINDS } from '../../core/agency/agency';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { readDay } from '../../core/calendar/read-day';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { canGive, isRole, requirePlace, requireRole } from '../auth/access';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { findAgencyByCode, LAST_DAY } from '../store/agencies';
import type { Doer } from '../store/audit-events';
import { byUser } from '../store/audit-events';
import { listRolesAt } from '../store/users';
import { closeAgency } from './close-agency';
import { createAgency } from './create-agency';
import type { AgencyMerger, MergedAgencies } from './merge-agencies';
import { mergeAgencies } from './merge-agencies';
import { moveAgency } from './move-agency';
import { renameAgency } from './rename-agency';

export const AGENCY_CHANGES = ['rename', 'move', 'close'] as const;
export type AgencyChange = (typeof AGENCY_CHANGES)[number];

/** Throws `agency-not-found`, what `requirePlace` throws, `form-invalid`, and what the operation throws. */
export async function changeAgency(db: Db, asking: Asking, code: string, change: AgencyChange, form: FormData, now: Date): Promise<void> {
  const by = await doerAt(db, asking, code, now, 'agency-not-found');
  const text = (name: string) => textField(form, name);
  const day = (name: string) => () => readDay(text(name));
  if (change === 'rename') {
    const isMended = text('how') === 'correct';
    const { from } = readFields<{ from: Day | null }>({ from: isMended ? () => null : day('from') });
    await renameAgency(db, { code, name: { vi: text('name'), en: text('nameEn') }, from }, by);
  } else if (change === 'move') {
    const { from } = readFields({ from: day('from') });
    const parentCode = text('parent');
    await doerAt(db, asking, parentCode, now, 'agency-unknown-code');
    await moveAgency(db, { code, parentCode, from }, by);
  } else {
    const { lastDay } = readFields({ lastDay: day('lastDay') });
    await closeAgency(db, code, lastDay, by);
  }
}

/** Adds an agency under one that the person may change; returns its code. Throws as above. */
export async function addAgency(db: Db, asking: Asking, form: FormData, now: Date): Promise<string> {
  requireRole(asking, 'agency:write');
  const text = (name: string) => textField(form, name);
  const { kind, from } = readFields<{ kind: AgencyKind; from: Day }>({
    kind: () => readKind(text('kind')),
    from: () => readDay(text('from'))
  });
  const by = await doerAt(db, asking, text('parent'), now, 'agency-unknown-code');
  const name = { vi: text('name'), en: text('nameEn') };
  const agency = await createAgency(db, { code: text('code'), kind, name, parentCode: text('parent'), validFrom: from }, by);
  return agency.code;
}

function readKind(typed: string): AgencyKind {
  const kind = AGENCY_KINDS.find((one) => one === typed);
  if (!kind) throw new Problem('agency-kind-missing');
  return kind;
}

/** Roles are copied only by who could give each of them, there and here: a merger is no way to make administrators. Throws `role-not-givable`. */
async function requireRolesGivable(db: Db, asking: Asking, fromCodes: readonly string[], toCode: string, now: Date): Promise<void> {
  const user = requireRole(asking, 'agency:write');
  const today = localDay(now);
  const found = async (code: string) => (await findAgencyByCode(db, code, today)) ?? (await findAgencyByCode(db, code, LAST_DAY));
  const to = await found(toCode);
  for (const code of fromCodes) {
    const from = await found(code);
    for (const role of from ? await listRolesAt(db, from.id) : [])
      for (const path of [from!.path, to?.path ?? from!.path])
        if (!isRole(role) || !canGive(user, role, path)) throw new Problem('role-not-givable');
  }
}

/** Whoever asks may change this agency: one of the page's address, or one that was chosen in a form. */
async function doerAt(db: Db, asking: Asking, code: string, now: Date, unknown: 'agency-not-found' | 'agency-unknown-code'): Promise<Doer> {
  const agency = (await findAgencyByCode(db, code, localDay(now))) ?? (await findAgencyByCode(db, code, LAST_DAY));
  if (!agency) throw new Problem(unknown, { code: code.slice(0, 60) });
  return byUser(requirePlace(asking, 'agency:write', agency), now);
}

/** Merges agencies that the person may change into one such; returns what became of them with the successor's code. Throws as above. */
export async function mergeByForm(db: Db, asking: Asking, form: FormData, now: Date): Promise<MergedAgencies> {
  requireRole(asking, 'agency:write');
  const text = (name: string) => textField(form, name);
  const { onDay } = readFields({ onDay: () => readDay(text('onDay')) });
  const predecessorCodes = form.getAll('of').map(String);
  const isNew = text('into') === 'new';
  let by: Doer | undefined;
  for (const code of [...predecessorCodes, text(isNew ? 'parent' : 'existing')])
    if (code !== '' || !isNew) by = await doerAt(db, asking, code, now, 'agency-unknown-code');
  const into = isNew
    ? {
        code: text('code'),
        kind: readKind(text('kind')),
        name: { vi: text('name'), en: text('nameEn') },
        ...(text('parent') === '' ? {} : { parentCode: text('parent') })
      }
    : { code: text('existing') };
  const counters = text('counters') === 'close' ? 'close' : 'hand-over';
  if (text('roles') === 'copy') await requireRolesGivable(db, asking, predecessorCodes, text(isNew ? 'parent' : 'existing'), now);
  const merger: AgencyMerger = { predecessorCodes, into, onDay, counters, roles: text('roles') === 'copy' ? 'copy' : 'leave' };
  return mergeAgencies(db, merger, by);
}

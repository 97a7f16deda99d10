/** The forms by which the office's pages add and change agencies: fields read, the person let in or refused, the operation called. */
import type { Agency, AgencyKind } from '../../core/agency/agency';
import { AGENCY_KINDS, existsOn, SINCE_ALWAYS } from '../../core/agency/agency';
import { localDay } from '../../core/calendar/day';
import type { Day } from '../../core/calendar/day';
import { readDay } from '../../core/calendar/read-day';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { canGive, isRole, mayMergeProvinces, requirePlace, requireRole, requireRoot } from '../auth/access';
import { textField } from '../read-form-data';
import type { Db } from '../schema';
import { findAgencyByCode, LAST_DAY } from '../store/agencies';
import type { Doer } from '../store/audit-events';
import { appendAuditEvent, byUser } from '../store/audit-events';
import { insertRole, listRolesAt } from '../store/users';
import { inTransaction } from '../transaction';
import { closeAgency } from './close-agency';
import type { NewAgency } from './create-agency';
import { createAgency } from './create-agency';
import type { AgencyMerger, MergedAgencies } from './merge-agencies';
import { mergeAgencies } from './merge-agencies';
import { moveAgency } from './move-agency';
import { renameAgency } from './rename-agency';
import { reopenAgency } from './reopen-agency';

export const AGENCY_CHANGES = ['rename', 'move', 'close', 'reopen'] as const;
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
  } else if (change === 'reopen') {
    await reopenAgency(db, code, by);
  } else {
    const { lastDay } = readFields({ lastDay: day('lastDay') });
    await closeAgency(db, code, lastDay, by);
  }
}

/**
 * Adds an agency under one that the person may change, or a further province; returns its code. Throws as above, and `agency-parent-missing`.
 */
export async function addAgency(db: Db, asking: Asking, form: FormData, now: Date): Promise<string> {
  requireRole(asking, 'agency:write');
  const text = (name: string) => textField(form, name);
  const { kind, from } = readFields<{ kind: AgencyKind; from: Day }>({
    kind: () => readKind(text('kind')),
    // A province was mostly there before anybody writes it down here.
    from: () => (text('kind') === 'province' && text('from') === '' ? SINCE_ALWAYS : readDay(text('from')))
  });
  const name = { vi: text('name'), en: text('nameEn') };
  const agency = { code: text('code'), kind, name, validFrom: from };
  if (kind === 'province' && text('parent') === '') return addProvince(db, asking, agency, now);
  const { parent } = readFields({ parent: () => readParent(text('parent')) });
  const by = await doerAt(db, asking, parent, now, 'agency-unknown-code');
  return (await createAgency(db, { ...agency, parentCode: parent }, by)).code;
}

/**
 * A second tree, which is there to be merged with the first one day. Nobody stands above it to give the first role in it, so whoever adds it
 * is its first administrator. Throws `root-only`, `province-from-later`, and what `createAgency` throws.
 */
async function addProvince(db: Db, asking: Asking, province: NewAgency, now: Date): Promise<string> {
  const user = requireRoot(asking, 'user:write');
  const by = byUser(user, now);
  readFields({ from: () => requireBegun(province.validFrom, localDay(now)) });
  return inTransaction(db, async (trx) => {
    const { id, code } = await createAgency(trx, province, by);
    await insertRole(trx, { userId: user.id, role: 'administrator', agencyId: id });
    const event = { action: 'user.roles', subjectKind: 'user', subjectId: user.id, agencyId: id };
    await appendAuditEvent(trx, by, { ...event, change: { given: [`administrator ${id}`], taken: [] } });
    return code;
  });
}

/** A role at an agency that is to come reaches nothing yet. */
function requireBegun(from: Day, today: Day): void {
  if (from > today) throw new Problem('province-from-later');
}

function readChosen(typed: string): string {
  if (typed === '') throw new Problem('merge-into-missing');
  return typed;
}

function readParent(typed: string): string {
  if (typed === '') throw new Problem('agency-parent-missing');
  return typed;
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
async function doerAt(db: Db, asking: Asking, code: string, now: Date, unknown: Unknown): Promise<Doer> {
  return byUser(requirePlace(asking, 'agency:write', await findTyped(db, code, now, unknown)), now);
}

type Unknown = 'agency-not-found' | 'agency-unknown-code';

async function findTyped(db: Db, code: string, now: Date, unknown: Unknown): Promise<Agency> {
  const agency = (await findAgencyByCode(db, code, localDay(now))) ?? (await findAgencyByCode(db, code, LAST_DAY));
  if (!agency) throw new Problem(unknown, { code: code.slice(0, 60) });
  return agency;
}

/**
 * Merges agencies that the person may change into one such. Returns what became of them, and `shownAt`, the code of one whose page the person
 * can open: a new province that is to come has nobody's role in force yet. Throws as above.
 */
export async function mergeByForm(
  db: Db,
  asking: Asking,
  form: FormData,
  now: Date
): Promise<MergedAgencies & { readonly shownAt: string }> {
  requireRole(asking, 'agency:write');
  const text = (name: string) => textField(form, name);
  const { onDay } = readFields({ onDay: () => readDay(text('onDay')) });
  const predecessorCodes = form.getAll('of').map(String);
  const isNew = text('into') === 'new';
  const { existing } = readFields({ existing: () => (isNew ? '' : readChosen(text('existing'))) });
  const intoCode = isNew ? text('parent') : existing;
  const named: Agency[] = [];
  for (const code of [...predecessorCodes, intoCode])
    if (code !== '' || !isNew) named.push(await findTyped(db, code, now, 'agency-unknown-code'));
  const by = named.map((agency) => byUser(requirePlace(asking, 'agency:write', agency), now)).at(-1);
  const into = isNew
    ? {
        code: text('code'),
        kind: readKind(text('kind')),
        name: { vi: text('name'), en: text('nameEn') },
        ...(text('parent') === '' ? {} : { parentCode: text('parent') })
      }
    : { code: existing };
  const counters = text('counters') === 'close' ? 'close' : 'hand-over';
  const ofProvinces = named.some(({ code, parentId }) => parentId === null && predecessorCodes.includes(code));
  if (ofProvinces && !mayMergeProvinces(requireRole(asking, 'agency:write'), named)) throw new Problem('merge-provinces');
  // Nobody above a province could give its people their roles again.
  const roles = ofProvinces || text('roles') === 'copy' ? 'copy' : 'leave';
  if (roles === 'copy') await requireRolesGivable(db, asking, predecessorCodes, intoCode, now);
  const merger: AgencyMerger = { predecessorCodes, into, onDay, counters, roles };
  const merged = await mergeAgencies(db, merger, by);
  const { successor, predecessors } = merged;
  const isReached = successor.parentId !== null || existsOn(successor, localDay(now));
  return { ...merged, shownAt: isReached ? successor.code : predecessors[0]!.code };
}

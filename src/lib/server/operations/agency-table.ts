/** Agencies from a table: looked at first, and taken in the background once somebody has agreed; and the same table to take away. */
import { stringify } from 'csv-stringify/sync';
import type { AgencyTablePlan, StoredAgency } from '../../core/agency/agency-table';
import { AGENCY_TABLE_COLUMNS, planAgencyTable } from '../../core/agency/agency-table';
import { isWithin } from '../../core/agency/path';
import type { Day } from '../../core/calendar/day';
import { localDay } from '../../core/calendar/day';
import { readDay } from '../../core/calendar/read-day';
import { Problem } from '../../core/problem';
import { readFields } from '../../core/read-fields';
import type { Asking } from '../auth/access';
import { requireRole, scopesOf } from '../auth/access';
import { newId } from '../new-id';
import { fileField, textField } from '../read-form-data';
import { readTable } from '../read-table';
import type { Db } from '../schema';
import { LAST_DAY, listAgencies, listAgenciesBelow } from '../store/agencies';
import { listLastVersionDays } from '../store/agency-versions';
import type { Doer } from '../store/audit-events';
import type { Job } from '../store/jobs';
import { discardJob, findJobFile, insertJob, insertJobFile, releaseJob, WAITS } from '../store/jobs';
import { inTransaction } from '../transaction';
import { createAgency } from './create-agency';
import { moveAgency } from './move-agency';
import { ownJob } from './open-job';
import { renameAgency } from './rename-agency';

export const AGENCY_TABLE_JOB = 'agency-table';
const INPUT = 'input';
/** Of each list of changes the page shows as many. */
const SHOWN = 100;

export interface AgencyTableOrder {
  readonly fileName: string;
  readonly from: Day;
}

/** Keeps the file of a form as a job that waits to be agreed to. Returns its id. Throws `form-invalid`, what `readTable` throws, and `import-row` whose details name every bad line. */
export async function receiveAgencyTable(db: Db, asking: Asking, form: FormData, now: Date): Promise<string> {
  const user = requireRole(asking, 'agency:write');
  const file = await fileField(form, 'file');
  const order = readFields<AgencyTableOrder>({
    fileName: () => {
      if (!file) throw new Problem('file-missing');
      return file.name;
    },
    from: () => readDay(textField(form, 'from'))
  });
  const bytes = file!.bytes;
  await readPlan(db, scopesOf(user, 'agency:write'), bytes, order);
  return inTransaction(db, async (trx) => {
    const id = await insertJob(trx, {
      kind: AGENCY_TABLE_JOB,
      key: `${AGENCY_TABLE_JOB} ${newId()}`,
      payload: order,
      createdBy: user.id,
      at: now.toISOString(),
      waits: true
    });
    await insertJobFile(trx, id, INPUT, Buffer.from(bytes));
    return id;
  });
}

export interface AgencyTablePreview extends AgencyTableOrder {
  readonly id: string;
  readonly added: AgencyTablePlan['added'];
  readonly renamed: AgencyTablePlan['renamed'];
  readonly moved: AgencyTablePlan['moved'];
  readonly counts: { readonly added: number; readonly renamed: number; readonly moved: number; readonly unchanged: number };
}

/** What a table that waits would change now. Throws as `openJob`, `not-found` once it was agreed to, and what the plan throws. */
export async function openAgencyTable(db: Db, asking: Asking, id: string): Promise<AgencyTablePreview> {
  const user = requireRole(asking, 'agency:write');
  const job = await waitingJob(db, asking, id);
  const order = JSON.parse(job.payload) as AgencyTableOrder;
  const plan = await readPlan(db, scopesOf(user, 'agency:write'), await inputOf(db, job), order);
  return {
    ...order,
    id: job.id,
    added: plan.added.slice(0, SHOWN),
    renamed: plan.renamed.slice(0, SHOWN),
    moved: plan.moved.slice(0, SHOWN),
    counts: { added: plan.added.length, renamed: plan.renamed.length, moved: plan.moved.length, unchanged: plan.unchanged }
  };
}

/** Throws as `openAgencyTable`. */
export async function agreeToAgencyTable(db: Db, asking: Asking, id: string, now: Date): Promise<void> {
  requireRole(asking, 'agency:write');
  await releaseJob(db, (await waitingJob(db, asking, id)).id, now.toISOString());
}

export async function discardAgencyTable(db: Db, asking: Asking, id: string): Promise<void> {
  requireRole(asking, 'agency:write');
  await discardJob(db, (await waitingJob(db, asking, id)).id);
}

/** All of it, or nothing. `scopes`: where the person may write now. Throws what the plan and the operations throw. */
export async function takeAgencyTable(db: Db, job: Job, scopes: readonly string[], by: Doer): Promise<AgencyTablePreview['counts']> {
  const order = JSON.parse(job.payload) as AgencyTableOrder;
  const file = await inputOf(db, job);
  return inTransaction(db, async (trx) => {
    const plan = await readPlan(trx, scopes, file, order);
    for (const { code, kind, nameVi, nameEn, parentCode } of plan.added)
      await createAgency(trx, { code, kind, name: { vi: nameVi, en: nameEn }, parentCode: parentCode!, validFrom: order.from }, by);
    for (const { code, nameVi, nameEn } of plan.renamed)
      await renameAgency(trx, { code, name: { vi: nameVi, en: nameEn }, from: order.from }, by);
    for (const { code, parentCode } of plan.moved) await moveAgency(trx, { code, parentCode: parentCode!, from: order.from }, by);
    return { added: plan.added.length, renamed: plan.renamed.length, moved: plan.moved.length, unchanged: plan.unchanged };
  });
}

/** The agencies of the person's places that exist, in the columns that are read back. */
export async function agencyTableCsv(db: Db, asking: Asking, now: Date): Promise<string> {
  const user = requireRole(asking, 'agency:read');
  const today = localDay(now);
  const lists = await Promise.all(scopesOf(user, 'agency:read').map((path) => listAgenciesBelow(db, path, today)));
  const agencies = lists.flat();
  const codes = new Map((await listAgencies(db, LAST_DAY, 'with-closed')).map(({ id, code }) => [id, code]));
  const rows = agencies.map(({ code, name, kind, parentId }) => [
    code,
    name.vi,
    name.en,
    kind,
    parentId === null ? '' : codes.get(parentId)
  ]);
  // The mark at the beginning tells Excel that this is UTF-8.
  return stringify([AGENCY_TABLE_COLUMNS, ...rows], { bom: true, escape_formulas: true });
}

async function readPlan(
  db: Db,
  scopes: readonly string[],
  file: Uint8Array,
  { fileName, from }: AgencyTableOrder
): Promise<AgencyTablePlan> {
  const rows = await readTable(file, fileName, AGENCY_TABLE_COLUMNS);
  const plan = planAgencyTable(rows, await readStored(db, scopes), from);
  const { mistakes } = plan;
  if (mistakes.length > 0)
    throw new Problem('import-row', { file: fileName, count: new Set(mistakes.map(({ place }) => place)).size }, mistakes);
  return plan;
}

async function readStored(db: Db, scopes: readonly string[]): Promise<ReadonlyMap<string, StoredAgency>> {
  const all = await listAgencies(db, LAST_DAY, 'with-closed');
  const codes = new Map(all.map(({ id, code }) => [id, code]));
  const lastFrom = await listLastVersionDays(db);
  return new Map(
    all.map((agency) => [
      agency.code,
      {
        ...agency,
        parentCode: agency.parentId === null ? null : (codes.get(agency.parentId) ?? null),
        lastFrom: lastFrom.get(agency.id) ?? agency.validFrom,
        isOwn: scopes.some((scope) => isWithin(agency.path, scope))
      }
    ])
  );
}

async function waitingJob(db: Db, asking: Asking, id: string): Promise<Job> {
  const job = await ownJob(db, asking, id);
  if (job.kind !== AGENCY_TABLE_JOB || job.run_after !== WAITS) throw new Problem('not-found');
  return job;
}

async function inputOf(db: Db, job: Job): Promise<Uint8Array> {
  const file = await findJobFile(db, job.id, INPUT);
  if (!file) throw new Problem('not-found');
  return file;
}

/** Somebody who holds a role at an agency, as a request knows them; the account is in the database, for what they do is logged. */
import type { Db } from '../../src/lib/server/schema';
import { findAgencyByCode, LAST_DAY } from '../../src/lib/server/store/agencies';

export async function askingAs(db: Db, agencyCode: string, role = 'coordinator') {
  const agency = await findAgencyByCode(db, agencyCode, LAST_DAY);
  const id = `${role} at ${agencyCode}`;
  const account = { id, email: `${role}@${agencyCode}.example`, name: 'A', password_hash: 'one that they have chosen', disabled_at: null };
  await db
    .insertInto('users')
    .values(account)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  const grant = { role, agencyId: agency!.id, place: { path: agency!.path, name: agency!.name } };
  return { user: { id, email: account.email, name: account.name, grants: [grant] }, language: 'vi' as const };
}

export function formOf(fields: Readonly<Record<string, string | readonly string[]>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one as string);
  return form;
}

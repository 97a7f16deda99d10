/** A database with something of everything that a backup must hold, and of what must not come back with it. */
import type { Kysely } from 'kysely';
import { createUser } from '../../src/lib/server/operations/create-user';
import type { Schema } from '../../src/lib/server/schema';
import { answer } from './answer';
import { makeSmallProvince } from './small-province';

export const ANSWERS = 12;
const DAY = '2026-03-09';

/** Twelve answers with comments, and a session of a person who signed in. */
export async function fillDatabase(db: Kysely<Schema>): Promise<void> {
  const { counters, survey } = await makeSmallProvince(db);
  const user = { email: 'thang@example.vn', name: 'Hà Văn Thắng', role: 'administrator', agencyCode: 'p', password: 'hoa-ban-trang-2026' };
  const id = await createUser(db, user, new Date(`${DAY}T01:00:00Z`));
  await answer(
    db,
    survey,
    Array.from({ length: ANSWERS }, (_, i) => ({ counter: counters[i % 3]!, day: DAY, answers: [1 + (i % 5)], comment: `Góp ý ${i}` }))
  );
  await db
    .insertInto('sessions')
    .values({ id_hash: 'a'.repeat(64), user_id: id, expires_at: '2099-01-01T00:00:00.000Z', created_at: `${DAY}T01:00:00.000Z`, agent: '' })
    .execute();
}

/** What a restored database must say as the backed-up one did; sessions and expired texts apart. */
export async function contentOf(db: Kysely<Schema>) {
  const [responses, users, events] = await Promise.all([
    db.selectFrom('responses').selectAll().orderBy('id').execute(),
    db.selectFrom('users').selectAll().orderBy('id').execute(),
    db.selectFrom('audit_events').selectAll().orderBy('number').execute()
  ]);
  return { responses, users, events };
}

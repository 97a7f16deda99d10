/** Method versions: a survey pins one, a report prints its name and number. */
import type { Method } from '../../core/method/method';
import { newId } from '../new-id';
import type { Db } from '../schema';
import { contentHash } from './questionnaires';

export interface MethodVersion {
  readonly id: string;
  readonly hash: string;
  readonly content: Method;
}

export async function insertMethodVersion(db: Db, content: Method): Promise<MethodVersion> {
  const version = { id: newId(), hash: contentHash(content) };
  await db
    .insertInto('method_versions')
    .values({ ...version, family: content.family, number: content.number, content: JSON.stringify(content), certainty: content.certainty })
    .execute();
  return { ...version, content };
}

export async function findMethodVersion(db: Db, id: string): Promise<MethodVersion | undefined> {
  const row = await db.selectFrom('method_versions').select(['id', 'hash', 'content']).where('id', '=', id).executeTakeFirst();
  return row && { ...row, content: JSON.parse(row.content) as Method };
}

export async function findMethodByName(db: Db, family: string, number: number): Promise<MethodVersion | undefined> {
  const row = await db
    .selectFrom('method_versions')
    .select(['id', 'hash', 'content'])
    .where('family', '=', family)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && { ...row, content: JSON.parse(row.content) as Method };
}

/** Each family's latest. */
export async function listLatestMethods(db: Db): Promise<readonly MethodVersion[]> {
  const rows = await db
    .selectFrom('method_versions')
    .select(['id', 'hash', 'content', 'family'])
    .orderBy('family')
    .orderBy('number')
    .execute();
  const latest = rows.filter(({ family }, i) => rows[i + 1]?.family !== family);
  return latest.map(({ id, hash, content }) => ({ id, hash, content: JSON.parse(content) as Method }));
}

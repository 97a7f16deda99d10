/** Settings that somebody changed, each with its revision. What is not here was never changed. */
import type { SettingKey } from '../../core/settings';
import type { Db } from '../schema';
import type { Doer } from './audit-events';

export interface StoredSetting {
  readonly key: string;
  readonly value: unknown;
  readonly revision: number;
}

export async function listSettings(db: Db): Promise<readonly StoredSetting[]> {
  const rows = await db.selectFrom('settings').select(['key', 'value', 'revision']).execute();
  return rows.map((row) => ({ ...row, value: JSON.parse(row.value) as unknown }));
}

export async function findSetting(db: Db, key: SettingKey): Promise<unknown> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
  return row && (JSON.parse(row.value) as unknown);
}

/** `revision`: the one that was seen, 0 where nothing was stored. False: somebody was quicker. */
export async function saveSetting(db: Db, { key, value, revision }: StoredSetting, by: Doer): Promise<boolean> {
  const row = { value: JSON.stringify(value), revision: revision + 1, changed_at: by.at, changed_by: by.userId };
  if (revision === 0) {
    const { numInsertedOrUpdatedRows: rows } = await db
      .insertInto('settings')
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirstOrThrow();
    return Number(rows) === 1;
  }
  const { numUpdatedRows: rows } = await db
    .updateTable('settings')
    .set(row)
    .where('key', '=', key)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  return Number(rows) === 1;
}

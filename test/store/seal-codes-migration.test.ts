import { expect, test } from 'vitest';
import { migrations } from '../../migrations/index';
import { migrateToLatest } from '../../src/lib/server/migrate';
import { onBothEngines, openEmpty } from '../support/engines';

const NAME = '20261202-04-seal-personal-codes';
const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < NAME));

interface Then {
  agencies: { id: string; code: string; kind: string; valid_from: string };
  api_tokens: { id: string; id_hash: string; name: string; scope: string; agency_id: string; created_at: string; expires_at: string };
  access_codes: { code: string; kind: string; issued_at: string; dossier_id: string; sealed?: string | null };
  dossiers: Record<'id' | 'dossier_mark' | 'handling_agency_id' | 'service_field' | 'completed_on' | 'token_id' | 'registered_at' | 'erase_after', string> & { code?: string }; // prettier-ignore
}

onBothEngines('the migration to sealed codes', (_, engine) => {
  test('loses no dossier and no code, there and back', async () => {
    await using database = await openEmpty(engine);
    const db = database.db as unknown as import('kysely').Kysely<Then>;
    await migrateToLatest(database.db, before);
    await db.insertInto('agencies').values({ id: 'a', code: 'a', kind: 'commune', valid_from: '2026-01-01' }).execute();
    const token = { id: 't', id_hash: 'h', name: '', scope: 'dossiers', agency_id: 'a', created_at: '', expires_at: '' };
    await db.insertInto('api_tokens').values(token).execute();
    const dossier = (id: string) => ({
      ...{ id, dossier_mark: `mark ${id}`, handling_agency_id: 'a', service_field: 'Hộ tịch', completed_on: '2026-03-01' },
      ...{ token_id: 't', registered_at: '2026-03-02', erase_after: '2026-09-01', code: `CODE${id}` }
    });
    for (const id of ['1', '2']) {
      await db
        .insertInto('access_codes')
        .values({ code: `CODE${id}`, kind: 'dossier', issued_at: '', dossier_id: id })
        .execute();
      await db.insertInto('dossiers').values(dossier(id)).execute();
    }
    expect(await migrateToLatest(database.db)).toContain(NAME);
    const { code, ...kept } = dossier('1');
    expect(await db.selectFrom('dossiers').selectAll().where('id', '=', '1').executeTakeFirst()).toEqual({
      ...kept,
      receiving_counter_id: null
    });
    expect(await db.selectFrom('access_codes').select(['code', 'dossier_id', 'sealed']).orderBy('code').execute()).toEqual([
      { code, dossier_id: '1', sealed: null },
      { code: 'CODE2', dossier_id: '2', sealed: null }
    ]);
    await migrations[NAME]!.down!(database.db);
    expect(await db.selectFrom('dossiers').select(['id', 'code']).orderBy('id').execute()).toEqual([
      { id: '1', code },
      { id: '2', code: 'CODE2' }
    ]);
  });
});

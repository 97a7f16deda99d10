import { migrateToLatest } from '../src/lib/server/migrate';
import { runCommand } from './command';

await runCommand(async (db) => {
  await migrateToLatest(db);
  console.log('Cơ sở dữ liệu đã ở bản mới nhất. The database is up to date.');
});

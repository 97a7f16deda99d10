// Run by global-setup.ts: seeds DATABASE_URL and prints, as JSON, what the tests need to know of it.
import { readConfig } from '../../../src/lib/server/config';
import { openDatabase } from '../../../src/lib/server/database';
import { migrateToLatest } from '../../../src/lib/server/migrate';
import { seed } from './seed';

const config = readConfig(process.env);
const db = openDatabase(config.databaseUrl);
await migrateToLatest(db);
process.stdout.write(JSON.stringify(await seed(db, config)));
await db.destroy();

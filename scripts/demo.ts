// `npm run demo`: builds if the sources changed, migrates and seeds a demonstration province, starts, and prints where to look.
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/lib/server/config';
import { localNetworkAddress } from './local-network';
import { refuseTakenPort, serve, StartError } from './serve';
import { describeDemonstration } from './demo-summary';
import { build, buildIsCurrent } from './source-build';
import { explainFailedStart } from './failed-start';

const DATABASE_FILE = 'data/demo.sqlite';
const DATABASE_URL = `sqlite:${DATABASE_FILE}`;

try {
  const { values } = parseArgs({ options: { reset: { type: 'boolean', default: false } } });
  const { port } = readConfig(process.env);
  const address = localNetworkAddress();
  process.env.DEMO = '1';
  process.env.DATABASE_URL ||= DATABASE_URL;
  process.env.PUBLIC_URL ||= `http://${address ?? 'localhost'}:${port}`;
  const config = readConfig(process.env);
  await refuseTakenPort(config);
  if (values.reset) removeDemonstration(config.databaseUrl);
  if (!buildIsCurrent()) {
    console.log('Đang dựng (building) …');
    if (!(await build({ quiet: true }))) throw new StartError('Không dựng được. Chạy: npm run build\nThe build failed. Run: npm run build');
  }
  console.log('Đang chuẩn bị dữ liệu minh họa (preparing the demonstration) …');
  const { prepareDemonstration } = await import('./prepare-demonstration');
  const demonstration = await prepareDemonstration(config);
  await serve(config);
  console.log(await describeDemonstration(demonstration, port, address));
  console.log(`ready: http://localhost:${port}`);
} catch (failure) {
  await explainFailedStart(failure);
}

/** Only the demonstration's own file; a database that was named by hand is its owner's to empty. */
function removeDemonstration(databaseUrl: string): void {
  if (databaseUrl !== DATABASE_URL) {
    throw new StartError(
      `--reset chỉ xóa ${DATABASE_FILE}; DATABASE_URL đang trỏ tới nơi khác.\n--reset removes ${DATABASE_FILE} only; DATABASE_URL names another database.`
    );
  }
  for (const suffix of ['', '-wal', '-shm']) rmSync(DATABASE_FILE + suffix, { force: true });
}

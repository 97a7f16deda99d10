// `npm run migrate`: what a start does too. A copy of the database is kept before.
import { runCommand } from './command';

await runCommand(async (_db, _config, { copy }) => {
  if (copy !== undefined) console.log(`Bản giữ trước khi nâng cấp (copy kept before the upgrade): ${copy}`);
  console.log('Cơ sở dữ liệu đã ở bản mới nhất. The database is up to date.');
});

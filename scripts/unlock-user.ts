// npm run unlock-user -- --email E: opens an account that failed sign-ins have locked.
import { unlockUser } from '../src/lib/server/operations/unlock-user';
import { byCommand } from '../src/lib/server/store/audit-events';
import { runCommand } from './command';
import { namedUser } from './named-user';
import { readOptions } from './options';

await runCommand(async (db) => {
  const { email } = readOptions({ required: ['email'] });
  await unlockUser(db, await namedUser(db, email), byCommand());
  console.log(`Đã mở khóa (unlocked): ${email}`);
});

// npm run reset-second-factor -- --email E: for who has lost the phone and the recovery codes, the last administrator too.
import { resetSecondFactor } from '../src/lib/server/operations/reset-second-factor';
import { byCommand } from '../src/lib/server/store/audit-events';
import { runCommand } from './command';
import { namedUser } from './named-user';
import { readOptions } from './options';

await runCommand(async (db) => {
  const { email } = readOptions({ required: ['email'] });
  await resetSecondFactor(db, (await namedUser(db, email)).id, byCommand());
  console.log(`Đã gỡ xác thực hai lớp (second factor taken off): ${email}`);
});
